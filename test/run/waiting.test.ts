import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';

import type { Fault } from '../../tools/simulator/http/faults';
import { withContext } from '../support/n8n/nodeContext';
import { jsonOf, runTalkover, startTalkover } from '../../tools/harness/talkoverNode';
import { skipWaits } from '../support/time/skippedTime';
import { useSimulator } from '../support/servers/useSimulator';

const CREATE = { resource: 'agent', operation: 'create', name: 'A' };

const REJECTED_TOKEN: unknown = expect.stringContaining(
	'Talkover rejected the API token (HTTP 401)',
);

const talkover = useSimulator();

function refusedFor(seconds: number, status = 429): Fault {
	return { kind: 'answer', status, headers: { 'Retry-After': String(seconds) }, body: {} };
}

/** Records what the node writes to n8n's log, with a promise for the first matching line. */
function watchLog() {
	const lines: string[] = [];
	let notify: () => void = () => undefined;
	jest.spyOn(Container.get(Logger), 'info').mockImplementation((line: string) => {
		lines.push(line);
		notify();
	});
	const line = async (pattern: RegExp) => {
		while (!lines.some((one) => pattern.test(one))) {
			await new Promise<void>((resolve) => (notify = resolve));
		}
	};
	return { lines, line };
}

test.each([
	['the rate limit', refusedFor(300), true],
	['the next attempt', refusedFor(60, 503), false],
])('stopping the execution ends the wait for %s and sends no more', async (_name, fault, told) => {
	const { line } = watchLog();
	talkover().fail({ fault });
	const items = Array.from({ length: 20 }, () => ({}));
	const limited = {
		resource: 'call',
		operation: 'getActive',
		agentId: { __rl: true, mode: 'id', value: 'agent_123456' },
		phone: '+12125001111',
	};
	const { result, stop } = await startTalkover(talkover(), limited, {
		credential: { requestsAtOnce: 2 },
		items,
	});
	await talkover().received(2);
	if (told) await line(/waiting until/);
	stop();

	expect((await result).status).toBe('canceled');
	await fetch(`${talkover().url}/health`);
	expect(
		talkover()
			.requests.slice(2)
			.map(({ url }) => url),
	).toEqual(['/api/v1/health']);
});

test('the wait is as long as Talkover requests, and its end and its progress are reported', async () => {
	const waited = skipWaits();
	const { lines } = watchLog();
	talkover().fail({ fault: refusedFor(90), times: 1 });

	const result = await runTalkover(talkover(), CREATE, { items: [{}, {}] });

	expect(waited()).toBeGreaterThanOrEqual(90_000);
	expect(waited()).toBeLessThan(91_000);
	expect(lines).toEqual([
		expect.stringMatching(
			/^Talkover: [01] of 2 items done, waiting until \d\d:\d\d:\d\d UTC because of Talkover's rate limit$/,
		),
		'Talkover: 1 of 2 items done',
	]);
	expect(jsonOf(result)).toHaveLength(2);
	const [run] = result.run.data.resultData.runData.Talkover ?? [];
	expect(run?.hints).toEqual([
		{
			message: "Waited 1 min 30 s for Talkover's rate limit. 2 of 2 items done.",
			location: 'outputPane',
			type: 'info',
		},
	]);
});

test('executions that wait together write one line to the log, and each tells the editor', async () => {
	const { lines } = watchLog();
	const told: string[] = [];
	let notify: () => void = () => undefined;
	withContext((context) => {
		context.sendMessageToUI = (text: string) => {
			told.push(text);
			notify();
		};
	});
	talkover().fail({ fault: refusedFor(300), times: 1 });
	const names = ['first', 'second', 'third'];

	const runs = [];
	for (const [index, name] of names.entries()) {
		runs.push(await startTalkover(talkover(), { ...CREATE, name }));
		while (told.length <= index) await new Promise<void>((resolve) => (notify = resolve));
	}
	for (const { stop } of runs) stop();
	await Promise.all(runs.map(async ({ result }) => result));

	expect(lines).toEqual([expect.stringContaining('waiting until')]);
	expect(told).toHaveLength(names.length);
});

test('a run without waits reports nothing', async () => {
	const { lines } = watchLog();

	const result = await runTalkover(talkover(), CREATE, { items: [{}, {}] });

	expect(lines).toEqual([]);
	expect(result.run.data.resultData.runData.Talkover?.[0]?.hints ?? []).toEqual([]);
});

test('a failure to report progress does not stop the run', async () => {
	const waited = skipWaits();
	const told = jest.fn(() => {
		throw new Error('Nobody listens');
	});
	withContext((context) => {
		context.sendMessageToUI = told;
		context.addExecutionHints = told;
	});
	jest.spyOn(Container.get(Logger), 'info').mockImplementation(told);
	talkover().fail({ fault: refusedFor(90), times: 1 });

	const result = await runTalkover(talkover(), CREATE, { items: [{}, {}] });

	expect(result.error).toBeUndefined();
	expect(jsonOf(result)).toHaveLength(2);
	expect(waited()).toBeGreaterThanOrEqual(90_000);
	// Two progress reports, each in the log and in the browser, and one hint at the end.
	expect(told).toHaveBeenCalledTimes(5);
});

test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
	'a rejected token ends the waits of the other items, which are not sent (%s)',
	async (onError) => {
		const letItem0 = talkover().hold({ when: ({ body }) => hasName(body, 'item 0') });
		talkover().fail({ when: ({ body }) => hasName(body, 'item 1'), fault: refusedFor(300) });
		const { line } = watchLog();
		const { result } = await startTalkover(
			{ url: talkover().url, token: 'talq_wrong' },
			{ ...CREATE, name: '=item {{ $json.index }}' },
			{ items: [{ index: 0 }, { index: 1 }], settings: { onError } },
		);
		await line(/waiting until/);
		letItem0();

		const { error, output } = await result;

		const shown = error ? [error.message] : output('Talkover')[0]?.map(({ json }) => json.message);
		expect(shown).toEqual(
			onError === 'stopWorkflow' ? [REJECTED_TOKEN] : [REJECTED_TOKEN, REJECTED_TOKEN],
		);
		expect(talkover().requests).toHaveLength(2);
	},
);

function hasName(body: unknown, name: string): boolean {
	return typeof body === 'object' && body !== null && 'name' in body && body.name === name;
}

test('an exhausted quota ends the run with a message about it', async () => {
	const waited = skipWaits();
	talkover().answer(429, {});

	const result = await runTalkover(talkover(), CREATE, { items: [{}, {}, {}] });

	expect(result.error?.message).toMatch(/^Talkover kept rejecting all requests/);
	expect(waited()).toBeLessThanOrEqual(1_800_000);
	expect(talkover().state.agents).toHaveLength(3);
});
