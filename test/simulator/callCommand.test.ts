import { invitation } from '../../tools/playground/invitation';
import { callCommand, setOffCall } from '../../tools/simulator/calls/setOff';
import { SEED } from '../../tools/simulator/state';
import { useDelivering } from '../support/servers/delivering';

const { talkover, receiver, webhook } = useDelivering({ calls: 'play' });

const SALES = `/agents/${SEED.salesAgentId}`;

/** Returns the printed lines. */
async function setOff(agentId?: string, to = '+12125001111'): Promise<string[]> {
	const lines: string[] = [];
	const { url, token } = talkover();
	const print = (line: string) => lines.push(line);
	await setOffCall({ url, token, agentId, to, context: { contact_id: '7' }, print });
	return lines;
}

test('the command calls with an agent that has a webhook on this machine, and prints all deliveries', async () => {
	const events = ['event_phone_call_started', 'event_phone_call_ended'];
	const { id } = await webhook({ events, max_retries: 1 }, SALES);
	receiver().answer(500);

	const [first, ...more] = await setOff();

	expect(first).toMatch(/^Sales Outbound calls \+12125001111, call .+ \{"contact_id":"7"\}$/);
	expect(more.at(-1)).toBe('The call is over.');
	expect(more.slice(0, -1).sort()).toEqual(
		[
			`  event_phone_call_started: failed 500 Internal Server Error (webhook ${id})`,
			`  event_phone_call_started, attempt 2: success 200 (webhook ${id})`,
			`  event_phone_call_ended: success 200 (webhook ${id})`,
		].sort(),
	);
	expect(receiver().received.at(-1)?.body).toMatchObject({ context: { contact_id: '7' } });
});

test('the command falls back to an agent that has an enabled webhook', async () => {
	const [first, ...more] = await setOff(undefined, '+12125550101');

	expect(first).toContain('SupportBot calls');
	expect(more).toEqual([
		`  event_phone_call_started: success 200 (webhook ${SEED.webhookId})`,
		'The call is over.',
	]);
});

test('the command falls back to the sales agent if there is no webhook', async () => {
	talkover().state.webhooks.length = 0;

	const [first, second] = await setOff();

	expect(first).toContain('Sales Outbound calls');
	expect(second).toContain('nobody will be told');
});

test('the command calls with the requested agent if it can make calls', async () => {
	const [first] = await setOff(SEED.salesAgentId);

	expect(first).toContain('Sales Outbound calls');
	await expect(setOff(SEED.draftAgentId)).rejects.toThrow('no published agent');
	await expect(setOff(SEED.salesAgentId, 'home')).rejects.toThrow('The simulator refused');
});

test.each([
	['http://127.0.0.1:4010/api/v1', 'npm run simulator -- call'],
	['http://127.0.0.1:4999/api/v1', 'npm run simulator -- call --port 4999'],
])('the command for a call in the simulator at %s is "%s"', (url, command) => {
	expect(callCommand(url)).toBe(command);
});

test('the playground prints the command for the port that its simulator uses', () => {
	const printed = invitation({
		n8n: 'http://localhost:5679',
		owner: { email: 'owner@example.com', password: 'secret' },
		simulator: { url: 'http://127.0.0.1:4999/api/v1', token: 'talq_x' },
	});

	expect(printed).toContain('set off a call: npm run simulator -- call --port 4999.');
});
