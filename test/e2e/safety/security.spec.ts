import { randomUUID } from 'node:crypto';
import { generateCACertificate, getLocal } from 'mockttp';

import type { NodeJson } from '../../../tools/playground/workflows';
import {
	execute,
	executionsOf,
	saveWorkflow,
	talkoverTrigger,
	webhooksOfN8n,
} from '../../../tools/playground/workflows';
import type { World } from '../../../tools/playground/world';
import type { Simulator } from '../../../tools/simulator/simulator';
import { SEED } from '../../../tools/simulator/state';
import type { EditorPage } from '../support/editorPage';
import { expect, test } from '../support/fixtures';

/** Text that shows a picture and runs code if it's interpreted as HTML. */
const HTML = '<img src=x onerror="document.title=\'attacked\'">Sales';
const EXPRESSION = '={{ $("Start").first().json.password }}';

test('names with HTML and expressions are text, also selected', async ({ editor, simulator }) => {
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
	await expectNoLinks(editor);
});

/** A link for n8n's toasts, which don't remove it as they remove pictures, as entities, and for Markdown. */
const LINK = '<a href=//attacker.example>Log in</a>';
const ENTITIES = LINK.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const MARKDOWN = '[Log in](https://attacker.example) ![](https://attacker.example/seen.png)';
const LINKS = 'a[href*="attacker"], img[src*="attacker"], img[src="x"]';
/** A link after the node has replaced what would open it. */
const SHOWN = '‹a href=//attacker.example>';

/** Makes Talkover reject every request with these texts. */
function reject(simulator: Simulator, message: string, errors: object = {}): void {
	simulator.answer(422, { message, errors });
}

async function expectNoLinks({ page }: EditorPage, where?: string): Promise<void> {
	await expect(page.locator(LINKS), where).toHaveCount(0);
	expect(await page.title(), where).not.toBe('attacked');
}

test('a link in a phone number is text in the toast, panel and canvas', async ({ editor }) => {
	await editor.openPanel({
		resource: 'call',
		operation: 'getActive',
		agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
		phone: LINK,
	});

	await editor.execute();

	await expect(editor.output).toContainText(SHOWN);
	await expect(editor.page.locator('.el-notification')).toContainText(SHOWN);
	await expectNoLinks(editor);
	await editor.page.getByTestId('ndv-close-button').click();
	await editor.page.getByTestId('node-issues').hover();
	await expect(editor.page.locator('.titled-list')).toContainText(SHOWN);
	await expectNoLinks(editor);
});

test('HTML and expressions in a response are text in an error', async ({ editor, simulator }) => {
	reject(simulator, ENTITIES, { [HTML]: [HTML, '{{ 7 * 191 }}'], voice: [LINK, ENTITIES] });
	await editor.openPanel({ resource: 'phoneNumber', operation: 'getMany' });

	await editor.execute();

	for (const text of ['onerror', '{{ 7 * 191 }}', LINK, ENTITIES]) {
		await expect(editor.output).toContainText(text);
	}
	await expect(editor.page.locator('.el-notification')).toBeVisible();
	await expectNoLinks(editor);
});

test("a link in Talkover's response is text in a hint, and in every view of the output of a failed item", async ({
	editor,
	simulator,
}) => {
	const body = { message: `${LINK} ${MARKDOWN}` };
	const fault = { kind: 'answer', status: 422, body } as const;
	simulator.fail({ operationId: 'publishAgent', fault });
	await editor.openPanel({
		resource: 'training',
		operation: 'upsert',
		agentId: { __rl: true, mode: 'id', value: SEED.supportAgentId },
		nodeId: 'hours',
		subject: 'Hours',
		instructions: 'We are open.',
		options: { keepPublished: true },
	});
	await editor.execute();
	await expect(editor.page.getByTestId('node-hint')).toContainText(SHOWN);
	await expectNoLinks(editor);

	simulator.fail({ fault });
	await editor.openPanel(
		{ resource: 'phoneNumber', operation: 'getMany' },
		{ onError: 'continueRegularOutput' },
	);
	await editor.execute();
	for (const view of ['Schema', 'Table', 'JSON']) {
		await editor.output.getByTestId('ndv-run-data-display-mode').getByText(view).click();
		await expect(editor.output, view).toContainText(`${LINK} ${MARKDOWN}`);
		await expectNoLinks(editor, view);
	}
});

test('Markdown and HTML in a response are text in a chat', async ({ world, editor, simulator }) => {
	reject(simulator, `${LINK} ${MARKDOWN}`);
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
	const answer = editor.page.locator('.chat-message-from-bot');
	await expect(answer).toContainText('Error in workflow');

	const [latest = { id: '' }] = await executionsOf(world, id);
	await editor.page.goto(`/workflow/${id}/executions/${latest.id}`);

	await expect(answer).toContainText('[Log in]\u200b(https://attacker.example)');
	await expect(answer).toContainText(SHOWN);
	await expectNoLinks(editor);
});

test('HTTP Request sends no token to a redirect or reading proxy', async ({ world, simulator }) => {
	const { key, cert } = await generateCACertificate({ subject: { commonName: 'Played proxy' } });
	const elsewhere = getLocal({ https: { key, cert }, recordTraffic: false });
	const read: unknown[] = [];
	await elsewhere.start();
	await elsewhere.forAnyRequest().thenCallback(({ url, headers }) => {
		read.push([url, headers.authorization]);
		return { statusCode: 200, json: {} };
	});
	const origin = `http://127.0.0.1:${String(elsewhere.port)}`;
	const headers = { location: `${origin}/collect` };
	simulator.fail({ fault: { kind: 'answer', status: 302, body: {}, headers } });
	const encrypted = 'https://talkover.example/api/v1';
	const { id, name } = await world.api.call<{ id: string; name: string }>('POST', '/credentials', {
		name: 'Encrypted',
		type: 'talkoverApi',
		data: { apiToken: 'talq_encrypted', baseUrl: encrypted },
	});
	const redirect = { redirect: { redirect: { followRedirects: true, maxRedirects: 21 } } };
	const proxy = { proxy: origin, allowUnauthorizedCerts: true };
	try {
		for (const [url, credential, options, reason] of [
			[simulator.url, world.credential, redirect, '302'],
			[encrypted, { id, name }, proxy, 'the request ignores SSL issues'],
			[simulator.url, world.credential, proxy, 'has no encryption'],
		] as const) {
			const node = {
				name: 'HTTP Request',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: {
					url: `${url}/agents`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'talkoverApi',
					options,
				},
				credentials: { talkoverApi: credential },
			};
			expect(await failureOf(world, node)).toContain(reason);
		}
		expect(simulator.requests.map((request) => request.headers.authorization)).toEqual([
			`Bearer ${String(simulator.state.furtherTokens.at(-1))}`,
		]);
		expect(read).toEqual([]);
	} finally {
		await world.api.call('DELETE', `/credentials/${id}`);
		await elsewhere.stop();
	}
});

/** The data of an execution of this node, which fails. */
async function failureOf(world: World, node: NodeJson): Promise<string> {
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const workflowId = await saveWorkflow(world, [start, node], 'HTTP Request');
	const id = await execute(world, workflowId, start.name);
	const read = async () =>
		world.api.call<{ status: string; data: string }>('GET', `/executions/${id}`);
	await expect.poll(async () => (await read()).status).toBe('error');
	return (await read()).data;
}

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

test("an API copy leaves the original's webhook alone", async ({ world, editor, simulator }) => {
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
