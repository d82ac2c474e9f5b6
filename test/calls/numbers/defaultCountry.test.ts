import { Talkover } from '../../../nodes/Talkover/Talkover.node';
import { COUNTRIES } from '../../../nodes/Talkover/parameters/countries';
import { resources } from '../../../nodes/Talkover/resources';
import type { Field } from '../../../nodes/Talkover/parameters/field';
import { SEED } from '../../../tools/simulator/state';
import {
	ONE_AT_ONCE,
	credentialFor,
	jsonOf,
	runTalkover,
} from '../../../tools/harness/talkoverNode';
import { loadOptionsContext } from '../../../tools/harness/workflow';
import { chosen } from '../../support/n8n/parameterValues';
import { MAKE } from '../../support/calls/make';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

test('an expression gives each item the Default Country of its contact', async () => {
	const items = [
		{ phone: '0171 1234567', country: 'de' },
		{ phone: '(11) 91234-5678', country: 'BR' },
		{ phone: '020 7946 0958', country: 'GB' },
	];

	await runTalkover(
		talkover(),
		{ ...MAKE, defaultCountry: '={{ $json.country }}' },
		{ credential: ONE_AT_ONCE, items },
	);

	expect(talkover().dialed()).toEqual(['+491711234567', '+5511912345678', '+442079460958']);
});

test('an item with an invalid or missing Default Country fails without affecting other items', async () => {
	const items = [
		{ phone: '0171 1234567', country: 'Europe' },
		{ phone: '0171 1234567' },
		{ phone: '0171 1234567', country: 'XX' },
		{ phone: '0171 1234567', country: 'DE' },
	];

	const result = await runTalkover(
		talkover(),
		{ ...MAKE, defaultCountry: '={{ $json.country }}' },
		{ items, settings: { onError: 'continueRegularOutput' } },
	);

	const messages = jsonOf(result).map(({ message }) => message);
	expect(messages).toEqual([
		expect.stringContaining('Default Country: must be a country, such as Germany, or its ISO code'),
		expect.stringContaining('or set Default Country'),
		expect.stringContaining('(found "XX")'),
		undefined,
	]);
	expect(talkover().dialed()).toEqual(['+491711234567']);
});

test('a transfer target and a do-not-call list accept national numbers', async () => {
	await runTalkover(talkover(), {
		resource: 'action',
		operation: 'upsert',
		agentId: chosen(SEED.salesAgentId),
		nodeId: 'transfer',
		name: 'Transfer',
		description: 'Transfer the call',
		type: 'transfer',
		transferTo: '0171 1234567 ext. 12',
		options: { defaultCountry: 'DE' },
	});
	await runTalkover(talkover(), {
		resource: 'campaign',
		operation: 'update',
		campaignId: chosen(SEED.draftCampaignId),
		updateFields: { doNotCallCustomList: '0171 1234567, 0049 171 7654321' },
		options: { defaultCountry: 'DE' },
	});

	const [action, campaign] = talkover().requests.map(({ body }) => body);
	expect(action).toMatchObject({ transfer_to: '+491711234567 ext. 12' });
	expect(campaign).toEqual({ do_not_call_custom_list: ['+491711234567', '+491717654321'] });
});

/** Whether a field, or one inside it, interprets its value with the country. */
function readsPhones(field: Field): boolean {
	const parsed = (country: string | undefined) => {
		const raw = field.children ? undefined : '0171 1234567';
		return JSON.stringify(field.parse(raw, { timezone: 'UTC', country }));
	};
	return parsed(undefined) !== parsed('DE') || (field.children ?? []).some(readsPhones);
}

const operations = resources.flatMap(({ value, operations: all }) =>
	all.map((operation) => [`${value}.${operation.value}`, operation] as const),
);

test('exactly the operations with a phone number have Default Country', () => {
	const withPhones = operations.filter(([, { fields }]) => fields.some(readsPhones));
	const withOption = operations.filter(([, { options }]) =>
		options.some(({ name }) => name === 'defaultCountry'),
	);

	expect(withPhones.map(([name]) => name)).toEqual(
		expect.arrayContaining(['call.make', 'call.makeForCampaign', 'call.getActive', 'call.getMany']),
	);
	expect(withOption.map(([name]) => name)).toEqual(withPhones.map(([name]) => name));
});

test('the list of Default Country is searched by name and code, without a request', async () => {
	const search = new Talkover().methods.listSearch?.searchCountries;
	const context = await loadOptionsContext(credentialFor(talkover()), {});
	const found = async (filter: string) =>
		(await search?.call(context, filter))?.results.map(({ name, value }) => [name, value]);

	expect(await found('united k')).toEqual([['United Kingdom', 'GB']]);
	expect(await found(' us ')).toContainEqual(['United States', 'US']);
	expect(await found('')).toHaveLength(Object.keys(COUNTRIES).length);
	expect(talkover().requests).toEqual([]);
});
