import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { RequestSettings } from '../../tools/harness/talkoverNode';
import { ONE_AT_ONCE, jsonOf, talkoverRun } from '../../tools/harness/talkoverNode';
import type { RunOptions, RunResult } from '../../tools/harness/workflow';
import {
	retryKilledWorkflow,
	retryWorkflow,
	runWorkflow,
	startWorkflow,
} from '../../tools/harness/workflow';
import { resetModuleState } from '../../nodes/Talkover/account/moduleState';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { useMovedTime } from '../support/time/skippedTime';
import { inPanel } from '../support/calls/inPanel';

const SECOND = 1_000;
const CALL: INodeParameters = {
	resource: 'call',
	operation: 'make',
	agentId: chosen(SEED.salesAgentId),
	phone: '={{ $json.phone }}',
	rules: { skipIfActive: false },
};
const OF_CAMPAIGN: INodeParameters = {
	resource: 'call',
	operation: 'makeForCampaign',
	campaignId: chosen(SEED.activeCampaignId),
	phone: '={{ $json.phone }}',
};
const CONTACTS = [0, 1, 2, 3].map((index) => ({ phone: `+1213500${1000 + index}` }));
const NUMBERS = CONTACTS.map(({ phone }) => phone);

const time = useMovedTime();
const talkover = useSimulator({ now: () => Date.now() });

function optionsFor(
	items: readonly IDataObject[],
	parameters = CALL,
	credential?: RequestSettings,
): RunOptions {
	return talkoverRun(talkover(), parameters, { credential, items });
}

/** With these options besides. */
function callWith(more: INodeParameters): INodeParameters {
	return { ...CALL, ...inPanel({ skipIfActive: false, ...more }) };
}

/** n8n is killed after an execution has made the first calls, and the execution is retried some seconds later. */
async function retryAfterKill(
	done: readonly IDataObject[],
	{ seconds = 10, parameters = CALL }: { seconds?: number; parameters?: INodeParameters } = {},
): Promise<RunResult> {
	const establishedAt = time.now();
	if (done.length > 0) await runWorkflow(optionsFor(done, parameters));
	time.move(seconds * SECOND);
	return retryKilledWorkflow(optionsFor(CONTACTS, parameters), establishedAt);
}

function reads(): number {
	return talkover().requests.filter(({ method }) => method === 'GET').length;
}

test.each([
	[30, 10],
	[59, 3],
])(
	'with a list that shows calls after %s seconds, a retry %s seconds after n8n was killed calls each contact once',
	async (lag, seconds) => {
		talkover().state.listLagMs = lag * SECOND;

		const retried = await retryAfterKill(CONTACTS.slice(0, 2), { seconds });

		expect(retried.error).toBeUndefined();
		expect(talkover().dialed().sort()).toEqual(NUMBERS);
		expect(jsonOf(retried).map(({ to, placed }) => (placed === true ? to : undefined))).toEqual(
			NUMBERS,
		);
		expect(new Set(jsonOf(retried).map(({ id }) => id)).size).toBe(4);
	},
);

test('a call whose response was lost holds back other executions until the list shows it', async () => {
	const [contact = {}] = CONTACTS;
	talkover().state.listLagMs = 3_600 * SECOND;
	const fault = { kind: 'resetAfter', workMs: 50 } as const;
	talkover().fail({ operationId: 'makeCall', times: 1, fault });
	const call = async () => runWorkflow(optionsFor([contact]));
	const first = call();
	await talkover().received(1);
	time.move(3_500);

	const results = [await first];
	time.move(1_800 * SECOND);
	results.push(await call());
	time.move(1_800 * SECOND);
	results.push(await call());

	expect(results.map(({ error }) => error?.message)).toEqual([
		expect.stringContaining('Outcome unknown'),
		expect.stringContaining('another execution has sent the request'),
		undefined,
	]);
	expect(talkover().dialed()).toHaveLength(2);
});

test('all items wait together, read the list twice, and the log says for what they wait', async () => {
	const info = jest.spyOn(Container.get(Logger), 'info');

	await retryAfterKill(CONTACTS.slice(0, 2));

	expect(Math.round(time.waited() / SECOND)).toBe(60);
	// Twice the calls of the agent, and then those of all agents.
	expect(reads()).toBe(3);
	const lines = info.mock.calls.map(([line]) => line);
	expect(lines.filter((line) => line.includes('waiting'))).toEqual([
		expect.stringMatching(
			/^Talkover: [0-2] of 4 items done, waiting until 15:01:10 UTC because Talkover's lists may not show yet what was created before this retry$/,
		),
	]);
});

test('a retry that finds everything in the lists does not wait', async () => {
	const retried = await retryAfterKill(CONTACTS);

	expect(retried.error).toBeUndefined();
	expect(talkover().dialed()).toHaveLength(4);
	expect(time.waited()).toBe(0);
	expect(reads()).toBe(1);
});

test('a retry that is stopped while it waits calls nobody', async () => {
	const establishedAt = time.now();
	time.move(10 * SECOND);
	let stop: () => void = () => undefined;
	jest.spyOn(Container.get(Logger), 'info').mockImplementation((line) => {
		if (line.includes('waiting')) stop();
	});

	const runtimeData = { version: 1, establishedAt, source: 'trigger' } as const;
	const retry = await startWorkflow(optionsFor(CONTACTS), { runtimeData });
	({ stop } = retry);

	expect((await retry.result).status).toBe('canceled');
	expect(talkover().dialed()).toEqual([]);
});

test.each<[string, INodeParameters]>([
	['a delay', callWith({ delaySeconds: 60 })],
	[
		'Calling Hours that delay calls',
		callWith({
			callingHours: { hours: { from: '09:00', to: '21:00', timeZone: 'UTC', outside: 'delay' } },
		}),
	],
	['a campaign', OF_CAMPAIGN],
])('a call with %s that is not listed has an unknown outcome', async (_what, parameters) => {
	const retried = await retryAfterKill([], { parameters });

	expect(talkover().dialed()).toEqual([]);
	expect(retried.error?.message).toContain('Nothing was sent because');
	const resending = {
		...parameters,
		options: { ...(parameters.options as INodeParameters), resendUnknown: true },
	};
	const sent = await retryAfterKill([], { parameters: resending });
	expect(sent.error).toBeUndefined();
	expect(talkover().dialed().sort()).toEqual(NUMBERS);
});

test('a delay of 0 seconds, and Calling Hours without delays, are no reason to hold calls back', async () => {
	const hours = { from: '09:00', to: '21:00', timeZone: 'UTC', outside: 'skip' };
	const parameters = callWith({ delaySeconds: 0, callingHours: { hours } });

	const retried = await retryAfterKill(CONTACTS.slice(0, 2), { parameters });

	expect(retried.error).toBeUndefined();
	expect(talkover().dialed().sort()).toEqual(NUMBERS);
});

test('a retry by hand finds the calls of a retry in between that was killed, although the list lags', async () => {
	talkover().state.listLagMs = 30 * SECOND;
	const refused = { success: false, message: 'Not this one.' };
	talkover().answer(422, refused, { times: 1, phone: String(NUMBERS[0]) });
	const options = optionsFor(CONTACTS, CALL, ONE_AT_ONCE);
	const failed = await runWorkflow(options);
	expect(failed.error?.message).toContain('Not this one.');
	time.move(600 * SECOND);
	expect((await retryWorkflow(options, failed)).error).toBeUndefined();
	time.move(10 * SECOND);
	// The process that ran the retry is gone.
	resetModuleState();

	const again = await retryWorkflow(options, failed);

	expect(again.error).toBeUndefined();
	expect(talkover().dialed(200).sort()).toEqual(NUMBERS);
});

test('after a failure that left records, a delayed call that was not sent is made by the retry', async () => {
	const parameters = callWith({ delaySeconds: 60 });
	talkover().answer(422, { message: 'Not this one.' }, { operationId: 'makeCall', times: 1 });
	const failed = await runWorkflow(optionsFor(CONTACTS.slice(0, 1), parameters));
	time.move(600 * SECOND);

	const retried = await retryWorkflow(optionsFor(CONTACTS.slice(0, 1), parameters), failed);

	expect(retried.error).toBeUndefined();
	expect(talkover().dialed(200)).toEqual(NUMBERS.slice(0, 1));
});
