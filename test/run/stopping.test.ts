import { withContext } from '../support/n8n/nodeContext';
import { skipWaits } from '../support/time/skippedTime';
import { jsonOf, startTalkover } from '../../tools/harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';

const CREATE = { resource: 'agent', operation: 'create', name: '=agent {{ $json.index }}' };
const UNKNOWN =
	'Outcome unknown: the request for the agent "agent %" may have gone through. Check the list of agents in Talkover before you run it again';
const BOTH = ['stopWorkflow', 'continueRegularOutput'] as const;

const talkover = useSimulator();

/** Starts a run that creates agents. */
async function start(count: number, onError: (typeof BOTH)[number], requestsAtOnce: number) {
	const credential = { requestsAtOnce };
	const items = Array.from({ length: count }, (_, index) => ({ index }));
	return startTalkover(talkover(), CREATE, { credential, items, settings: { onError } });
}

test.each(BOTH)(
	'stopping a run reports an unknown outcome for requests in progress, but not for unsent items (%s)',
	async (onError) => {
		talkover().fail({ fault: { kind: 'silence' } });
		const { result, stop } = await start(4, onError, 2);
		await talkover().received(2);
		stop();

		const stopped = await result;

		expect(stopped.status).toBe('canceled');
		const message = 'The execution was stopped';
		const because = (description: string) => ({
			message,
			error: {
				kind: 'cancelled',
				...(description === '' ? {} : { outcomeUnknown: true }),
				...{ description, fields: [] },
			},
		});
		expect(jsonOf(stopped)).toEqual([
			because(UNKNOWN.replace('%', '0')),
			because(UNKNOWN.replace('%', '1')),
			because(''),
			because(''),
		]);
	},
);

test.each(BOTH)('stopping a run that waits counts no item as done (%s)', async (onError) => {
	const headers = { 'Retry-After': '300' };
	talkover().fail({ fault: { kind: 'answer', status: 429, headers, body: {} } });
	const hints: unknown[] = [];
	withContext((context) => {
		context.addExecutionHints = (hint) => hints.push(hint);
	});
	const { result, stop } = await start(20, onError, 1);
	skipWaits(async () => {
		stop();
		return Promise.resolve();
	});

	await result;

	expect(hints).toEqual([
		expect.objectContaining({ message: expect.stringMatching(/\. 0 of 20 items done\.$/) }),
	]);
});

test.each(BOTH)('stopping a run that prepares its items sends nothing (%s)', async (onError) => {
	let reading = 0;
	let stop: () => void = () => undefined;
	withContext((context) => {
		const read = context.getNodeParameter.bind(context) as (...args: unknown[]) => unknown;
		const getNodeParameter = (...args: unknown[]) => {
			reading = Number(args[1]);
			// The editor's Stop button, which n8n handles as soon as the node yields.
			if (reading === 1)
				setImmediate(() => {
					stop();
				});
			return read(...args);
		};
		Object.assign(context, { getNodeParameter });
	});
	const started = await start(1_000, onError, 2);
	stop = started.stop;

	const stopped = await started.result;

	expect(stopped.status).toBe('canceled');
	expect(stopped.error?.message ?? '').not.toContain('Talkover');
	expect(jsonOf(stopped)).toHaveLength(1_000);
	expect(reading).toBeLessThan(200);
	expect(talkover().requests).toEqual([]);
});
