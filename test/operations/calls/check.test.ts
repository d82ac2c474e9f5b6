import type { GenericValue } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../../harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const CHECK = { resource: 'call', operation: 'check', phone: '={{ $json.phone }}' };

/** The output for each phone number. */
async function check(phones: readonly GenericValue[], options = {}, defaultCountry = '') {
	const items = phones.map((phone) => ({ phone }));
	const result = await runTalkover(talkover(), { ...CHECK, options, defaultCountry }, { items });
	expect(result.error).toBeUndefined();
	return jsonOf(result);
}

test('Check says what would be called, without a request', async () => {
	expect(await check(['(11) 91234-5678', '+12125550123'], {}, 'Brasil')).toEqual([
		{
			allowed: true,
			reason: null,
			message: null,
			to: '+5511912345678',
			country: 'BR',
			type: 'mobile',
			national: '(11) 91234-5678',
		},
		expect.objectContaining({ allowed: true, to: '+12125550123', country: 'US' }),
	]);
	expect(talkover().requests).toEqual([]);
});

test.each([
	['+49 171 1234567', 'mobile', 'DE'],
	['+49 30 901820', 'fixedLine', 'DE'],
	['+1 212 555 0123', 'fixedLineOrMobile', 'US'],
	['+1 800 555 0199', 'tollFree', 'US'],
	['+800 1234 5678', 'tollFree', null],
	['+39 848 123 456', 'sharedCost', 'IT'],
	// Not in the plan, which may have changed.
	['+34 555 12 34 56', 'unknown', 'ES'],
])('Check says that %s is of the type %s', async (phone, type, country) => {
	expect(await check([phone])).toEqual([expect.objectContaining({ allowed: true, type, country })]);
});

const EXPENSIVE = [
	['+1 900 234 5678', 'premiumRate'],
	['+44 909 012 3456', 'premiumRate'],
	['+49 900 1 234567', 'premiumRate'],
	// Not assigned yet, but in a range of premium-rate numbers.
	['+351 761 123 456', 'premiumRate'],
	['+380 900 123 456', 'premiumRate'],
	['+870 773 123 456', 'satellite'],
	['+878 10 1234567890', 'voip'],
	['+881 612 345 678', 'satellite'],
	['+882 13 123456', 'satellite'],
	['+883 5100 1234 5678', 'satellite'],
	['+979 1 2345 6789', 'premiumRate'],
] as const;

test.each(EXPENSIVE)('%s is blocked unless the option is off', async (phone, type) => {
	const [blocked] = await check([phone]);
	const [allowed] = await check([phone], { blockPremiumRate: false });

	expect(blocked).toMatchObject({ allowed: false, reason: 'premiumRate', type });
	expect(blocked?.message).toMatch(/turn off 'Block Premium-Rate and Satellite Numbers'/);
	expect(allowed).toMatchObject({ allowed: true, reason: null, to: blocked?.to });
});

test('a number that is not one is a result that an If node can branch on', async () => {
	const phones = ['2026-11-22', '', null, { phone: '+12125550123' }, '911', 'ask Ana'];

	const checked = await check(phones, {}, 'US');

	expect(checked).toEqual(
		phones.map(() => ({
			allowed: false,
			reason: 'invalidNumber',
			message: expect.stringMatching(/\w/),
			to: null,
			country: null,
			type: null,
			national: null,
		})),
	);
	expect(checked[0]?.message).toContain('looks like a date');
	expect(checked[1]?.message).toBe('The phone number is empty');
});

test.each([
	['make', { agentId: 'agent-1' }],
	['makeAndWait', { agentId: 'agent-1' }],
	['makeForCampaign', { campaignId: 'campaign-1' }],
])('%s calls no expensive number unless the option is off', async (operation, target) => {
	const call = { resource: 'call', operation, ...target, waitAtMost: 0 };

	const blocked = await runTalkover(talkover(), { ...call, phone: '+1 900 234 5678' });
	expect(jsonOf(blocked)).toEqual([
		{
			...{ outcome: 'skipped', placed: false, reason: 'premiumRate', to: '+19002345678' },
			message:
				"+19002345678 is a premium-rate number. To call it anyway, turn off 'Block Premium-Rate and Satellite Numbers' in 'Options'",
			retryable: false,
		},
	]);
	expect(talkover().requests).toEqual([]);

	const options = { blockPremiumRate: false, skipIfActive: false };
	await runTalkover(talkover(), { ...call, phone: '+1 900 234 5678', options });
	expect(talkover().requests.map(({ body }) => body)).toContainEqual(
		expect.objectContaining({ to: '+19002345678' }),
	);
});

test.each([
	['make', { agentId: 'sales' }],
	['makeForCampaign', { campaignId: 'active' }],
])('the output of %s has the number that is dialed as to', async (operation, target) => {
	talkover().answer(201, { success: true, data: { id: 'c' } });

	const result = await runTalkover(talkover(), {
		...{ resource: 'call', operation, ...target, options: { skipIfActive: false } },
		defaultCountry: 'BR',
		phone: '(11) 91234-5678',
	});

	expect(jsonOf(result)).toEqual([expect.objectContaining({ placed: true, to: '+5511912345678' })]);
});
