import type { INodeParameters } from 'n8n-workflow';

import { requestOf } from '../support/requestOf';

const ZONE = 'Timezone Name or ID: must be the name of a time zone';
const NO_PHONE = 'must be a phone number with + and a country code';
const SHOWN_IN_OTHER_ORDER = 'contains invisible characters that change the order in which';
const NOTHING = 'There is nothing to change: add at least one field';
const NOT_USED = "The do-not-call list wouldn't be used: add 'Do Not Call Enabled'";
const NO_VALUE = 'has no value: correct its expression';
const NO_TIME = 'must be a time from 00:00 to 24:00';

const STEPS = 'flow.update, step by step';
const TRANSFER = 'action.upsert, of type transfer';
const SLOTS = 'availability.getFreeSlots';
/** The same name twice. */
const A_AND_A = [{ name: 'a' }, { name: 'a' }];
const more = (additionalFields: INodeParameters) => ({ additionalFields });
const change = (updateFields: INodeParameters) => ({ updateFields });

const headers = (value: string) => ({ customHeaders: { header: [{ key: 'X-API-Key', value }] } });
const range = (start: string, end: string) => ({ callTimeRanges: { range: [{ start, end }] } });
const steps = (...node: INodeParameters[]) => ({ initialNodeId: 'a', nodes: { node } });
const propertyOf = (name: string, type: string, value: string) =>
	steps({ id: 'a', type: 'end', properties: { property: [{ name, type, value }] } });

/** Rules of single operations. The contract tests check what is required, and documented limits and lengths. */
test.each<[string, INodeParameters, RegExp | string]>([
	['agent.getMany', { returnAll: false, limit: '' }, 'Limit: is required'],
	['action.upsert', { url: 'example.com' }, 'URL: must be a web address such as https://'],
	[
		'action.upsert',
		more({ authorizationUrl: 'ftp://example.com' }),
		'Authorization URL: must be a web address',
	],
	['action.upsert', { inputs: { input: [{ name: 'a' }, {}] } }, 'Input 2, Name: is required'],
	['action.upsert', headers(' '), 'Header 1, Value: is required'],
	['action.upsert', { type: 'other' }, 'Other Type: is required'],
	[
		'action.upsert, of type hold',
		{ holdDuration: -1 },
		'Hold Duration (Seconds): must be 0 or more',
	],
	[TRANSFER, { transferTo: 'the boss' }, `"the boss" ${NO_PHONE}`],
	[TRANSFER, { transferTo: '12125550123' }, NO_PHONE],
	[TRANSFER, { transferTo: 'anna@' }, NO_PHONE],
	[TRANSFER, { transferTo: '+1 900 555 0123' }, '+19005550123 is a premium-rate number'],
	[TRANSFER, { transferTo: '112' }, '"112" is an emergency number in some countries: '],
	[TRANSFER, { transferTo: '+49 89 112' }, 'ends in 112, an emergency or short number'],
	[TRANSFER, { transferTo: 'sip:anna\u202e@moc.elpmaxe' }, SHOWN_IN_OTHER_ORDER],
	[TRANSFER, { transferTo: '+1 212 555 0123 ext.\u202e 12' }, SHOWN_IN_OTHER_ORDER],
	[TRANSFER, { transferTo: '+1 212 555 \u202e3210' }, SHOWN_IN_OTHER_ORDER],
	[TRANSFER, { transferTo: '+4455 ext. 12' }, 'Transfer To: "+4455" has too few digits'],
	[TRANSFER, { transferTo: '+1555123456789012345' }, 'has too many digits'],
	[
		TRANSFER,
		{ transferTo: '+1 555 CALL NOW' },
		"contains characters that aren't part of a phone number",
	],
	['availability.createRule', { startTime: '9:00' }, `Start Time: ${NO_TIME}`],
	['availability.createRule', { endTime: '24:30' }, `End Time: ${NO_TIME}`],
	['availability.createRule', { timezone: 'Berlin' }, ZONE],
	[SLOTS, { from: '2027-01-19', to: '2027-01-18' }, "'To' must be after 'From'"],
	['call.make', { phone: 'call me' }, `Phone: "call me" contains characters that aren't`],
	[
		'call.make',
		{ variables: { variable: A_AND_A } },
		'Agent Variables: the name "a" is used twice: remove one of them',
	],
	[
		'call.make',
		{ contextFields: { context: A_AND_A } },
		'Call Context: the name "a" is used twice',
	],
	[
		'call.make',
		{ contextFields: { context: [{ name: 'a' }] }, options: { contextJson: { a: 1 } } },
		'Call Context: the name "a" is used twice',
	],
	['call.make', { variables: { variable: [{ value: 'x' }] } }, 'Variable 1, Name: is required'],
	[
		'call.make',
		{ options: { variablesJson: '[1]' } },
		'Agent Variables (JSON): must be a JSON object in braces',
	],
	[
		'call.make',
		{ options: { contextJson: 'contact 17' } },
		/Context \(JSON\): isn't valid JSON: .*\. It must look like \{"name": "Ana"\}$/,
	],
	['call.getMany', { filters: { to: '555' } }, 'To: "555" has no country code'],
	['calendar.create', more({ metadata: '[1]' }), 'Metadata JSON: must be a JSON object'],
	['calendar.update', change({ name: ' ' }), NOTHING],
	['calendarEvent.create', { endAt: '2024-01-20T15:00:00Z' }, "'End' must be after 'Start'"],
	[
		'calendarEvent.create',
		{ attendees: { attendee: [{ name: 'Ana', email: 'ana' }] } },
		'Attendee 1, Email: must be an email address such as name@email.com (found "ana")',
	],
	['calendarEvent.update', { updateFields: { attendees: {} } }, NOTHING],
	[
		'calendarEvent.update',
		change({ startAt: '2027-01-02T00:00Z', endAt: '2027-01-01T00:00Z' }),
		"'End' must be after 'Start'",
	],
	['calendarEvent.getManyFromCalendars', { calendarIds: [] }, 'Calendar Names or IDs: is required'],
	['campaign.create', range('9:00', '17:00'), 'Time Range 1, Start: must be a time from 00:00'],
	['campaign.create', range('17:00', '09:00'), 'End must be after Start (in Time Range 1)'],
	['campaign.create', { timezone: 'EST5' }, ZONE],
	[
		'campaign.create',
		{ startDate: '2026-03-01', additionalFields: { endDate: '2026-02-28' } },
		'End Date: must be after Start Date (2026-03-01)',
	],
	[
		'campaign.create',
		more({ doNotCallCustomList: '+12125550123, 5551234' }),
		'Do Not Call Custom List: "5551234" has no country code',
	],
	['campaign.create', more({ doNotCallCustomList: '+12125550123' }), NOT_USED],
	['campaign.create', more({ doNotCallListSource: 'custom', doNotCallEnabled: true }), NOT_USED],
	['campaign.create', more({ doNotCallListSource: 'environment' }), NOT_USED],
	['campaign.create', more({ doNotCallEnabled: null }), `Do Not Call Enabled: ${NO_VALUE}`],
	['campaign.create', more({ autoAddToDncEnabled: null }), `Do Not Call List: ${NO_VALUE}`],
	['campaign.create', more({ autoDncTriggerStatuses: [] }), `Statuses: ${NO_VALUE}`],
	['campaign.update', change({ name: 'A', autoDncTriggerErrors: '' }), `Errors: ${NO_VALUE}`],
	[
		'campaign.update',
		change({ name: 'A', doNotCallListSource: undefined }),
		'Source: has no value',
	],
	['campaign.update', change({ name: 'A', doNotCallCustomList: ' , ' }), NO_VALUE],
	['campaign.update', change({ removeEndDate: false }), NOTHING],
	[
		'campaign.update',
		change({ removeEndDate: true, endDate: '2026-12-31' }),
		"'End Date' and 'Remove End Date' can't be used together",
	],
	[
		'campaign.update',
		change({ startDate: '2026-05-01', endDate: '2026-05-01' }),
		'End Date: must be after Start Date',
	],
	['campaign.exportToSftp', { fileDataIds: [] }, 'File Names or IDs: is required'],
	['flow.update', { flowConfig: '' }, 'Flow: is required'],
	['flow.update', { flowConfig: '{"nodes": [' }, /It must look like \{"initial_node_id": "bye", /],
	[
		'flow.update',
		{ flowConfig: 5 },
		'Flow: must be a flow, such as the output of Flow: Get (found 5)',
	],
	[
		'agent.get',
		{ agentId: { __rl: true, mode: 'id', value: 'agents/5' } },
		'Agent: must not contain a slash: enter only the ID',
	],
	[
		'flow.update',
		{ flowConfig: '"text"' },
		/^[^:]*: Flow: must be a JSON object in braces such as \{.* \(found "text"\)$/,
	],
	[
		'flow.update',
		{ flowConfig: { conversation_mode: 'llm_driven', flow_config: null } },
		"Flow: contains no flow: its 'flow_config' is empty",
	],
	[
		STEPS,
		steps({ id: 'a', type: 'other' }, { type: 'decision', branches: { branch: [{ next: 'a' }] } }),
		'Step 1, Other Type: is required; Step 2, Branch 1, Answer: is required',
	],
	[STEPS, propertyOf('retries', 'number', 'two'), "Step 'a', property 'retries': must be a number"],
	[
		STEPS,
		propertyOf('silent', 'boolean', 'yes'),
		"Step 'a', property 'silent': must be true or false",
	],
	[STEPS, propertyOf('input', 'json', '{'), "Step 'a', property 'input': isn't valid JSON"],
	[STEPS, propertyOf('type', 'text', 'b'), "Step 'a': 'type' is set twice: remove one"],
	[
		STEPS,
		steps({ type: 'say' }, { type: 'transfer', transferTo: '(212) 555-0123' }),
		// Flows have no option Default Country.
		/Step 2, Transfer To: "\(212\) 555-0123" must be .* such as sip:anna@example\.com$/,
	],
	[
		STEPS,
		{ globalFunctions: { function: [{ name: 'other', otherName: '' }] } },
		'Function 1, Other Function: is required',
	],
	['webhook.create', { webhookUrl: 'example.com' }, 'Webhook URL: must be a web address such as'],
	['webhook.update', { updateFields: {}, campaignUpdateFields: { name: 'A' } }, NOTHING],
	[
		'webhook.create, of a campaign',
		{ campaignId: { __rl: true, mode: 'id', value: '..' } },
		'Campaign: must not be ".."',
	],
])('%s with %j is rejected', (name, changes, reason) => {
	expect(() => requestOf(name, changes)).toThrow(reason);
});
