import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { generateCACertificate, getLocal } from 'mockttp';

import { executionsOf, talkoverTrigger, webhooksOfN8n } from '../../playground/workflows';
import type { World } from '../../playground/world';
import { SEED } from '../../simulator/state';
import { expect, test } from './support/fixtures';

/** Text that shows a picture and runs code if it's interpreted as HTML. */
const HTML = '<img src=x onerror="document.title=\'attacked\'">Sales';
const EXPRESSION = '={{ $("Start").first().json.password }}';

test('names with HTML and expressions are shown as text, and selecting one evaluates nothing', async ({
	editor,
	simulator,
}) => {
	const [first, second, third] = simulator.state.agents;
	Object.assign(first ?? {}, { name: HTML, label: HTML });
	Object.assign(second ?? {}, { name: EXPRESSION, label: EXPRESSION });
	// n8n would evaluate this ID when it's selected, so it isn't offered.
	Object.assign(third ?? {}, { id: EXPRESSION, name: 'Trap', label: 'Trap' });
	await editor.openPanel({ resource: 'agent', operation: 'get' });

	await editor.parameter('agentId').getByTestId('rlc-input').click();
	const agents = editor.page.getByTestId('rlc-item');
	await expect(agents).toHaveCount(2);
	await expect(agents.nth(0)).toContainText(HTML);
	await expect(agents.nth(1)).toContainText('{{ $("Start").first().json.password }}');
	await agents.nth(1).click();
	await editor.execute();

	await expect(editor.output).toContainText('1 item');
	expect(simulator.requests.at(-1)).toMatchObject({
		operationId: 'getAgent',
		url: `/api/v1/agents/${SEED.salesAgentId}`,
	});
	await expect(editor.page.locator('img[src="x"]')).toHaveCount(0);
	expect(await editor.page.title()).not.toBe('attacked');
});

test('a message with HTML is shown as text', async ({ editor, simulator }) => {
	simulator.fail({
		fault: {
			kind: 'answer',
			status: 422,
			body: { message: HTML, errors: { [HTML]: [HTML, '{{ 7 * 191 }}'] } },
		},
	});
	await editor.openPanel({ resource: 'phoneNumber', operation: 'getMany' });

	await editor.execute();

	await expect(editor.output).toContainText('onerror');
	await expect(editor.output).toContainText('{{ 7 * 191 }}');
	await expect(editor.page.locator('img[src="x"]')).toHaveCount(0);
	expect(await editor.page.title()).not.toBe('attacked');
});

/** A link for n8n's toasts, which don't remove it as they remove pictures, and one for Markdown. */
const LINK = '<a href=//attacker.example>Log in</a>';
const MARKDOWN = '[Log in](https://attacker.example) ![](https://attacker.example/seen.png)';
const LINKS = 'a[href*="attacker"], img[src*="attacker"]';

test('a link in a phone number is text in the toast, in the panel and at the node on the canvas', async ({
	editor,
}) => {
	await editor.openPanel({
		resource: 'call',
		operation: 'getActive',
		agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
		phone: LINK,
	});

	await editor.execute();

	const shown = '‹a href=//attacker.example>Log in‹/a>';
	await expect(editor.output).toContainText(shown);
	await expect(editor.page.locator('.el-notification')).toContainText(shown);
	await expect(editor.page.locator(LINKS)).toHaveCount(0);
	await editor.page.getByTestId('ndv-close-button').click();
	await editor.page.getByTestId('node-issues').hover();
	await expect(editor.page.locator('.titled-list')).toContainText(shown);
	await expect(editor.page.locator(LINKS)).toHaveCount(0);
});

test("a link in Talkover's response is text in the description of an error and in a hint", async ({
	editor,
	simulator,
}) => {
	const body = { message: 'Invalid.', errors: { voice: [LINK, LINK] } };
	simulator.fail({
		operationId: 'publishAgent',
		times: 2,
		fault: { kind: 'answer', status: 422, body },
	});
	const agentId = { __rl: true, mode: 'id', value: SEED.supportAgentId };
	await editor.openPanel({ resource: 'agent', operation: 'publish', agentId });
	await editor.execute();
	await expect(editor.output).toContainText(LINK);
	await expect(editor.page.locator(LINKS)).toHaveCount(0);

	await editor.openPanel({
		resource: 'training',
		operation: 'upsert',
		agentId,
		nodeId: 'hours',
		subject: 'Hours',
		instructions: 'We are open.',
		options: { keepPublished: true },
	});
	await editor.execute();

	await expect(editor.page.getByTestId('node-hint')).toContainText('‹a href=//attacker.example>');
	await expect(editor.page.locator(LINKS)).toHaveCount(0);
});

test('a link in the output of a failed item is text in every view, as the data has it', async ({
	editor,
	simulator,
}) => {
	const body = { message: `${LINK} ${MARKDOWN}` };
	simulator.fail({ fault: { kind: 'answer', status: 422, body } });
	await editor.openPanel(
		{ resource: 'phoneNumber', operation: 'getMany' },
		{ onError: 'continueRegularOutput' },
	);
	await editor.execute();

	for (const view of ['Schema', 'Table', 'JSON']) {
		await editor.output.getByTestId('ndv-run-data-display-mode').getByText(view).click();
		await expect(editor.output, view).toContainText(`${LINK} ${MARKDOWN}`);
		await expect(editor.page.locator(LINKS), view).toHaveCount(0);
	}
});

test('entities in a response are not decoded to a link', async ({ editor, simulator }) => {
	const entities = LINK.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	const body = { message: entities, errors: { voice: [entities, entities] } };
	simulator.fail({ fault: { kind: 'answer', status: 422, body } });
	await editor.openPanel({ resource: 'phoneNumber', operation: 'getMany' });

	await editor.execute();

	await expect(editor.output).toContainText(entities);
	await expect(editor.page.locator('.el-notification')).toBeVisible();
	await expect(editor.page.locator(LINKS)).toHaveCount(0);
});

test('Markdown and HTML in a response are text in the chat of an execution', async ({
	world,
	editor,
	simulator,
}) => {
	const body = { message: `${LINK} ${MARKDOWN}` };
	simulator.fail({ fault: { kind: 'answer', status: 422, body } });
	const id = await editor.save([
		{
			name: 'Chat',
			type: '@n8n/n8n-nodes-langchain.chatTrigger',
			typeVersion: 1.1,
			parameters: { options: {} },
		},
		{
			name: 'Talkover',
			type: 'n8n-nodes-talkover.talkover',
			parameters: { resource: 'phoneNumber', operation: 'getMany' },
		},
	]);
	await editor.open(id);
	await editor.page.getByTestId('workflow-chat-button').first().click();
	const input = editor.page.getByPlaceholder('Type message');
	await input.fill('Hello');
	await input.press('Enter');

	await expect(editor.page.locator('.chat-message-from-bot')).toContainText('Error in workflow');
	const [latest = { id: '' }] = await executionsOf(world, id);
	await editor.page.goto(`/workflow/${id}/executions/${latest.id}`);

	const answer = editor.page.locator('.chat-message-from-bot');
	await expect(answer).toContainText('[Log in]\u200b(https://attacker.example)');
	await expect(answer).toContainText('‹a href=//attacker.example>');
	await expect(editor.page.locator(LINKS)).toHaveCount(0);
});

test("the HTTP Request node doesn't send the token to a redirect", async ({
	world,
	editor,
	simulator,
}) => {
	const arrived: unknown[] = [];
	const elsewhere = createServer((request, response) => {
		arrived.push(request.headers.authorization);
		response.end('{}');
	}).listen(0, '127.0.0.1');
	await once(elsewhere, 'listening');
	const location = `http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}/collect`;
	simulator.fail({ fault: { kind: 'answer', status: 302, body: {}, headers: { location } } });
	try {
		const id = await editor.save([
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{
				name: 'HTTP Request',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: {
					url: `${simulator.url}/agents`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'talkoverApi',
					options: { redirect: { redirect: { followRedirects: true, maxRedirects: 21 } } },
				},
				credentials: { talkoverApi: world.credential },
			},
		]);
		await editor.open(id);
		await editor.node('HTTP Request').dblclick();
		await editor.execute();

		await expect(editor.output).toContainText('302');
		expect(simulator.requests.map(({ headers }) => headers.authorization)).toEqual([
			`Bearer ${simulator.token}`,
		]);
		expect(arrived).toEqual([]);
	} finally {
		elsewhere.close();
	}
});

test("the HTTP Request node doesn't send the token through a proxy that could read it", async ({
	world,
	editor,
	simulator,
}) => {
	const { key, cert } = await generateCACertificate({ subject: { commonName: 'Played proxy' } });
	const proxy = getLocal({ https: { key, cert }, recordTraffic: false });
	const read: unknown[] = [];
	await proxy.start();
	await proxy.forAnyRequest().thenCallback(({ url, headers }) => {
		read.push([url, headers.authorization]);
		return { statusCode: 200, json: {} };
	});
	const httpRequest = (name: string, url: string, credential: object) => ({
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url: `${url}/agents`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'talkoverApi',
			options: { proxy: `http://127.0.0.1:${String(proxy.port)}`, allowUnauthorizedCerts: true },
		},
		credentials: { talkoverApi: credential },
	});
	const encrypted = 'https://talkover.example/api/v1';
	const { id, name } = await world.api.call<{ id: string; name: string }>('POST', '/credentials', {
		name: 'Encrypted',
		type: 'talkoverApi',
		data: { apiToken: 'talq_encrypted', baseUrl: encrypted },
	});
	try {
		const workflow = await editor.save([
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			httpRequest('HTTP Request', encrypted, { id, name }),
		]);
		await editor.open(workflow);
		await editor.node('HTTP Request').dblclick();
		await editor.execute();
		await expect(editor.output).toContainText('the request ignores SSL issues');

		const unencrypted = await editor.save([
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			httpRequest('HTTP Request', simulator.url, world.credential),
		]);
		await editor.open(unencrypted);
		await editor.node('HTTP Request').dblclick();
		await editor.execute();
		await expect(editor.output).toContainText('has no encryption');

		expect(read).toEqual([]);
		expect(simulator.requests).toEqual([]);
	} finally {
		await world.api.call('DELETE', `/credentials/${id}`);
		await proxy.stop();
	}
});

interface PublicWorkflow {
	readonly id: string;
	readonly name: string;
	readonly nodes: { readonly type: string; webhookId?: string }[];
	readonly connections: object;
	readonly staticData?: object | null;
}

/** n8n's public API, as scripts and other services use it. */
async function publicApi({ api, n8n }: World) {
	const { rawApiKey } = await api.call<{ rawApiKey: string }>('POST', '/api-keys', {
		label: 'Browser test',
		expiresAt: null,
		scopes: ['workflow:read', 'workflow:create', 'workflow:activate', 'workflow:deactivate'],
	});
	return async <Data>(method: string, route: string, body?: unknown): Promise<Data> => {
		const answer = await fetch(`${n8n.url}/api/v1${route}`, {
			method,
			headers: { 'content-type': 'application/json', 'X-N8N-API-KEY': rawApiKey },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${route}: ${String(answer.status)} ${text}`);
		return JSON.parse(text) as Data;
	};
}

test('a copy of an active workflow through the public API leaves the webhook of the original alone', async ({
	world,
	editor,
	simulator,
}) => {
	const call = await publicApi(world);
	const id = await editor.save([talkoverTrigger(), { name: 'Done', type: 'n8n-nodes-base.noOp' }]);
	await call('POST', `/workflows/${id}/activate`);
	await expect.poll(() => webhooksOfN8n(simulator).length).toBe(1);
	const [original = {}] = structuredClone(webhooksOfN8n(simulator));
	const stored = async () => call<PublicWorkflow>('GET', `/workflows/${id}`);
	// Without this, the copy would be harmless and the test would prove nothing. n8n stores it last.
	await expect
		.poll(async () => JSON.stringify((await stored()).staticData))
		.toContain(String(original.id));
	const { name, nodes, connections, staticData } = await stored();
	// What the editor exports has no static data, and so no secrets.
	const [header] = original.custom_headers as { value: string }[];
	expect(JSON.stringify(staticData)).toContain(original.webhook_secret);
	expect(JSON.stringify(staticData)).not.toContain(header?.value);
	for (const secret of [original.webhook_secret, header?.value, simulator.token]) {
		expect(JSON.stringify({ nodes, connections })).not.toContain(secret);
	}
	const ofItsOwn = nodes.map((node) =>
		node.webhookId === undefined ? node : { ...node, webhookId: randomUUID() },
	);

	const copy = await call<PublicWorkflow>('POST', '/workflows', {
		name: `${name} (copy)`,
		nodes: ofItsOwn,
		connections,
		settings: {},
		staticData,
	});
	await call('POST', `/workflows/${copy.id}/activate`);
	await expect.poll(() => webhooksOfN8n(simulator).length).toBe(2);
	expect(webhooksOfN8n(simulator).find((webhook) => webhook.id === original.id)).toEqual(original);
	await call('POST', `/workflows/${copy.id}/deactivate`);

	await expect.poll(() => webhooksOfN8n(simulator)).toEqual([original]);
	await call('POST', `/workflows/${id}/deactivate`);
	await expect.poll(() => webhooksOfN8n(simulator)).toEqual([]);
});
