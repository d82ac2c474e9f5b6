import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover } from '../../../harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';

const agentId = { __rl: true, mode: 'id', value: SEED.supportAgentId };
const BOOK = { nodeId: 'book', name: 'Book a Table', description: 'Books a table for the caller' };

/** What n8n itself does not notice before the run. */
const BLANK = '={{ "" }}';

const talkover = useSimulator();

const run = (operation: string, more: INodeParameters = {}) =>
	runTalkover(talkover(), { resource: 'action', operation, agentId, ...more });

/** What the last run has sent. */
function sent(): unknown {
	return talkover().requests.at(-1)?.body;
}

async function names(): Promise<unknown[]> {
	return jsonOf(await run('getMany', { returnAll: true })).map(({ name }) => name);
}

test('the life of an action', async () => {
	const url = 'https://api.example.com/tables';
	const [created] = jsonOf(await run('upsert', { ...BOOK, url }));
	expect(created).toMatchObject({ type: 'webhook', url, input_schema: [], label: BOOK.name });

	const [updated] = jsonOf(await run('upsert', { ...BOOK, url, name: 'Reserve a Table' }));
	expect(updated).toMatchObject({ id: created?.id, name: 'Reserve a Table' });
	expect(await names()).toEqual(['Schedule Meeting', 'Talk to a Human', 'Reserve a Table']);

	const actionId = { __rl: true, mode: 'id', value: String(created?.id) };
	expect(jsonOf(await run('delete', { actionId }))).toEqual([{ deleted: true }]);
	expect(await names()).toEqual(['Schedule Meeting', 'Talk to a Human']);
	expect((await run('delete', { actionId })).error?.message).toBe(
		'Talkover could not find what was asked for – Action not found',
	);
});

test('what an agent can do is seen in the agent, which goes back to draft', async () => {
	await run('delete', { actionId: { __rl: true, mode: 'id', value: SEED.actionIds[0] } });

	const get = { resource: 'agent', operation: 'get', agentId, simplify: false };
	const deleted = jsonOf(await runTalkover(talkover(), get));
	await runTalkover(talkover(), { resource: 'agent', operation: 'publish', agentId });
	await run('upsert', BOOK);
	const added = jsonOf(await runTalkover(talkover(), get));

	expect(deleted).toMatchObject([{ current_status: 'draft', actions: [{ type: 'transfer' }] }]);
	expect(added).toMatchObject([
		{ current_status: 'draft', actions: [{ type: 'transfer' }, { name: BOOK.name }] },
	]);
});

test('a webhook action with everything', async () => {
	await run('upsert', {
		...BOOK,
		url: 'https://api.example.com/tables',
		inputs: {
			input: [
				{ name: 'day', type: 'string', required: true, description: 'Which day' },
				{ name: 'branch', type: 'integer', value: '7' },
			],
		},
		customHeaders: { header: [{ key: 'X-API-Key', value: 'secret' }] },
		additionalFields: {
			integrationId: 'calendar',
			authorizationUrl: 'https://api.example.com/auth',
			authorizationScheme: 'api_key',
			speakOnSend: 'One moment, please.',
			speakOnReceive: 'Your table is booked.',
			currentStatus: 'inactive',
		},
	});

	expect(sent()).toEqual({
		node_id: BOOK.nodeId,
		name: BOOK.name,
		description: BOOK.description,
		type: 'webhook',
		url: 'https://api.example.com/tables',
		inputs: [
			{ name: 'day', type: 'string', required: true, description: 'Which day' },
			{ name: 'branch', type: 'integer', required: false, value: 7 },
		],
		custom_headers: [{ key: 'X-API-Key', value: 'secret' }],
		integration: { id: 'calendar' },
		authorization_url: 'https://api.example.com/auth',
		authorization_scheme: 'api_key',
		speak_on_send: 'One moment, please.',
		speak_on_receive: 'Your table is booked.',
		current_status: 'inactive',
	});
});

test.each([
	['webhook', { url: 'https://a.example/b' }],
	['external', { url: 'https://a.example/b', execution_mode: 'post_call' }],
	['hold', { hold_duration: 45 }],
	['transfer', { transfer_to: '+15551234567' }],
])('only what belongs to the type "%s" is sent', async (type, own) => {
	const result = await run('upsert', {
		...BOOK,
		type,
		url: 'https://a.example/b',
		executionMode: 'post_call',
		holdDuration: 45,
		transferTo: '+1 (555) 123-4567',
	});

	expect(result.error).toBeUndefined();
	const { nodeId: node_id, ...others } = BOOK;
	expect(sent()).toEqual({ node_id, ...others, type, ...own });
});

test.each([
	['string', '30', '30'],
	['integer', '30', 30],
	['Boolean', 'false', false],
	['object', '{"a": 1}', { a: 1 }],
	['array', '[1, 2]', [1, 2]],
	['number', 'a few', 'a few'],
	['date', '2026', '2026'],
	['string', '={{ 30 }}', 30],
	['integer', '={{ [1] }}', [1]],
	['string', '={{ true }}', true],
])('the fixed value of a %s: %s', async (type, value, expected) => {
	await run('upsert', { ...BOOK, inputs: { input: [{ name: 'a', type, value }] } });

	expect(sent()).toMatchObject({ inputs: [{ name: 'a', type, required: false, value: expected }] });
});

test('an input without a fixed value has none', async () => {
	await run('upsert', { ...BOOK, inputs: { input: [{ name: 'a' }] } });

	expect((sent() as IDataObject).inputs).toEqual([{ name: 'a', type: 'string', required: false }]);
});

test('after a lost answer it is sent again, and is there once', async () => {
	talkover().fail({ operationId: 'upsertAction', times: 1, fault: { kind: 'resetAfter' } });

	const result = await run('upsert', BOOK);

	expect(result.error).toBeUndefined();
	expect(await names()).toEqual(['Schedule Meeting', 'Talk to a Human', BOOK.name]);
});

test.each([
	['no key', { nodeId: BLANK }, 'Key: is required'],
	['no description', { description: BLANK }, 'Description: is required'],
	['a long name', { name: 'x'.repeat(256) }, 'Name: may not be longer than 255 characters'],
	['no web address', { url: 'example.com' }, 'URL: must be a web address such as https://'],
	[
		'no web address to get permission from',
		{ additionalFields: { authorizationUrl: 'ftp://example.com' } },
		'Authorization URL: must be a web address',
	],
	[
		'an input without a name',
		{ inputs: { input: [{ name: 'a' }, { name: BLANK }] } },
		'Input 2, Name: is required',
	],
	[
		'a header without a value',
		{ customHeaders: { header: [{ key: 'X-API-Key', value: BLANK }] } },
		'Header 1, Value: is required',
	],
	['a type that there is not', { type: 'hangup' }, 'Type: must be one of external (External)'],
	['no number', { type: 'transfer', transferTo: 'the boss' }, 'Transfer To: "the boss" must begin'],
	['less than no time', { type: 'hold', holdDuration: -1 }, 'Hold Duration: must be 0 or more'],
])('%s is refused before anything is sent', async (_name, more, message) => {
	const result = await run('upsert', { ...BOOK, ...more });

	expect(result.error?.message).toContain(message);
	expect(talkover().requests).toEqual([]);
});

test('simplified, an action has its ten most important fields', async () => {
	const [simple] = jsonOf(await run('getMany'));
	const [raw] = jsonOf(await run('getMany', { simplify: false }));

	expect(Object.keys(simple ?? {})).toHaveLength(10);
	expect(simple).not.toHaveProperty('config');
	expect(raw).toMatchObject({ ...simple, config: null, action_trigger: null });
});

test('the integrations that there are', async () => {
	const result = await runTalkover(talkover(), {
		resource: 'action',
		operation: 'getIntegrations',
	});

	expect(jsonOf(result)).toEqual([
		expect.objectContaining({ identifier: 'calendar', category: 'scheduling' }),
		expect.objectContaining({ identifier: 'crm' }),
	]);
});
