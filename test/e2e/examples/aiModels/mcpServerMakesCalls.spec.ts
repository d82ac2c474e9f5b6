import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

import { activate, deactivate } from '../../../../tools/playground/workflows';
import { SEED } from '../../../../tools/simulator/state';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test as base } from '../support/fixtures';
import { dateInNewYork } from '../support/newYork';
import { callRequests, queriesOf } from '../../support/simulatedCalls';

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

test('an assistant has a contact called once', async ({ assistant, simulator }) => {
	const weekBefore = dateInNewYork(-7);
	const { tools } = await assistant.listTools();
	const invalid = await use(assistant, 'Check_Number', { phone: '555-0101' });
	const active = await use(assistant, 'Check_Active_Call', { phone: SEED.busyPhone });
	const recent = await use(assistant, 'Find_Recent_Calls', { phone: SEED.busyPhone });
	const period = { from: '2030-03-12T00:00:00Z', to: '2030-03-13T00:00:00Z' };
	const slots = await use(assistant, 'Find_Free_Slots', period);
	const first = await use(assistant, 'Call_Contact', ANA);
	const second = await use(assistant, 'Call_Contact', ANA);

	const ringing = tools.filter(({ description = '' }) =>
		description.includes('A real phone rings'),
	);
	expect(ringing.map(({ name }) => name)).toEqual(['Call_Contact']);
	expect(assistant.getInstructions()).toContain('Never call a number twice for one request');
	const message: unknown = expect.stringContaining('has no country code');
	expect(invalid).toMatchObject([{ allowed: false, reason: 'invalidNumber', message, to: null }]);
	expect(active).toMatchObject([{ active: true }]);
	expect(recent).toMatchObject([{ to: SEED.busyPhone }]);
	const [query] = queriesOf(simulator, 'listCalls');
	expect([weekBefore, dateInNewYork(-7)]).toContain(query?.date_from);
	expect(slots).toContainEqual(
		expect.objectContaining({ start_at: expect.any(String), start_local: expect.any(String) }),
	);
	expect(first).toMatchObject([{ placed: true, to: '+12125550101' }]);
	expect(second).toMatchObject([{ placed: false, to: '+12125550101' }]);
	const payload = { name: 'Ana Lima', reason: 'Her offer' };
	expect(callRequests(simulator)).toEqual([
		expect.objectContaining({ to: '+12125550101', payload }),
	]);
});

test('the MCP server refuses an assistant without the token', async ({ address, assistant }) => {
	expect(await assistant.ping()).toEqual({});
	const stranger = new Client({ name: 'stranger', version: '1.0.0' });

	await expect(connect(stranger, address, 'another-token')).rejects.toMatchObject({ code: 403 });
});
