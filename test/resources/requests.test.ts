import type { INodeParameters } from 'n8n-workflow';

import { requestOf } from '../support/requestOf';

const DEFAULTS = {
	name: 'SupportBot',
	label: 'SupportBot',
	language: 'en-US',
	direction: 'inbound',
	who_speaks_first: 'agent',
	interrupt_sensitivity: 'medium',
	endpointing_sensitivity: 'auto',
	ivr_navigation_mode: 'off',
	conversation_speed: 1,
	initial_message_delay: 0,
	ask_if_human_present_on_idle: false,
	idle_time_seconds: 5,
	llm_temperature: 0.7,
	enable_recording: true,
};

const transferTo = (value: unknown) => ({
	name: 'transfer_to',
	type: 'string',
	required: true,
	description: 'Transfer to',
	value,
});
const input = (...rows: INodeParameters[]) => ({ inputs: { input: rows } });
const numbers = { removeAllNumbers: false, phoneNumberIds: ['phone-uuid-1'] };
const webhook = { type: 'webhook', url: 'https://a.example/b' };

const TRANSFER = 'action.upsert, of type transfer';
const HOLD = 'action.upsert, of type hold';
const NO_ROWS = { variables: {}, contextFields: {} };
const JSON_OPTIONS = { options: { variablesJson: '{"a": 1}', contextJson: { b: { c: 2 } } } };

/** What is sent instead of what is entered. The contract tests check what is sent as it is. */
test.each<[string, INodeParameters, object]>([
	['agent.create', {}, DEFAULTS],
	['agent.create', { enableRecording: '' }, { enable_recording: true }],
	['agent.updateKnowledge', { initialMessage: '' }, { initial_message: undefined }],
	[
		'agent.updateKnowledge',
		{
			llmTemperature: 0,
			updateFields: { askIfHumanPresentOnIdle: false, initialMessageDelay: '0' },
		},
		{ ask_if_human_present_on_idle: false, llm_temperature: 0, initial_message_delay: 0 },
	],
	[
		'agent.updateVoice',
		{ language: '', updateFields: {} },
		{ language: undefined, conversation_speed: undefined, ambient_volume: undefined },
	],
	['agent.updateCalling', { phoneNumberIds: [] }, { phone_number_ids: undefined }],
	['agent.updateCalling', { ...numbers, removeAllNumbers: true }, { phone_number_ids: [] }],
	['agent.updateCalling', { ...numbers }, { phone_number_ids: ['phone-uuid-1'] }],
	['training.upsert', { nodeId: ' holidays\n' }, { node_id: 'holidays' }],

	['action.upsert', {}, { integration: { id: 'integration-uuid' } }],
	[
		'action.upsert',
		{ ...webhook, executionMode: 'post_call', holdDuration: 45, transferTo: '204' },
		{ execution_mode: undefined, hold_duration: undefined, transfer_to: undefined },
	],
	[
		'action.upsert',
		{ ...webhook, type: 'external', executionMode: 'post_call', holdDuration: 45 },
		{ url: webhook.url, execution_mode: 'post_call', hold_duration: undefined },
	],
	[
		HOLD,
		{ url: webhook.url },
		{
			url: undefined,
			hold_duration: 45,
			inputs: [
				{
					name: 'hold_duration',
					type: 'integer',
					required: true,
					description: 'Hold duration',
					value: 45,
				},
			],
		},
	],
	// The fields of an undocumented type aren't known, so all fields are shown except those with a default.
	[
		TRANSFER,
		{ type: 'dtmf', url: webhook.url, holdDuration: 45 },
		{
			type: 'dtmf',
			url: webhook.url,
			transfer_to: '+12125550123',
			hold_duration: undefined,
			inputs: [transferTo('+12125550123')],
		},
	],
	[TRANSFER, { transferTo: '' }, { transfer_to: undefined, inputs: undefined }],
	[
		TRANSFER,
		input({ name: 'transfer_to', type: 'phone', value: 'reception' }, { name: 'why' }),
		{
			transfer_to: '+12125550123',
			inputs: [
				{ name: 'transfer_to', type: 'phone', required: false, value: 'reception' },
				{ name: 'why', type: 'string', required: false },
			],
		},
	],

	[
		'campaign.create',
		{
			additionalFields: {
				doNotCallEnabled: true,
				doNotCallListSource: 'custom',
				doNotCallCustomList: '+1 (212) 555-0123, +49 30 901820',
			},
		},
		{ do_not_call_custom_list: ['+12125550123', '+4930901820'] },
	],
	[
		'campaign.create',
		{ callTimeRanges: { range: [{ start: '09:00', end: '24:00' }] } },
		{ call_time_ranges: [{ start: '09:00', end: '24:00' }] },
	],
	['campaign.update, without an end', {}, { end_date: null }],
	['campaign.exportToSftp', { fileDataIds: ' a, a' }, { file_data_ids: ['a'] }],

	['availability.createRule', { daysOfWeek: [1, 7] }, { days_of_week: [1, 7] }],
	[
		'availability.createRule',
		{ daysOfWeek: ['monday', 'x7', '7x', '10'] },
		{ days_of_week: ['monday', 'x7', '7x', 10] },
	],
	[
		'availability.updateRule',
		{ updateFields: { daysOfWeek: ['2', '3'] } },
		{ days_of_week: [2, 3] },
	],
	[
		'calendarEvent.update',
		{ updateFields: { endAt: '2027-01-01T00:00Z' } },
		{ end_at: '2027-01-01T00:00:00Z' },
	],
	// As Talkover returns times.
	[
		'availability.createRule',
		{ startTime: '09:00:00', endTime: '24:00:00' },
		{ start_time: '09:00', end_time: '24:00' },
	],
	[
		'calendarEvent.create, by its duration',
		{ durationMinutes: '90' },
		{ start_at: '2024-01-20T15:00:00Z', end_at: '2024-01-20T16:30:00Z' },
	],
	['calendar.create', { timezone: ' Europe/Lisbon ' }, { timezone: 'Europe/Lisbon' }],
	['calendar.update', { updateFields: { metadata: '{}' } }, { metadata: {} }],
	[
		'calendarEvent.update',
		{ updateFields: { title: 'Demo', attendees: {} } },
		{ title: 'Demo', attendees: undefined },
	],

	[
		'call.make',
		{ contextFields: { context: [{ name: 'contact', value: 17 }] } },
		{ payload: { customer_name: 'John Doe' }, context: { contact: '17' } },
	],
	['call.make', NO_ROWS, { payload: undefined, context: undefined }],
	['call.make', { ...NO_ROWS, ...JSON_OPTIONS }, { payload: { a: 1 }, context: { b: { c: 2 } } }],
	[
		'call.make',
		JSON_OPTIONS,
		{ payload: { customer_name: 'John Doe', a: 1 }, context: { user_id: 'user_123', b: { c: 2 } } },
	],
	['call.makeForCampaign', { ...NO_ROWS, ...JSON_OPTIONS }, { payload: { a: 1 } }],

	// Talkover only recommends https://.
	[
		'webhook.create',
		{ webhookUrl: 'http://a.example/hook' },
		{ webhook_url: 'http://a.example/hook' },
	],
	[
		'webhook.update',
		{ updateFields: { name: 'CRM', customHeaders: {}, maxRetries: 0 } },
		{ name: 'CRM', custom_headers: undefined, max_retries: 0, enabled: undefined },
	],
])('%s with %j is sent as the operation defines it', (name, changes, expected) => {
	const { body = {} } = requestOf(name, changes);

	const sent = Object.keys(expected).map((field) => [field, body[field]]);
	expect(Object.fromEntries(sent)).toEqual(expected);
});

test.each([
	['integer', '30', 30],
	['Boolean', 'false', false],
	['object', '{"a": 1}', { a: 1 }],
	['array', '[1, 2]', [1, 2]],
	['number', 'a few', 'a few'],
	['string', 30, 30],
	['integer', [1], [1]],
])('a fixed value of type %s entered as %j is sent as %j', (type, value, sent) => {
	const { body } = requestOf('action.upsert', input({ name: 'a', type, value }));

	expect(body).toMatchObject({ inputs: [{ name: 'a', type, required: false, value: sent }] });
});

test.each([
	['+1 (212) 555-0123', '+12125550123'],
	['204', '204'],
	['*21#', '*21#'],
	['sip:anna@example.com', 'sip:anna@example.com'],
	['SIPS:pbx.example.com;transport=tls', 'SIPS:pbx.example.com;transport=tls'],
	[' anna@example.com ', 'anna@example.com'],
	['+1 212 555 0123 ext. 12', '+1 212 555 0123 ext. 12'],
	['+12125550123;ext=12', '+12125550123;ext=12'],
	['+1 212 555 0123,,12', '+1 212 555 0123,,12'],
])('a call can be transferred to %j', (entered, sent) => {
	const { body } = requestOf(TRANSFER, { transferTo: entered });

	expect(body).toMatchObject({ transfer_to: sent, inputs: [transferTo(sent)] });
});

test.each([
	[{ agents: 'all' }, ['calls'], undefined],
	[{}, ['agents', 'agent_123456', 'calls'], undefined],
	[{ filters: { to: '+12125550123' } }, ['calls'], '+12125550123'],
])('Call: Get Many of an agent with %j requests %j', (changes, path, to) => {
	const { query, ...request } = requestOf('call.getMany, of an agent', changes);

	expect(request.path).toEqual(path);
	expect(query?.to).toBe(to);
	expect(query?.agent_id).toBe(to && 'agent_123456');
});
