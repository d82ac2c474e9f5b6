import { systemClock } from '../../../nodes/Talkover/api/pacing/clock';
import { Rejections } from '../../../nodes/Talkover/trigger/deliveries/rejections';
import { ended, forAgents, REJECTED } from '../../support/n8n/trigger/agentTrigger';
import { useTrigger } from '../../support/n8n/trigger/useTrigger';
import { useSimulator } from '../../support/servers/useSimulator';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('100,000 rejections of a node take no more memory than one', () => {
	const rejections = new Rejections();
	for (let count = 0; count < 100_000; count++) rejections.enter('node', 'no secret', count);

	expect(rejections.size).toBe(1);
});

test('rejections that were last logged 24 hours ago are forgotten when another one is logged', () => {
	const rejections = new Rejections();
	const isLogged = (node: string, now: number) => rejections.enter(node, 'no secret', now) === 0;
	expect(isLogged('active', 0)).toBe(true);
	expect(isLogged('deleted', HOUR)).toBe(true);
	expect(isLogged('active', 2 * HOUR)).toBe(true);
	expect(isLogged('active', 24 * HOUR)).toBe(true);
	expect(rejections.size).toBe(2);

	expect(isLogged('active', 25 * HOUR)).toBe(true);
	expect(rejections.size).toBe(1);
});

describe('forged deliveries cannot fill the log', () => {
	const talkover = useSimulator();
	const trigger = useTrigger(talkover, forAgents(1));
	const REASON =
		"Talkover Trigger: rejected a delivery because it doesn't have the secret of a webhook of this node";
	let now = 0;

	beforeEach(async () => {
		await trigger.host.activate();
		jest.spyOn(systemClock, 'now').mockImplementation(() => now);
	});

	test('100 forged deliveries in a minute are one line of the log, and the next line says how many', async () => {
		for (let count = 0; count < 100; count++) {
			const headers = { 'x-talkover-trigger-token': String(count).padStart(64, '0') };
			expect(await trigger.server.deliver(ended(), { headers })).toEqual(REJECTED);
		}
		await trigger.deliver('no JSON', { headers: { 'content-type': 'text/plain' } });
		now += MINUTE;
		await trigger.server.deliver(ended());

		expect(trigger.logged).toEqual([
			`${REASON} (x-talkover-trigger-token: not that of a webhook)`,
			"Talkover Trigger: rejected a delivery because its body isn't a JSON object",
			`${REASON} (no x-talkover-trigger-token), and 99 more since the last such message`,
		]);
	});

	test('a name of the signature header that differs for each delivery is one reason', async () => {
		const signatureHeader = '={{ "x-" + Math.random() }}';
		trigger.host.change({ parameters: { ...forAgents(1), options: { signatureHeader } } });
		for (let count = 0; count < 3; count++) await trigger.deliver(ended());

		expect(trigger.logged).toEqual([expect.stringContaining('its signature is missing or wrong')]);
	});
});
