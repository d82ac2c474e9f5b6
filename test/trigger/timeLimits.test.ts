import { systemClock } from '../../nodes/Talkover/api/pacing/clock';
import type { FaultRule } from '../../tools/simulator/http/faults';
import { forAgents } from '../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';
import { rejection, useTrigger } from '../support/n8n/trigger/useTrigger';

const talkover = useSimulator();
const trigger = useTrigger(talkover, forAgents(2));

beforeEach(() => {
	// n8n's own removal after a failed activation has two minutes of its own.
	trigger.host.withoutCleanUp = true;
});

const TWO_MINUTES = 120_000;
const NEXT_STEP =
	'Try again in a few minutes. If this happens again, select fewer agents or campaigns, or delete webhooks that you no longer need in Talkover';

/** The node's clock, which only shows the time that its requests and waits take. */
function clock(): { pass: (ms: number) => void; passed: () => number } {
	let requests = 0;
	const waits = skipWaits();
	const begin = systemClock.now();
	jest.spyOn(systemClock, 'now').mockImplementation(() => begin + waits() + requests);
	return {
		pass: (ms) => {
			requests += ms;
		},
		passed: () => systemClock.now() - begin,
	};
}

/** Makes matching requests take this long, whatever their response. */
function slowDown(pass: (ms: number) => void, ms: number, rule: Omit<FaultRule, 'fault'> = {}) {
	talkover().fail({
		...rule,
		fault: { kind: 'resetBefore' },
		when: () => {
			pass(ms);
			return false;
		},
	});
}

const limited = {
	kind: 'answer',
	status: 429,
	body: { message: 'Too Many Requests' },
	headers: { 'retry-after': '20' },
} as const;

test('an activation ends within 2 minutes if Talkover keeps rejecting it with 429', async () => {
	const { passed } = clock();
	talkover().fail({ fault: limited });

	const { message } = await rejection(trigger.host.activate());

	expect(message).toContain(
		`Talkover didn't complete the requests for the webhooks within 80 seconds. ${NEXT_STEP}`,
	);
	expect(passed()).toBeLessThanOrEqual(TWO_MINUTES);
	expect(trigger.webhooks()).toEqual([]);
});

test('an activation that takes too long removes the webhooks that it created', async () => {
	const { passed, pass } = clock();
	slowDown(pass, 14_000, { operationId: 'listAgentWebhooks' });
	slowDown(pass, 14_000, { operationId: 'createWebhook' });
	trigger.host.change({ parameters: { ...forAgents(3) } });

	const { message } = await rejection(trigger.host.activate());

	expect(message).toContain(NEXT_STEP);
	const changes = trigger.sent('POST', 'DELETE').map(({ method }) => method);
	expect(changes).toEqual(['POST', 'POST', 'DELETE', 'DELETE']);
	expect(passed()).toBeLessThanOrEqual(TWO_MINUTES);
	expect(trigger.webhooks()).toEqual([]);
});

test('a deactivation ends within 2 minutes and names the webhooks that are left', async () => {
	await trigger.host.activate();
	const { passed } = clock();
	talkover().fail({ operationId: 'deleteWebhook', fault: limited });
	const before = trigger.ids();

	await trigger.host.deactivate();

	expect(passed()).toBeLessThanOrEqual(TWO_MINUTES);
	expect(trigger.ids()).toEqual(before);
	expect(trigger.host.log).toEqual([expect.stringContaining(NEXT_STEP)]);
	for (const id of before) expect(trigger.host.log[0]).toContain(String(id));
});
