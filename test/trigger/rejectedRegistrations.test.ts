import type { JsonObject } from '../../tools/simulator/contract';
import { skipWaits } from '../support/time/skippedTime';
import { credentialFor } from '../../tools/harness/talkoverNode';
import { forAgents } from '../support/n8n/trigger/agentTrigger';
import type { TriggerSetup } from '../support/n8n/trigger/triggerWorkflow';
import { useSimulator } from '../support/servers/useSimulator';
import { rejection, useTrigger } from '../support/n8n/trigger/useTrigger';

const talkover = useSimulator();

const ofAgents = forAgents(1);

const trigger = useTrigger(talkover, ofAgents);

beforeEach(() => {
	skipWaits();
});

test.each<[Partial<TriggerSetup>, string]>([
	[{ credential: { apiToken: 'talq_old token' } }, 'The API token'],
	[{ credential: { requestsAtOnce: 1.5 } }, 'Requests at Once: must be a whole number'],
	[{ parameters: { ...ofAgents, agentIds: ['..'] } }, 'Agent Names or IDs'],
])('%j is reported before anything is sent', async (setup, message) => {
	const credential = { ...credentialFor(talkover()), ...setup.credential };
	trigger.host.change({ ...setup, credential });

	expect((await rejection(trigger.host.activate())).message).toContain(message);
	expect(talkover().requests).toEqual([]);
});

test('secrets that Talkover repeats are redacted', async () => {
	const errors: Record<string, string[]> = {};
	talkover().answer(
		422,
		{ message: 'Invalid.', errors },
		{
			operationId: 'createWebhook',
			when: ({ body }) => {
				errors.webhook_secret = [`${JSON.stringify(body)} will not do.`];
				return true;
			},
		},
	);
	const { message } = await rejection(trigger.host.activate());

	expect(message).toContain('"webhook_secret":"[secret]"');
	expect(`${message} ${trigger.logged.join()}`).not.toMatch(/[0-9a-f]{64}/);
});

test('secrets in a response that cannot be read are redacted, also where the message is cut', async () => {
	const echo: Record<string, unknown> = {};
	talkover().answer(200, echo, {
		operationId: 'createWebhook',
		when: ({ body }) => {
			const { webhook_secret: key, custom_headers: headers } = body as JsonObject;
			Object.assign(echo, { headers, key });
			return true;
		},
	});
	for (const width of [0, 80, 160]) {
		echo.filler = 'x'.repeat(width);
		const { message } = await rejection(trigger.host.activate());

		expect(message).toContain('the request for the webhook may have gone through (HTTP 200)');
		expect(message).toContain('x'.repeat(width));
		expect(`${message} ${trigger.logged.join()}`).not.toMatch(/[0-9a-f]{16}/);
	}
});

const real = { apiToken: 'talq_any', baseUrl: 'https://talkover.invalid/api/v1' };
const http = { address: 'http://n8n.example.com', credential: real };

test('an address without https is rejected with advice', async () => {
	trigger.host.change(http);
	const { message, description } = await rejection(trigger.host.activate());

	expect(message).toContain("doesn't begin with https:// (http://n8n.example.com/webhook/");
	expect(description).toContain("'Unencrypted Delivery'");
});

test('an address without https is accepted if the option is enabled', async () => {
	trigger.host.change({ ...http, parameters: { ...ofAgents, options: { allowHttp: true } } });

	expect((await rejection(trigger.host.activate())).message).toContain('talkover.invalid');
});

test('an address of more than 500 characters is rejected', async () => {
	trigger.host.change({ address: `https://n8n.example.com/${'a'.repeat(470)}` });

	expect((await rejection(trigger.host.activate())).message).toContain(
		'Talkover accepts at most 500',
	);
	expect(talkover().requests.map(({ method }) => method)).not.toContain('POST');
});
