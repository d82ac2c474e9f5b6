import type { INodeParameters } from 'n8n-workflow';

import { Talkover } from '../../nodes/Talkover/Talkover.node.ts';
import { TalkoverTrigger } from '../../nodes/Talkover/TalkoverTrigger.node.ts';
import { credentialFor, jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import type { JsonObject } from '../../tools/simulator/contract';
import { newAgent, SEED } from '../../tools/simulator/state';
import { testCredential } from '../support/n8n/credentialTest';
import { loadList, searchPage } from '../support/n8n/lists';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { dialectsIn, MIXTURES } from './forms';

const talkover = useSimulator();

/** More entries than fit on a page of any size. */
const COUNT = 25;

const agentId = chosen(SEED.supportAgentId);
const calendarId = chosen(SEED.calendarId);
const eventId = chosen(SEED.eventId);
const ofAgent = { source: 'agent', agentId };
const inCalendar = { calendarId };

/** Copies the first entry until the list has this many. */
function multiply(list: JsonObject[]): void {
	const [first] = list;
	while (list.length < COUNT) list.push({ ...first, id: `${String(first?.id)}-${list.length}` });
}

const idsOf = (list: readonly JsonObject[]) => list.map(({ id }) => String(id));
const idsIn = (list: readonly JsonObject[], owner: JsonObject) =>
	idsOf(
		list.filter((entry) => Object.entries(owner).every(([name, value]) => entry[name] === value)),
	);

beforeEach(() => {
	const { agents, ...state } = talkover().state;
	while (agents.length < COUNT) {
		const name = `agent-${agents.length}`;
		const published = { direction: 'outbound', current_status: 'published' };
		agents.push(newAgent(name, { name, label: name, ...published }));
	}
	const { trainings, actions, phoneNumbers, campaigns, voiceTemplates, calendars } = state;
	const { calendarEvents, calendarMembers, availabilityRules, calendarProviders } = state;
	const { webhooks, webhookLogs, releaseRequests } = state;
	for (const list of [trainings, actions, phoneNumbers, campaigns, voiceTemplates, calendars]) {
		multiply(list);
	}
	for (const list of [calendarEvents, calendarMembers, availabilityRules, calendarProviders]) {
		multiply(list);
	}
	for (const list of [webhooks, webhookLogs, releaseRequests]) multiply(list);
});

const state = () => talkover().state;
const AGENT = { agent_id: SEED.supportAgentId };
const CALENDAR = { calendar_id: SEED.calendarId };

/** The lists in the editor: the parameters in the panel, and the expected values. */
const LISTS: Readonly<Record<string, readonly [INodeParameters, () => readonly string[]]>> = {
	getActionIntegrations: [{}, () => ['calendar', 'crm']],
	getAgentActions: [
		{ resource: 'flow', operation: 'update', agentId },
		() => idsIn(state().actions, AGENT),
	],
	getAgents: [{}, () => idsOf(state().agents)],
	getCalendars: [{}, () => idsOf(state().calendars)],
	getCallbackSourceAgents: [
		{ resource: 'callbackAgent', operation: 'set', agentId },
		() => idsIn(state().agents, { direction: 'outbound', current_status: 'published' }),
	],
	getCampaignFiles: [
		{ resource: 'campaign', operation: 'exportToSftp', campaignId: chosen(SEED.activeCampaignId) },
		() => [SEED.campaignFileId],
	],
	getCampaigns: [{}, () => idsOf(state().campaigns)],
	getPhoneNumbers: [{}, () => idsOf(state().phoneNumbers)],
	getAgentPhoneNumbers: [
		{ resource: 'agent', operation: 'updateCalling', agentId },
		() => idsOf(state().phoneNumbers),
	],
	searchActions: [
		{ resource: 'action', operation: 'delete', agentId },
		() => idsIn(state().actions, AGENT),
	],
	searchAgents: [{}, () => idsOf(state().agents)],
	searchAvailabilityRules: [
		{ resource: 'availability', operation: 'deleteRule', ...inCalendar },
		() => idsIn(state().availabilityRules, CALENDAR),
	],
	searchCalendarEvents: [
		{ resource: 'calendarEvent', operation: 'get', ...inCalendar },
		() => idsIn(state().calendarEvents, CALENDAR),
	],
	searchCalendarMembers: [
		{ resource: 'calendarMember', operation: 'remove', ...inCalendar },
		() => idsIn(state().calendarMembers, CALENDAR),
	],
	searchCalendarProviders: [
		{ resource: 'calendar', operation: 'syncProvider', ...inCalendar },
		() => idsIn(state().calendarProviders, CALENDAR),
	],
	searchCalendars: [{}, () => idsOf(state().calendars)],
	searchCallbackAgents: [{}, () => state().callbackAgents.map(({ agent_id: id }) => String(id))],
	searchCallers: [{}, () => idsOf(state().agents)],
	searchCampaigns: [{}, () => idsOf(state().campaigns)],
	searchEventAttendees: [
		{ resource: 'calendarEvent', operation: 'removeAttendee', ...inCalendar, eventId },
		() => ['att-uuid-1'],
	],
	searchPhoneNumbers: [{}, () => idsOf(state().phoneNumbers)],
	searchReleaseRequests: [{}, () => idsIn(state().releaseRequests, { status: 'pending' })],
	searchSipTrunks: [{}, () => ['trunk-uuid-1']],
	searchTrainings: [
		{ resource: 'training', operation: 'delete', agentId },
		() => idsIn(state().trainings, AGENT),
	],
	searchVoiceTemplates: [{}, () => idsOf(state().voiceTemplates)],
	searchWebhookLogs: [
		{
			resource: 'webhook',
			operation: 'retryDelivery',
			...ofAgent,
			webhookId: chosen(SEED.webhookId),
		},
		() => idsIn(state().webhookLogs, { webhook_id: SEED.webhookId }),
	],
	searchWebhooks: [
		{ resource: 'webhook', operation: 'get', ...ofAgent },
		() => idsIn(state().webhooks, AGENT),
	],
};

/** All values on all pages of a list, with the simulator's own IDs. */
async function valuesOf(method: string, parameters: INodeParameters): Promise<string[]> {
	const values: unknown[] = [];
	if (method.startsWith('get')) {
		values.push(...(await loadList(talkover(), method, parameters)).map(({ value }) => value));
	} else {
		let token: unknown;
		do {
			const asked = typeof token === 'string' ? token : undefined;
			const page = await searchPage(talkover(), method, parameters, undefined, asked);
			values.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
		} while (token !== undefined);
	}
	return idsOf(values.map((id) => talkover().withOwnIds({ id }) as JsonObject));
}

test('every list in the editor is tested', () => {
	const { listSearch, loadOptions } = new Talkover().methods;
	const offered = [listSearch, loadOptions, new TalkoverTrigger().methods.loadOptions].flatMap(
		(methods = {}) => Object.keys(methods),
	);

	// Time zones and countries don't come from Talkover.
	const others = ['getCallTimeZones', 'getCountries', 'getTimezones', 'searchCountries'];
	expect([...new Set(offered)].sort()).toEqual([...Object.keys(LISTS), ...others].sort());
});

// How a list is read in a single dialect, the operations of the same lists show.
describe.each(['as documented', ...MIXTURES])('lists in the form %s are complete', (form) => {
	beforeEach(() => {
		if (form !== 'as documented') talkover().speak(...dialectsIn(form));
	});

	test.each(Object.entries(LISTS))('%s offers every entry', async (method, [panel, expected]) => {
		expect((await valuesOf(method, panel)).sort()).toEqual([...expected()].sort());
	});

	test.each<[resource: string, parameters: INodeParameters, expected: () => readonly string[]]>([
		['agent', {}, () => idsOf(state().agents)],
		['training', { agentId }, () => idsIn(state().trainings, AGENT)],
		['action', { agentId }, () => idsIn(state().actions, AGENT)],
		['phoneNumber', {}, () => idsOf(state().phoneNumbers)],
		['calendar', {}, () => idsOf(state().calendars)],
		['campaign', {}, () => idsOf(state().campaigns)],
		['webhook', ofAgent, () => idsIn(state().webhooks, AGENT)],
		['voiceTemplate', {}, () => idsOf(state().voiceTemplates)],
	])('Get Many of %s returns every entry once', async (resource, parameters, expected) => {
		const all = { resource, operation: 'getMany', returnAll: true, limit: 1000, ...parameters };
		const result = await runTalkover(talkover(), all);

		expect(result.error).toBeUndefined();
		const output = talkover().withOwnIds(jsonOf(result)) as JsonObject[];
		expect(idsOf(output).sort()).toEqual([...expected()].sort());
	});

	test('Get Many never returns more than Limit', async () => {
		const first = { resource: 'agent', operation: 'getMany', returnAll: false, limit: 12 };

		expect(jsonOf(await runTalkover(talkover(), first))).toHaveLength(12);
	});

	test('the credential test accepts the token', async () => {
		expect(await testCredential(credentialFor(talkover()))).toMatchObject({ status: 'OK' });
	});
});
