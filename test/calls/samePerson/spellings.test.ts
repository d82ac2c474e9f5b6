import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	credentialFor,
	jsonOf,
	runTalkover,
	talkoverRun,
	talkoverWorkflow,
} from '../../../tools/harness/talkoverNode';
import type { RunResult } from '../../../tools/harness/workflow';
import { retryKilledWorkflow, runWorkflow } from '../../../tools/harness/workflow';
import { contactOf, spellingsOf } from '../../../nodes/Talkover/shared/phone/contact';
import { SEED } from '../../../tools/simulator/state';
import { chosen } from '../../support/n8n/parameterValues';
import { MAKE } from '../../support/calls/make';
import { useSimulator } from '../../support/servers/useSimulator';
import { inPanel } from '../../support/calls/inPanel';
import { skipWaits } from '../../support/time/skippedTime';

const talkover = useSimulator();

const EVEN_IF_ON_CALL = { skipIfActive: false };
const FOR_CAMPAIGN = {
	operation: 'makeForCampaign',
	campaignId: chosen(SEED.activeCampaignId),
};
const ONCE_A_DAY = { ...EVEN_IF_ON_CALL, maxCallsPerContact: { limit: {} } };
const HOUR = 3_600_000;

// prettier-ignore
test.each([
	['a mobile number of Brazil, with and without the 9', '+5531987654321', '+553187654321'],
	['a mobile number of Argentina, with and without the 9', '+5491123456789', '+541123456789'],
	['a mobile number of Mexico, with and without the 1', '+525512345678', '+5215512345678'],
	['a number of Benin, with and without the 01', '+2290195123456', '+22995123456'],
	['a fixed line of Colombia, with and without the 60', '+576012345678', '+5712345678'],
	['a number of Rome, with and without the 0', '+390612345678', '+39612345678'],
	['a number of San Marino, also through Italy', '+3780549886377', '+378886377', '+390549886377', '+39549886377'],
])('%s is one contact', (_what, ...spellings) => {
	for (const number of spellings) {
		expect([...spellingsOf(number)].sort()).toEqual([...spellings].sort());
	}
	expect(new Set(spellings.map(contactOf)).size).toBe(1);
});

test.each([
	['fixed lines of Brazil', '+551121234567', '+5511921234567'],
	['a mobile number of Italy and one with a 0', '+393471234567', '+3903471234567'],
	['a mobile number and a fixed line of Italy', '+393412345678', '+3903412345678'],
	['a mobile number of Colombia and a fixed line', '+573212345678', '+576012345678'],
	['a mobile number of San Marino and a fixed line', '+37866661212', '+3780549661212'],
])('%s are different contacts', (_what, one, other) => {
	expect(contactOf(one)).not.toBe(contactOf(other));
});

/** In both directions, because one of them is the same as what identifies the contact. */
const DIRECTIONS = [
	['with the 9, and then without it,', '+5531987654321', '+553187654321'],
	['without the 9, and then with it,', '+553187654321', '+5531987654321'],
] as const;

beforeEach(() => {
	talkover().state.calls.splice(0);
});

const make = async (
	phones: readonly string[],
	options: INodeParameters = {},
	more: INodeParameters = {},
) => {
	const items = phones.map((phone) => ({ phone }));
	return runTalkover(talkover(), { ...MAKE, ...inPanel(options), ...more }, { items });
};

/** Adds a call to the list. */
function listed(to: string, more: IDataObject = {}): void {
	const { calls } = talkover().state;
	calls.push({
		...{ id: `call-${calls.length}`, agent_id: SEED.salesAgentId, to, status: 'completed' },
		created_at: new Date(Date.now() - HOUR).toISOString(),
		...more,
	});
}

/** What became of each item: `placed`, the reason, or the error. */
function ends(result: RunResult): unknown[] {
	return jsonOf(result).map(({ placed, reason, error }) =>
		placed === true ? 'placed' : (reason ?? error),
	);
}

/** The numbers that were added to the campaign, without the three of the initial state. */
function addedBy(result: RunResult): unknown[] {
	expect(result.error).toBeUndefined();
	return talkover()
		.state.campaignCalls.slice(3)
		.map(({ to }) => to);
}

const dialed = () => [...talkover().dialed()].sort();

describe.each(DIRECTIONS)('a number %s is one contact', (_what, one, other) => {
	test('in one run', async () => {
		const result = await make([one, other]);

		expect(ends(result)).toEqual(['placed', 'duplicate']);
		expect(dialed()).toEqual([one]);
	});

	test('in two executions shortly after each other', async () => {
		await make([one], EVEN_IF_ON_CALL);

		const result = await make([other], EVEN_IF_ON_CALL);

		expect(ends(result)).toEqual(['duplicate']);
		expect(dialed()).toEqual([one]);
	});

	test('in one run for a campaign', async () => {
		const result = await make([one, other, one], {}, FOR_CAMPAIGN);

		expect(ends(result)).toEqual(['placed', 'duplicate', 'duplicate']);
	});

	test('in one run for a campaign if the first response is lost', async () => {
		skipWaits();
		talkover().fail({
			...{ times: 1, operationId: 'makeCampaignCall' },
			when: ({ body }) => (body as IDataObject).to === one,
			fault: { kind: 'resetAfter' },
		});

		const result = await make([one, other], {}, FOR_CAMPAIGN);

		expect(result.error?.message).toContain('Outcome unknown');
		const sent = talkover().requests.filter((each) => each.operationId === 'makeCampaignCall');
		expect(sent.map(({ body }) => (body as IDataObject).to)).toEqual([one]);
	});

	test('in one run for a campaign that already has a call to it', async () => {
		const { id: _id, ...queued } = talkover().state.campaignCalls[2] ?? {};
		talkover().state.campaignCalls.push({ ...queued, id: 'earlier', to: one });

		const result = await make([one, other], {}, FOR_CAMPAIGN);

		expect(ends(result)).toEqual(['duplicate', 'duplicate']);
		expect(addedBy(result)).toEqual([one]);
	});

	test('in two executions for a campaign shortly after each other', async () => {
		const first = await make([one], {}, FOR_CAMPAIGN);

		const second = await make([other], {}, FOR_CAMPAIGN);

		expect(ends(second)).toEqual(['duplicate']);
		expect(jsonOf(second)).toEqual([expect.objectContaining({ id: jsonOf(first)[0]?.id })]);
		expect(addedBy(second)).toEqual([one]);
	});

	test('for a campaign, unless duplicates are allowed', async () => {
		await make([one], {}, FOR_CAMPAIGN);

		const second = await make([other], { allowDuplicates: true }, FOR_CAMPAIGN);

		expect(ends(second)).toEqual(['placed']);
	});

	test('for calls of other executions that count before the list has them', async () => {
		await make([one], EVEN_IF_ON_CALL);
		talkover().state.calls.splice(0);

		// Another agent, because executions skip duplicates of the same one.
		const limit = { countedCalls: 'all' };
		const rules = { ...EVEN_IF_ON_CALL, maxCallsPerContact: { limit } };
		const result = await make([other], rules, { agentId: chosen(SEED.supportAgentId) });

		expect(ends(result)).toEqual(['calledRecently']);
		expect(dialed()).toEqual([one]);
	});
});

describe.each(DIRECTIONS)('a number %s is one contact in lists', (_what, one, other) => {
	test('for Max Calls per Contact', async () => {
		listed(other);

		const result = await make([one], ONCE_A_DAY);

		expect(ends(result)).toEqual(['calledRecently']);
		expect(dialed()).toEqual([]);
	});

	test('for Max Calls per Contact in a long list, which is searched for both', async () => {
		for (let index = 0; index < 400; index += 1) listed(`+1215500${1000 + index}`);
		listed(other, { created_at: new Date(Date.now() - 2 * HOUR).toISOString() });

		const result = await make([one], ONCE_A_DAY);

		expect(ends(result)).toEqual(['calledRecently']);
		const searched = talkover().requests.map(({ url }) =>
			new URL(url, 'https://localhost').searchParams.get('search'),
		);
		expect(searched).toEqual(expect.arrayContaining([one, other]));
	});

	test.each([
		['one item', 1],
		['ten items', 10],
	])('for Skip If on a Call with %s', async (_items, count) => {
		listed(other, { status: 'answered' });
		const others = Array.from({ length: count - 1 }, (_, index) => `+1215500${1000 + index}`);

		const result = await make([one, ...others]);

		expect(ends(result)).toEqual(['onCall', ...others.map(() => 'placed')]);
	});

	test('for Do Not Call', async () => {
		expect(ends(await make([one], { doNotCall: other }))).toEqual(['doNotCall']);
	});

	test('in a retry after n8n was killed, which neither calls nor takes the call for its own', async () => {
		listed(other, { created_at: new Date(Date.now() - 5 * 60_000).toISOString() });
		const parameters = { ...MAKE, rules: EVEN_IF_ON_CALL };
		const run = talkoverRun(talkover(), parameters, { items: [{ phone: one }] });

		const retried = await retryKilledWorkflow(run, Date.now() - 10 * 60_000);

		expect(retried.error?.message).toMatch(/may be it: its number .* spelled differently/);
		expect(dialed()).toEqual([]);
	});

	test('but not the same number: after a lost response, its call is not taken for the own one', async () => {
		skipWaits();
		talkover().fail({ operationId: 'makeCall', times: 9, fault: { kind: 'resetBefore' } });
		listed(other, { created_at: new Date().toISOString() });

		const result = await make([one], EVEN_IF_ON_CALL);

		expect(jsonOf(result)).toEqual([]);
		expect(result.error?.message).toMatch(/unknown|no response/i);
	});

	test('but not the same number: Get Many returns calls to exactly the number', async () => {
		listed(one);
		listed(other);
		const { calls } = talkover().state;
		talkover().answer(200, { data: calls, meta: { last_page: 1 } }, 'listCalls');

		const result = await runTalkover(talkover(), {
			...{ resource: 'call', operation: 'getMany', filters: { to: one }, simplify: false },
		});

		expect(jsonOf(result).map(({ to }) => to)).toEqual([one]);
	});
});

test('numbers are dialed as they were entered', async () => {
	await make(['+553187654321', '+5491123456789', '+39612345678']);

	expect(dialed()).toEqual(['+39612345678', '+5491123456789', '+553187654321'].sort());
});

test('two nodes of a workflow with two spellings of a number call once', async () => {
	const { nodes, connections } = talkoverWorkflow({ ...MAKE, phone: '+5531987654321' });
	const again = { ...nodes[1], name: 'Again', parameters: { ...MAKE, phone: '+553187654321' } };
	const next = { main: [[{ node: 'Again', type: 'main' as const, index: 0 }]] };
	await runWorkflow({
		workflow: {
			nodes: [...nodes, again as never],
			connections: { ...connections, Talkover: next },
		},
		credential: credentialFor(talkover()),
	});

	expect(dialed()).toEqual(['+5531987654321']);
});
