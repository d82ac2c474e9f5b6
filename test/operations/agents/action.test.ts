import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const agentId = chosen(SEED.supportAgentId);
const BOOK = { nodeId: 'book', name: 'Book a Table', description: 'Books a table for the caller' };

/** The rows in the documented requests in addition to `transfer_to` and `hold_duration`. */
const TRANSFER_INPUT = {
	name: 'transfer_to',
	type: 'string',
	required: true,
	description: 'Transfer to',
	value: '+12125550123',
};
const HOLD_INPUT = {
	name: 'hold_duration',
	type: 'integer',
	required: true,
	description: 'Hold duration',
	value: 45,
};

const talkover = useSimulator();

const run = (operation: string, more: INodeParameters = {}) =>
	runTalkover(talkover(), { resource: 'action', operation, agentId, ...more });

/** The body of the last request. */
function sent(): unknown {
	return talkover().requests.at(-1)?.body;
}

async function names(): Promise<unknown[]> {
	return jsonOf(await run('getMany', { returnAll: true })).map(({ name }) => name);
}

test('an action can be created, renamed, listed, and deleted only once', async () => {
	const url = 'https://api.example.com/tables';
	const [created] = jsonOf(await run('upsert', { ...BOOK, url }));
	expect(created).toMatchObject({ type: 'webhook', url, input_schema: [], label: BOOK.name });

	const [updated] = jsonOf(await run('upsert', { ...BOOK, url, name: 'Reserve a Table' }));
	expect(updated).toMatchObject({ id: created?.id, name: 'Reserve a Table' });
	expect(await names()).toEqual(['Schedule Meeting', 'Talk to a Human', 'Reserve a Table']);

	const actionId = chosen(created?.id);
	expect(jsonOf(await run('delete', { actionId }))).toEqual([{ deleted: true }]);
	expect(await names()).toEqual(['Schedule Meeting', 'Talk to a Human']);
	expect((await run('delete', { actionId })).error?.message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Action not found",
	);
});

test('adding or deleting an action changes the actions of the agent and sets it to draft', async () => {
	await run('delete', { actionId: chosen(SEED.actionIds[0]) });

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

test('a webhook action is sent with every field that is set', async () => {
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
	['hold', { hold_duration: 45, inputs: [HOLD_INPUT] }],
	['transfer', { transfer_to: '+12125550123', inputs: [TRANSFER_INPUT] }],
	// The fields of an undocumented type aren't known, so all fields are shown except those with a default.
	['dtmf', { url: 'https://a.example/b', transfer_to: '+12125550123', inputs: [TRANSFER_INPUT] }],
])('an action of type "%s" is sent with only the fields of its type', async (type, own) => {
	await run('upsert', {
		...BOOK,
		type,
		url: 'https://a.example/b',
		executionMode: 'post_call',
		holdDuration: 45,
		transferTo: '+1 (212) 555-0123',
	});

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
])('a fixed value of type %s entered as %j is sent as %j', async (type, value, expected) => {
	await run('upsert', { ...BOOK, inputs: { input: [{ name: 'a', type, value }] } });

	expect(sent()).toMatchObject({ inputs: [{ name: 'a', type, required: false, value: expected }] });
});

test.each([
	['+1 (212) 555-0123', '+12125550123'],
	['204', '204'],
	['={{ 204 }}', '204'],
	['*21#', '*21#'],
	['sip:anna@example.com', 'sip:anna@example.com'],
	['SIPS:pbx.example.com;transport=tls', 'SIPS:pbx.example.com;transport=tls'],
	[' anna@example.com ', 'anna@example.com'],
	['+1 212 555 0123 ext. 12', '+1 212 555 0123 ext. 12'],
	['+12125550123;ext=12', '+12125550123;ext=12'],
	['+12125550123x12', '+12125550123x12'],
	['+1 212 555 0123,,12', '+1 212 555 0123,,12'],
])('a call can be transferred to %j', async (transferTo, expected) => {
	const result = await run('upsert', { ...BOOK, type: 'transfer', transferTo });

	expect(result.error).toBeUndefined();
	const value = { ...TRANSFER_INPUT, value: expected };
	expect(sent()).toMatchObject({ transfer_to: expected, inputs: [value] });
});

test.each([
	['12125550123', 'must be a phone number with + and a country code'],
	['5551234', 'must be a phone number with + and a country code'],
	['anna@', 'must be a phone number with + and a country code'],
	['+4455 ext. 12', '"+4455" has too few digits'],
	['+1555123456789012345', 'has too many digits'],
	['+1 555 CALL NOW', "contains characters that aren't part of a phone number"],
])('the transfer target %j is rejected before anything is sent', async (transferTo, message) => {
	const { message: shown } = shownError(
		await run('upsert', { ...BOOK, type: 'transfer', transferTo }),
	);

	expect(shown).toContain('Invalid input – Transfer To: ');
	expect(shown).toContain(message);
	expect(talkover().requests).toEqual([]);
});

test('an input with the name of a setting replaces the setting', async () => {
	const input = [{ name: 'transfer_to', type: 'phone', value: 'reception' }, { name: 'why' }];
	await run('upsert', { ...BOOK, type: 'transfer', transferTo: '204', inputs: { input } });

	expect(sent()).toMatchObject({ transfer_to: '204' });
	expect((sent() as IDataObject).inputs).toEqual([
		{ name: 'transfer_to', type: 'phone', required: false, value: 'reception' },
		{ name: 'why', type: 'string', required: false },
	]);
});

test('a transfer without a target has no additional input', async () => {
	await run('upsert', { ...BOOK, type: 'transfer' });

	expect(sent()).not.toHaveProperty('inputs');
});

test('an input without a fixed value is sent without a value', async () => {
	await run('upsert', { ...BOOK, inputs: { input: [{ name: 'a' }] } });

	expect((sent() as IDataObject).inputs).toEqual([{ name: 'a', type: 'string', required: false }]);
});

test('an upsert whose response is lost is retried and creates one action', async () => {
	talkover().fail({ operationId: 'upsertAction', times: 1, fault: { kind: 'resetAfter' } });

	const result = await run('upsert', BOOK);

	expect(result.error).toBeUndefined();
	expect(await names()).toEqual(['Schedule Meeting', 'Talk to a Human', BOOK.name]);
});

test.each([
	['without a key', { nodeId: BLANK }, 'Key: is required'],
	['without a description', { description: BLANK }, 'Description: is required'],
	[
		'with a name of 256 characters',
		{ name: 'x'.repeat(256) },
		'Name: must have at most 255 characters',
	],
	[
		'with a URL that is not a web address',
		{ url: 'example.com' },
		'URL: must be a web address such as https://',
	],
	[
		'with an authorization URL that is not a web address',
		{ additionalFields: { authorizationUrl: 'ftp://example.com' } },
		'Authorization URL: must be a web address',
	],
	[
		'with an input without a name',
		{ inputs: { input: [{ name: 'a' }, { name: BLANK }] } },
		'Input 2, Name: is required',
	],
	[
		'with a header without a value',
		{ customHeaders: { header: [{ key: 'X-API-Key', value: BLANK }] } },
		'Header 1, Value: is required',
	],
	['with a type that is not text', { type: '={{ {} }}' }, 'Type: must be text (found {})'],
	['with another type without a name', { type: 'other' }, 'Other Type: is required'],
	[
		'with an invalid transfer target',
		{ type: 'transfer', transferTo: 'the boss' },
		'Transfer To: "the boss" must be a phone number with + and a country code, an extension',
	],
	[
		'with a negative hold duration',
		{ type: 'hold', holdDuration: -1 },
		'Hold Duration: must be 0 or more',
	],
])('an action %s is rejected before anything is sent', async (_name, more, message) => {
	const result = await run('upsert', { ...BOOK, ...more });

	expect(result.error?.message).toContain(message);
	expect(talkover().requests).toEqual([]);
});

test('a simplified action has 10 of the fields of the full action', async () => {
	const [simple] = jsonOf(await run('getMany'));
	const [raw] = jsonOf(await run('getMany', { simplify: false }));

	expect(Object.keys(simple ?? {})).toHaveLength(10);
	expect(simple).not.toHaveProperty('config');
	expect(raw).toMatchObject({ ...simple, config: null, action_trigger: null });
});

test('Get Integrations lists the available integrations', async () => {
	const result = await runTalkover(talkover(), {
		resource: 'action',
		operation: 'getIntegrations',
	});

	expect(jsonOf(result)).toEqual([
		expect.objectContaining({ identifier: 'calendar', category: 'scheduling' }),
		expect.objectContaining({ identifier: 'crm' }),
	]);
});
