import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

import { activate, deactivate } from '../../../playground/workflows';
import { SEED } from '../../../simulator/state';
import { chosenAgent } from './support/examplePage';
import { expect, test as base } from './support/fixtures';
import { dateInNewYork } from './support/newYork';
import { callRequests, queriesOf } from '../support/simulatedCalls';

const TOKEN = 'token-of-the-assistant';

interface Fixtures {
	/** The address of the example's MCP server, which is active. */
	readonly address: URL;
	/** An AI assistant that is connected to it. */
	readonly assistant: Client;
}

const test = base.extend<Fixtures>({
	address: async ({ example, world }, use) => {
		const imported = await example.store('mcp-server-makes-calls.json');
		await imported.fill({
			parameters: {
				'Check Active Call': { agentId: chosenAgent() },
				'Call Contact': { agentId: chosenAgent() },
				'Find Free Slots': { calendarId: { __rl: true, mode: 'list', value: SEED.calendarId } },
			},
			credentials: [
				{ type: 'httpBearerAuth', data: { token: TOKEN }, nodes: ['Talkover MCP Server'] },
			],
		});
		await activate(world, imported.id);
		await use(new URL(`${world.n8n.url}/mcp/talkover`));
		await deactivate(world, imported.id);
	},

	assistant: async ({ address }, use) => {
		const client = new Client({ name: 'assistant', version: '1.0.0' });
		// n8n registers the address a moment after it has activated the workflow.
		await expect(() => connect(client, address, TOKEN)).toPass();
		await use(client);
		await client.close();
	},
});

async function connect(client: Client, address: URL, token: string): Promise<void> {
	const headers = { authorization: `Bearer ${token}` };
	const transport = new StreamableHTTPClientTransport(address, { requestInit: { headers } });
	// The types of the library don't fit each other with exactOptionalPropertyTypes.
	await client.connect(transport as Transport);
}

/** Uses a tool. @returns the items that it gives */
async function use(client: Client, name: string, values: Record<string, string>): Promise<unknown> {
	const { content } = await client.callTool({ name, arguments: values });
	const [{ text = '' } = {}] = content as { text?: string }[];
	return JSON.parse(text);
}

const ANA = { phone: '+1 212 555 0101', name: 'Ana Lima', reason: 'Her offer' };

test('an AI assistant that speaks MCP has a contact called once, even if it repeats its request', async ({
	assistant,
	simulator,
}) => {
	const first = await use(assistant, 'Call_Contact', ANA);
	const second = await use(assistant, 'Call_Contact', ANA);

	expect(first).toEqual([expect.objectContaining({ placed: true, to: '+12125550101' })]);
	expect(second).toEqual([expect.objectContaining({ placed: false, to: '+12125550101' })]);
	expect(callRequests(simulator)).toEqual([
		expect.objectContaining({
			to: '+12125550101',
			payload: { name: 'Ana Lima', reason: 'Her offer' },
		}),
	]);
});

test('an AI assistant that speaks MCP is told what makes a phone ring, and reads calls and free slots', async ({
	assistant,
	simulator,
}) => {
	const weekBefore = dateInNewYork(-7);
	const { tools } = await assistant.listTools();
	const active = await use(assistant, 'Check_Active_Call', { phone: SEED.busyPhone });
	const recent = await use(assistant, 'Find_Recent_Calls', { phone: SEED.busyPhone });
	const period = { from: '2030-03-12T00:00:00Z', to: '2030-03-13T00:00:00Z' };
	const slots = await use(assistant, 'Find_Free_Slots', period);

	expect(tools.map(({ name }) => name).sort()).toEqual([
		...[
			'Call_Contact',
			'Check_Active_Call',
			'Check_Number',
			'Find_Free_Slots',
			'Find_Recent_Calls',
		],
	]);
	const ringing = tools.filter(({ description = '' }) =>
		description.includes('A real phone rings'),
	);
	expect(ringing.map(({ name }) => name)).toEqual(['Call_Contact']);
	expect(assistant.getInstructions()).toContain('Never call a number twice for one request');
	expect(active).toEqual([expect.objectContaining({ active: true })]);
	expect(recent).toEqual([expect.objectContaining({ to: SEED.busyPhone })]);
	const [query] = queriesOf(simulator, 'listCalls');
	expect([weekBefore, dateInNewYork(-7)]).toContain(query?.date_from);
	expect(slots).toContainEqual({ start_at: expect.any(String), end_at: expect.any(String) });
});

test('an AI assistant that speaks MCP learns which number would be called, or why it cannot be called', async ({
	assistant,
	simulator,
}) => {
	const allowed = await use(assistant, 'Check_Number', { phone: ANA.phone });
	const invalid = await use(assistant, 'Check_Number', { phone: '555-0101' });

	expect(allowed).toEqual([
		expect.objectContaining({ allowed: true, reason: null, message: null, to: '+12125550101' }),
	]);
	expect(invalid).toEqual([
		expect.objectContaining({
			allowed: false,
			reason: 'invalidNumber',
			message: expect.stringContaining('has no country code'),
			to: null,
		}),
	]);
	expect(simulator.requests).toEqual([]);
});

test('the MCP server refuses an assistant without the token', async ({ address, assistant }) => {
	expect(await assistant.ping()).toEqual({});
	const stranger = new Client({ name: 'stranger', version: '1.0.0' });

	await expect(connect(stranger, address, 'another-token')).rejects.toMatchObject({ code: 403 });
});
