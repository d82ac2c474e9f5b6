import type { JsonObject } from '../../simulator/contract';
import { skipWaits } from '../support/time/skippedTime';
import { credentialFor } from '../../harness/talkoverNode';
import { forAgents } from '../support/n8n/agentTrigger';
import { useSimulator } from '../support/servers/useSimulator';
import { rejection, useTrigger } from '../support/n8n/useTrigger';

const talkover = useSimulator();

const ofAgents = forAgents(1);

const trigger = useTrigger(talkover, ofAgents);

const hexOf = (text: string) => Buffer.from(text).toString('hex');

beforeEach(() => {
	skipWaits();
});

test.each([
	['talq_old token', 'The API token'],
	['', 'The API token'],
])('the unusable API token "%s" is reported before anything is sent', async (apiToken, message) => {
	trigger.host.change({ credential: { ...credentialFor(talkover()), apiToken } });

	expect((await rejection(trigger.host.activate())).message).toContain(message);
	expect(talkover().requests).toEqual([]);
});

test('secrets that Talkover repeats are redacted', async () => {
	const errors: Record<string, string[]> = {};
	talkover().fail({
		operationId: 'createWebhook',
		when: ({ body }) => {
			errors.webhook_secret = [`"${JSON.stringify(body)}" will not do.`];
			return true;
		},
		fault: { kind: 'answer', status: 422, body: { message: 'Invalid.', errors } },
	});
	const { message } = await rejection(trigger.host.activate());

	expect(message).toContain('"webhook_secret":"[secret]"');
	expect(`${message} ${trigger.logged.join()}`).not.toMatch(/[0-9a-f]{64}/);
});

test.each([
	['in hexadecimal', (secret: string) => Buffer.from(secret).toString('hex')],
	['escaped for a URL', (secret: string) => secret.replace(/./g, (sign) => `%${hexOf(sign)}`)],
])('secrets that Talkover repeats %s are redacted', async (_form, written) => {
	const errors: Record<string, string[]> = {};
	talkover().fail({
		operationId: 'createWebhook',
		when: ({ body }) => {
			const { webhook_secret: secret } = body as JsonObject;
			errors.webhook_secret = [`${written(String(secret))} will not do.`];
			return true;
		},
		fault: { kind: 'answer', status: 422, body: { message: 'Invalid.', errors } },
	});

	expect((await rejection(trigger.host.activate())).message).toContain('[secret] will not do.');
});

test('secrets in a response that cannot be read are redacted, also where the message is cut', async () => {
	const echo: Record<string, unknown> = {};
	talkover().fail({
		operationId: 'createWebhook',
		when: ({ body }) => {
			const { webhook_secret: key, custom_headers: headers } = body as JsonObject;
			Object.assign(echo, { headers, key });
			return true;
		},
		fault: { kind: 'answer', status: 200, body: echo },
	});
	for (const width of [0, 40, 80, 120, 160]) {
		echo.filler = 'x'.repeat(width);
		const { message } = await rejection(trigger.host.activate());

		expect(message).toContain("This node can't read Talkover's response (HTTP 200)");
		expect(message).toContain('x'.repeat(width));
		expect(`${message} ${trigger.logged.join()}`).not.toMatch(/[0-9a-f]{16}/);
	}
});

describe('the address of n8n is checked', () => {
	const real = { apiToken: 'talq_any', baseUrl: 'https://talkover.invalid/api/v1' };
	const http = { address: 'http://n8n.example.com', credential: real };

	test('an address without https is rejected with advice', async () => {
		trigger.host.change(http);
		const { message, description } = await rejection(trigger.host.activate());

		expect(message).toContain("doesn't begin with https:// (http://n8n.example.com/webhook/");
		expect(description).toContain("'Allow Unencrypted Delivery'");
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
});

test.each([
	['..', 'Agent Names or IDs'],
	['', 'Agent Names or IDs'],
])('the agent ID %j is rejected before anything is sent', async (id, label) => {
	trigger.host.change({ parameters: { ...ofAgents, agentIds: [id] } });

	expect((await rejection(trigger.host.activate())).message).toContain(label);
	expect(talkover().requests).toEqual([]);
});
