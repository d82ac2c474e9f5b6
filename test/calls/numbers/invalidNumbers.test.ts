import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const CALLS = {
	make: { agentId: chosen(SEED.salesAgentId) },
	makeAndWait: { agentId: chosen(SEED.salesAgentId), waitAtMost: 0 },
	makeForCampaign: { campaignId: chosen(SEED.activeCampaignId) },
} as const;
const OPERATIONS = ['make', 'makeAndWait', 'makeForCampaign'] as const;

/** Runs an operation for contacts with these phones. */
async function call(
	operation: keyof typeof CALLS,
	phones: readonly unknown[],
	more: INodeParameters = {},
) {
	const parameters = { ...CALLS[operation], phone: '={{ $json.phone }}', ...more };
	const items = phones.map((phone): IDataObject => ({ phone: phone as string }));
	const result = await runTalkover(
		talkover(),
		{ resource: 'call', operation, ...parameters },
		{ items },
	);
	const hints = result.run.data.resultData.runData.Talkover?.[0]?.hints ?? [];
	return { result, hints: hints.map(({ message }) => message) };
}

const SKIPPED = { outcome: 'skipped', placed: false, reason: 'invalidNumber', retryable: false };

describe.each(OPERATIONS)('%s', (operation) => {
	test('calls the others if a number is broken, blank, or lacks its country', async () => {
		const phones = ['+12125550111', '555-01', '', '(212) 555-0112', '+1 212 555 0113'];

		const { result, hints } = await call(operation, phones);

		expect(jsonOf(result)).toEqual([
			expect.objectContaining({ placed: true, to: '+12125550111' }),
			expect.objectContaining({ ...SKIPPED, message: expect.stringContaining('"555-01"') }),
			expect.objectContaining({ ...SKIPPED, message: 'The phone number is empty' }),
			expect.objectContaining({ ...SKIPPED, message: expect.stringContaining('country code') }),
			expect.objectContaining({ placed: true, to: '+12125550113' }),
		]);
		expect(hints).toContain("3 of 5 contacts weren't called: 3 with an invalid number");
	});

	test('fails with the first message if no number of several is usable', async () => {
		const { result } = await call(operation, ['Ana', '555-01']);

		expect(shownError(result).message).toContain('2 of 2 items have invalid input');
		expect(shownError(result).lines.join()).toContain('"Ana" contains characters');
		expect(talkover().dialed()).toEqual([]);
	});

	test('skips a single contact without a usable number, and says so above the output', async () => {
		const { result, hints } = await call(operation, ['+1 555 123']);

		expect(jsonOf(result)).toEqual([expect.objectContaining(SKIPPED)]);
		expect(hints).toEqual([expect.stringMatching(/^The contact wasn't called: .*"\+1 555 123"/)]);
	});

	test.each([[['(212) 555-0112']], [['(212) 555-0112', '(212) 555-0113']]])(
		'fails without a Default Country if all of %p need it',
		async (phones) => {
			const { result } = await call(operation, phones);

			expect(JSON.stringify(shownError(result))).toContain('or set Default Country');
			expect(talkover().dialed()).toEqual([]);
		},
	);

	test('calls nobody if something else of an item is wrong', async () => {
		const { result } = await call(operation, ['+12125550111', '555-01', '+12125550113'], {
			defaultCountry: "={{ $itemIndex === 2 ? 'Narnia' : '' }}",
		});

		expect(shownError(result).message).toContain('"Narnia"');
		expect(shownError(result).lines.join()).toContain('On Error');
		expect(talkover().dialed()).toEqual([]);
	});
});

test('the hint counts the contacts by reason, the most frequent one first', async () => {
	const rules = { doNotCall: '+12125550112, +12125550113' };
	const phones = ['+12125550111', '555-01', '+12125550112', '+12125550113'];

	const { hints } = await call('make', phones, {
		...{ rules, options: { includeInputFields: true } },
	});

	expect(hints).toEqual([
		"3 of 4 contacts weren't called: 2 on the do-not-call list, 1 with an invalid number",
	]);
});

test('an entry of a do-not-call list that is no number still fails', async () => {
	const { result } = await call('make', ['+12125550111'], { rules: { doNotCall: '555-01' } });

	expect(shownError(result).message).toContain('Do Not Call');
	expect(talkover().dialed()).toEqual([]);
});
