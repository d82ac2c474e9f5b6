import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { runTalkover } from '../../../../tools/harness/talkoverNode';
import { retryKilledWorkflow } from '../../../../tools/harness/workflow';
import { SEED } from '../../../../tools/simulator/state';
import { inPanel } from '../../../support/calls/inPanel';
import { chosen } from '../../../support/n8n/parameterValues';
import { fromAi, toolRun, useTool } from '../../../support/n8n/tool';
import { useSimulator } from '../../../support/servers/useSimulator';
import { useMovedTime } from '../../../support/time/skippedTime';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const time = useMovedTime();
const talkover = useSimulator({ now: () => Date.now() });

const MAKE: INodeParameters = {
	...{ resource: 'call', operation: 'make', agentId: chosen(SEED.salesAgentId) },
	phone: fromAi('phone'),
};
const CAMPAIGN: INodeParameters = {
	...{ ...MAKE, operation: 'makeForCampaign' },
	campaignId: chosen(SEED.activeCampaignId),
};
const CHECK: INodeParameters = { ...MAKE, operation: 'check' };

interface ToolUse {
	/** The node, which is the same in all messages. */
	readonly tool?: string;
	readonly workflow?: string;
	readonly parameters?: INodeParameters;
	readonly options?: INodeParameters;
}

let contact = 0;

/** Numbers that nobody has called. */
function contacts(count: number): { phone: string }[] {
	return Array.from({ length: count }, () => {
		contact += 1;
		return { phone: `+1212500${1000 + contact}` };
	});
}

const parametersOf = ({ parameters = MAKE, options = {} }: ToolUse): INodeParameters => ({
	...parameters,
	...inPanel(parameters === MAKE ? { skipIfActive: false, ...options } : options),
});

/** A message to the AI agent, which uses a tool for as many new contacts. @returns what the model reads of each */
async function message(count: number, use: ToolUse = {}): Promise<IDataObject[]> {
	const { tool = 'A', workflow } = use;
	const parameters = parametersOf(use);
	const { run } = await useTool(
		...([talkover(), parameters, contacts(count), { id: tool }, {}, workflow] as const),
	);
	const answers = run.data.resultData.runData.Agent?.[0]?.data?.main?.[0] ?? [];
	return answers.flatMap(({ json }) => JSON.parse(String(json.answer)) as IDataObject[]);
}

/** @returns for each contact whether a call was placed, or why not */
async function outcomes(count: number, use?: ToolUse): Promise<unknown[]> {
	const items = await message(count, use);
	return items.map(({ placed, reason, error }) => error ?? (placed === true ? 'placed' : reason));
}

const times = (count: number, outcome: string): string[] => Array<string>(count).fill(outcome);
const most = (maxCallsPerHour: number) => ({ options: { maxCallsPerHour } });

test('two tools make ten calls together, in two messages', async () => {
	expect(await outcomes(6)).toEqual(times(6, 'placed'));
	const others = await outcomes(6, { tool: 'B', parameters: CAMPAIGN });
	expect(others.sort()).toEqual([...times(2, 'maxCalls'), ...times(4, 'placed')]);
	expect(await outcomes(1)).toEqual(['maxCalls']);
});

test('the calls of another workflow, and of nodes that are no tools, do not count', async () => {
	const rules = { skipIfActive: false };
	const parameters = { ...MAKE, phone: '={{ $json.phone }}', rules };
	await runTalkover(talkover(), parameters, { items: contacts(1) });
	await message(1, { ...most(1), workflow: 'other' });

	expect(await outcomes(1, most(1))).toEqual(['placed']);
});

test('one call at a time is free an hour after it was made, although lists show it', async () => {
	// The limit for contacts makes each use read the list.
	const use = { options: { maxCallsPerHour: 2, maxCallsPerContact: { limit: {} } } };
	const first = time.now();
	await message(1, use);
	time.move(20 * MINUTE);
	await message(1, use);
	time.move(20 * MINUTE);

	const nextAllowedAt = new Date(first + HOUR).toISOString().replace('.000', '');
	expect(await message(1, use)).toMatchObject([
		{
			...{ reason: 'maxCalls', retryable: true, nextAllowedAt },
			message: expect.stringContaining(
				`the Talkover tools of this workflow have made 2 calls in the last hour, the maximum of 'Max Calls per Hour'. None of them calls anybody before ${nextAllowedAt}: don't try again until then, and tell the user`,
			),
		},
	]);
	time.move(20 * MINUTE - 1);
	expect(await outcomes(1, use)).toEqual(['maxCalls']);
	time.move(1);
	expect(await outcomes(2, use)).toEqual(expect.arrayContaining(['placed', 'maxCalls']));
});

test('a delayed call counts until an hour after it is dialed, also if another one is made before', async () => {
	const nextAllowedAt = new Date(time.now() + 2 * HOUR).toISOString().replace('.000', '');
	const delayed = { options: { maxCallsPerHour: 2, delaySeconds: 3_600 } };
	expect(await outcomes(1, delayed)).toEqual(['placed']);
	expect(await outcomes(1, most(2))).toEqual(['placed']);

	expect(await message(1, most(1))).toMatchObject([{ reason: 'maxCalls', nextAllowedAt }]);
	time.move(HOUR + MINUTE);
	expect(await message(1, most(1))).toMatchObject([{ reason: 'maxCalls', nextAllowedAt }]);
});

test('the smallest value of the tools that have called counts, as it is now', async () => {
	await message(1, { tool: 'B', ...most(2) });
	await message(1);
	expect(await outcomes(1)).toEqual(['maxCalls']);

	expect(await outcomes(1, { tool: 'B', ...most(4) })).toEqual(['placed']);
	expect(await outcomes(2)).toEqual(expect.arrayContaining(['placed', 'maxCalls']));
});

test.each([
	['a call whose response is lost', 'counts', { kind: 'resetAfter' }],
	['a call that may have been made', 'counts', { kind: 'resetBefore' }],
	['a call after a 429', 'counts once', { kind: 'documented', status: 429 }],
	['a call that Talkover rejects', "doesn't count", { kind: 'answer', status: 422, body: {} }],
] as const)('%s %s', async (_which, counts, fault) => {
	talkover().fail({ operationId: 'makeCall', times: 1, fault });
	await message(1, most(2));

	const more = await outcomes(2, most(2));
	expect(more.filter((each) => each === 'placed')).toHaveLength(counts === "doesn't count" ? 2 : 1);
});

test('a test call neither counts nor is limited', async () => {
	const test = { options: { maxCallsPerHour: 1, isTest: true } };
	expect(await outcomes(2, test)).toEqual(['placed', 'placed']);
	expect(await outcomes(1, most(1))).toEqual(['placed']);
	expect(await outcomes(1, test)).toEqual(['placed']);
});

test('without a value, nobody is called', async () => {
	const [answer] = await message(1, { options: { maxCallsPerHour: '={{ null }}' } });

	expect(String(answer?.message)).toContain('Max Calls per Hour: has no value');
	expect(talkover().requests).toEqual([]);
});

test('a call that the retry of a killed execution finds counts', async () => {
	const begin = time.now();
	const run = toolRun(talkover(), parametersOf(most(1)), contacts(1), { id: 'A' });
	const [{ phone } = {}] = run.items ?? [];
	await useTool(talkover(), parametersOf(most(1)), run.items as IDataObject[], { id: 'A' });
	time.move(10 * MINUTE);

	await retryKilledWorkflow(run, begin);

	expect(talkover().dialed()).toEqual([phone]);
	expect(await outcomes(1, most(1))).toEqual(['maxCalls']);
});

test('Check says as a tool when the next call is possible', async () => {
	const check = { tool: 'C', parameters: CHECK, options: { agentId: SEED.salesAgentId } };
	expect(await message(1, check)).toMatchObject([{ allowed: true }]);
	await message(1, most(1));

	const nextAllowedAt = new Date(time.now() + HOUR).toISOString().replace('.000', '');
	expect(await message(1, check)).toMatchObject([
		{ allowed: false, reason: 'maxCalls', nextAllowedAt },
	]);
});
