import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover } from '../../../harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaitsTogether } from '../../support/time/skippedTime';

const MAKE_AND_WAIT = {
	resource: 'call',
	operation: 'makeAndWait',
	agentId: chosen(SEED.salesAgentId),
	phone: '={{ $json.phone }}',
};
let elapsed = () => 0;
const START = Date.UTC(2026, 0, 5, 12);
const talkover = useSimulator({ now: () => START + elapsed() });

const phones = (count: number) =>
	Array.from({ length: count }, (_, i) => ({ phone: `+1555000${1000 + i}` }));

test('the outcome of every call is found, with small pages', async () => {
	talkover().speak('small-pages');
	talkover().state.calls.splice(0);
	const since = new Map<unknown, number>();
	const waited = skipWaitsTogether(async () => {
		for (const call of talkover().state.calls.filter((c) => c.status === 'initiated')) {
			const s = since.get(call.id) ?? waited();
			since.set(call.id, s);
			if (waited() - s >= 30_000) Object.assign(call, { status: 'completed' });
		}
	});
	elapsed = waited;
	const result = await runTalkover(
		talkover(),
		{ ...MAKE_AND_WAIT, callsAtOnce: 40, options: { skipIfActive: false } },
		{ items: phones(40) },
	);
	const states = jsonOf(result).map((j) => j.status);

	expect(states.every((s) => s === 'completed')).toBe(true);
});

test('an earlier call to the same number is not taken for this one', async () => {
	talkover().reset();
	talkover().state.calls.splice(0, Infinity, {
		...talkover().state.calls[0],
		id: 'yesterday',
		agent_id: SEED.salesAgentId,
		to: '+15550001000',
		status: 'completed',
		duration: 77,
		created_at: '2026-01-04T12:00:00Z',
	} as never);
	talkover().fail({
		operationId: 'makeCall',
		fault: { kind: 'answer', status: 200, body: { success: true, message: 'Scheduled' } },
	});
	const waited = skipWaitsTogether(async () => undefined);
	elapsed = waited;
	const result = await runTalkover(
		talkover(),
		{ ...MAKE_AND_WAIT, delaySeconds: 600 },
		{ items: phones(1) },
	);

	expect(jsonOf(result)[0]).not.toMatchObject({ id: 'yesterday' });
});
