import type { INodeParameters } from 'n8n-workflow';

import { isRecord } from '../../nodes/Talkover/base/json';
import { Talkover } from '../../nodes/Talkover/Talkover.node.ts';
import { SEED } from '../../tools/simulator/state';
import { loadList, searchList } from '../support/n8n/lists';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const open = (method: string, panel: INodeParameters, filter?: string) =>
	method.startsWith('get')
		? loadList(talkover(), method, panel)
		: searchList(talkover(), method, panel, filter);

const agentId = chosen(SEED.supportAgentId);
const calendarId = chosen(SEED.calendarId);
const campaignId = chosen(SEED.activeCampaignId);
const webhookId = chosen(SEED.webhookId);

const TRAINING = { resource: 'training', operation: 'delete', agentId };
const ACTION = { resource: 'action', operation: 'delete', agentId };
const FLOW = { resource: 'flow', operation: 'update', agentId };
const RULE = { resource: 'availability', operation: 'deleteRule', calendarId };
const EVENT = { resource: 'calendarEvent', operation: 'get', calendarId };
const ATTENDEE = { ...EVENT, operation: 'removeAttendee', eventId: chosen(SEED.eventId) };
const MEMBER = { resource: 'calendarMember', operation: 'remove', calendarId };
const PROVIDER = { resource: 'calendar', operation: 'syncProvider', calendarId };
const FILES = { resource: 'campaign', operation: 'exportToSftp', campaignId };
const WEBHOOK = { resource: 'webhook', operation: 'get', source: 'agent', agentId };
const OF_CAMPAIGN = { ...WEBHOOK, source: 'campaign', campaignId };
const LOG = { ...WEBHOOK, operation: 'retryDelivery', webhookId };

const CALENDAR = ['Sales Demo Calendar', SEED.calendarId, 'America/New_York'] as const;
const NUMBER = ['+1 234 567890 (US, voice)', 'phone-uuid-1', 'active'] as const;

type Entry = readonly [name: string, value: string, description?: string];

const MAKES_NONE = 'inbound only';
const SUPPORT_AGENT = [
	'Customer Support Agent (SupportBot)',
	SEED.supportAgentId,
	'inbound, published',
] as const;
const SALES_AGENT = [
	'Outbound Sales Agent (Sales Outbound)',
	SEED.salesAgentId,
	'outbound, published',
] as const;
const REMINDER = ['Appointment Reminder (Reminder)', SEED.draftAgentId, 'inbound, draft'] as const;
const SALES_CALLER = [SALES_AGENT[0], SEED.salesAgentId] as const;
const SUPPORT_CALLER = [SUPPORT_AGENT[0], SEED.supportAgentId, MAKES_NONE] as const;
const REMINDER_CALLER = [REMINDER[0], SEED.draftAgentId, MAKES_NONE] as const;
const PRODUCTS = ['Product Knowledge', SEED.trainingIds[0], 'active'] as const;
const HOURS = ['Opening Hours', SEED.trainingIds[1], 'inactive'] as const;
const MEETING = ['Schedule Meeting', SEED.actionIds[0], 'webhook, active'] as const;
const HUMAN = ['Talk to a Human', SEED.actionIds[1], 'transfer, inactive'] as const;
const USED_NUMBER = [NUMBER[0], NUMBER[1], 'active, used by SupportBot'] as const;
const SECOND_NUMBER = [
	'+1 987 654321 (US, voice)',
	'phone-uuid-2',
	'active, used by Sales Outbound',
] as const;
const GERMAN_NUMBER = ['+49 30 901820 (DE, voice)', 'phone-uuid-3', 'active'] as const;
const BERLIN = ['Support Berlin', SEED.plainCalendarId, 'Europe/Berlin'] as const;
const RELEASE = ['+4930901820', SEED.pendingReleaseId, 'The office in Berlin has closed'] as const;
const INTEGRATION = ['Calendar', 'calendar', 'Create events during a call.'] as const;
const DEMO = ['Demo with Acme, 2027-01-18T15:00:00Z', SEED.eventId, 'confirmed'] as const;
const CARRIER = ['Primary Carrier US', 'trunk-uuid-1', 'sip.carrier-x.com, healthy'] as const;
const BIANCA = [
	'Bianca (pt-BR, female, pro)',
	'voice-template-uuid-2',
	'0.16 USD per minute',
] as const;
const ENDED = ['event_phone_call_ended, 2026-01-15T11:00:00Z', 'log-uuid-1', 'success'] as const;
const LIFECYCLE = [
	'Lifecycle Webhook',
	SEED.campaignWebhookId,
	'https://example.com/campaign-events (disabled)',
] as const;
const CALLBACK_AGENT = ['Customer Support Agent', SEED.supportAgentId, 'published'] as const;
const CAMPAIGN = ['Q1 Outreach', SEED.activeCampaignId, 'sales, active'] as const;
const TRUNK = { resource: 'sipTrunk', operation: 'getHealth' };

test.each<[method: string, panel: INodeParameters, filter: string, entries: readonly Entry[]]>([
	['searchAgents', {}, '', [SUPPORT_AGENT, SALES_AGENT, REMINDER]],
	['searchCallers', {}, '', [SALES_CALLER, SUPPORT_CALLER, REMINDER_CALLER]],
	['searchTrainings', TRAINING, '', [PRODUCTS, HOURS]],
	['searchTrainings', TRAINING, ` ${SEED.trainingIds[1]} `, [HOURS]],
	['searchActions', ACTION, '', [MEETING, HUMAN]],
	['getAgentActions', FLOW, '', [MEETING, HUMAN]],
	['getPhoneNumbers', {}, '', [USED_NUMBER, SECOND_NUMBER, GERMAN_NUMBER]],
	['searchPhoneNumbers', {}, '+1 234', [NUMBER, ['+1 234 567890 (US, sms)', 'sms', 'active']]],
	['searchReleaseRequests', {}, '', [RELEASE]],
	['getActionIntegrations', {}, '', [INTEGRATION, ['CRM', 'crm', '']]],
	['searchCalendars', {}, '', [CALENDAR, BERLIN]],
	['searchCalendars', {}, ' demo ', [CALENDAR]],
	['getCalendars', {}, '', [CALENDAR, BERLIN]],
	['searchCalendarEvents', EVENT, 'demo', [DEMO]],
	['searchEventAttendees', ATTENDEE, '', [['Jane Doe', 'att-uuid-1', 'jane@acme.com']]],
	[
		'searchAvailabilityRules',
		RULE,
		'',
		[
			['Mon, Tue, Wed, Thu, Fri 09:00 to 17:00', SEED.ruleId, 'recurring, America/New_York'],
			['2027-01-20, blocked', 'rule-uuid-2', 'exception'],
		],
	],
	[
		'searchCalendarMembers',
		MEMBER,
		'',
		[
			['Alice Doe (alice@example.com)', SEED.calendarOwnerId, 'owner'],
			['Bob Roe (bob@example.com)', SEED.calendarEditorId, 'editor'],
			['user-uuid-3', 'member', 'viewer'],
		],
	],
	[
		'searchCalendarProviders',
		PROVIDER,
		'',
		[
			['calendar_provider_a (primary)', SEED.calendarProviderId],
			['calendar_provider_b', 'provider', 'not active'],
		],
	],
	['searchCallbackAgents', {}, 'support', [CALLBACK_AGENT]],
	['searchCallbackAgents', {}, 'sales', []],
	['getCallbackSourceAgents', { agentId }, '', [['Sales Outbound', SEED.salesAgentId]]],
	['searchCampaigns', {}, 'outbound sales', [CAMPAIGN]],
	['getCampaignFiles', FILES, '', [['contacts.csv', SEED.campaignFileId, 'processed']]],
	['searchSipTrunks', TRUNK, 'primary', [CARRIER]],
	['searchVoiceTemplates', {}, 'PT-br, female, pro', [BIANCA]],
	['searchWebhooks', WEBHOOK, '', [['My Webhook', SEED.webhookId, 'https://example.com/webhook']]],
	['searchWebhooks', OF_CAMPAIGN, 'lifecycle', [LIFECYCLE]],
	['searchWebhooks', OF_CAMPAIGN, 'none such', []],
	['searchWebhookLogs', LOG, 'phone_call_ended', [ENDED]],
])('the entries of %s in row %# have names that people recognize', async (...row) => {
	const [method, panel, filter, entries] = row;
	const { phoneNumbers, calendarMembers, calendarProviders, webhooks } = talkover().state;
	const inCalendar = { calendar_id: SEED.calendarId };
	phoneNumbers.push({ ...phoneNumbers[0], id: 'sms', has_voice: false, type: 'sms' });
	calendarMembers.push({ ...inCalendar, id: 'member', user_id: 'user-uuid-3', role: 'viewer' });
	const provider = { id: 'provider', provider: 'calendar_provider_b', is_active: false };
	calendarProviders.push({ ...inCalendar, ...provider, last_sync_at: null });
	for (const each of webhooks) each.enabled = each.id === SEED.webhookId;

	expect(await open(method, panel, filter)).toEqual(
		entries.map(([name, value, description]) => {
			if (description === undefined) return { name, value };
			// n8n's searchable lists show no descriptions.
			const isOptions = method.startsWith('get');
			return isOptions ? { name, value, description } : { name: `${name} · ${description}`, value };
		}),
	);
});

test('the agent of a call is listed with a reason that stays true when the agent is published', async () => {
	for (const agent of talkover().state.agents) agent.direction = 'outbound';
	const callers = async () => searchList(talkover(), 'searchCallers', {});
	const reminder = { name: `${REMINDER[0]} · only while published` };

	expect((await callers()).at(-1)).toMatchObject(reminder);
	for (const agent of talkover().state.agents) agent.current_status = 'published';
	expect(JSON.stringify(await callers())).not.toContain('·');
});

const none = chosen('');

test.each<[string, INodeParameters, string]>([
	['searchTrainings', { ...TRAINING, agentId: none }, "Choose 'Agent' first"],
	['searchActions', { ...ACTION, agentId: none }, "Choose 'Agent' first"],
	['searchCalendarEvents', { ...EVENT, calendarId: none }, "Choose 'Calendar' first"],
	['searchAvailabilityRules', { ...RULE, calendarId: none }, "Choose 'Calendar' first"],
	['searchCalendarMembers', { ...MEMBER, calendarId: none }, "Choose 'Calendar' first"],
	['searchCalendarProviders', { ...PROVIDER, calendarId: none }, "Choose 'Calendar' first"],
	['searchEventAttendees', { ...ATTENDEE, eventId: none }, "Choose 'Event' first"],
	['searchWebhooks', { ...WEBHOOK, agentId: none }, "Choose 'Agent' first"],
	['searchWebhooks', { ...OF_CAMPAIGN, campaignId: none }, "Choose 'Campaign' first"],
	['searchWebhookLogs', { ...LOG, webhookId: none }, "Choose 'Webhook' first"],
	[
		'searchTrainings',
		{ ...TRAINING, agentId: chosen('={{ $json.agent }}') },
		"'Agent' is an expression, so this list can't be loaded: enter the ID instead",
	],
])('%s in row %# names the field that is missing', async (method, panel, message) => {
	await expect(open(method, panel)).rejects.toThrow(message);
	expect(talkover().requests).toEqual([]);
});

test('the list of phone numbers says which agents use a number, unless that is not known', async () => {
	const described = async () =>
		(await loadList(talkover(), 'getPhoneNumbers')).map(({ description }) => description);
	const [agent, other] = talkover().state.agents;
	for (const each of talkover().state.agents) each.phone_numbers = [];
	const phone_numbers = [{ id: 'phone-uuid-1', number: '+1234567890' }];
	Object.assign(agent ?? {}, { name: '<b>Ana</b>', phone_numbers });
	Object.assign(other ?? {}, { name: 'Bob', phone_numbers });

	expect(await described()).toEqual([
		expect.stringMatching(/^active, used by .*Ana.*, Bob$/),
		'active',
		'active',
	]);
	expect((await described())[0]).not.toContain('<b>');
	talkover().fail({ operationId: 'listAgents', fault: { kind: 'documented', status: 401 } });
	expect(await described()).toEqual(['active', 'active', 'active']);
});

/** The parameters whose change makes the editor load the list again, at each place of the list. */
function reloadedBy(method: string): Set<unknown> {
	const found = new Set<unknown>();
	JSON.stringify(new Talkover().description, (_name, value: unknown) => {
		if (isRecord(value) && value.loadOptionsMethod === method) {
			found.add(String(value.loadOptionsDependsOn));
		}
		return value;
	});
	return found;
}

test('every list that the panel loads has its function', () => {
	const { description, methods } = new Talkover();
	const named = { loadOptionsMethod: new Set<unknown>(), searchListMethod: new Set<unknown>() };
	JSON.stringify(description, (name, value: unknown) => {
		if (name === 'loadOptionsMethod' || name === 'searchListMethod') named[name].add(value);
		return value;
	});

	expect(new Set(Object.keys(methods.loadOptions ?? {}))).toEqual(named.loadOptionsMethod);
	expect(new Set(Object.keys(methods.listSearch ?? {}))).toEqual(named.searchListMethod);
});

// The editor would show an error that it doesn't replace once the node has its credential.
test.each([
	['getCampaignFiles', { ...FILES, campaignId: none }],
	['getAgentActions', { ...FLOW, agentId: none }],
	['getAgentPhoneNumbers', { resource: 'agent', operation: 'updateCalling', agentId: none }],
	['getCallbackSourceAgents', { resource: 'callbackAgent', operation: 'set', agentId: none }],
])('%s is empty until its agent or campaign is chosen, which loads it', async (method, panel) => {
	expect(await open(method, panel)).toEqual([]);
	expect(talkover().requests).toEqual([]);
	const awaited = method === 'getCampaignFiles' ? 'campaignId.value' : 'agentId.value';
	expect([...reloadedBy(method)]).toEqual([awaited]);
});

test.each([
	['searchAvailabilityRules', RULE, [{ id: 'bare' }], 1],
	['searchCalendarEvents', EVENT, [{ id: 'bare' }], 1],
	['searchEventAttendees', ATTENDEE, { id: SEED.eventId }, 0],
	['getCampaignFiles', FILES, { id: SEED.activeCampaignId, files: null }, 0],
])('%s shows what a response without further fields contains', async (...row) => {
	const [method, panel, data, count] = row;
	talkover().answer(200, { success: true, data });

	expect(await open(method, panel)).toEqual(new Array(count).fill({ name: 'bare', value: 'bare' }));
});
