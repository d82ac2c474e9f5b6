import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { searchList } from '../../support/n8n/lists';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const NOT_FOUND = "Talkover couldn't find the requested resource (HTTP 404) – Calendar not found";

const calendarId = chosen(SEED.calendarId);

const run = (operation: string, parameters: INodeParameters = {}) =>
	runTalkover(talkover(), { resource: 'calendar', operation, ...parameters });

async function outputOf(operation: string, parameters: INodeParameters = {}) {
	const result = await run(operation, parameters);
	expect(result.error).toBeUndefined();
	return jsonOf(result);
}

function lastSent(): unknown {
	return talkover().requests.at(-1)?.body;
}

test('a calendar can be created, read, updated, listed and deleted', async () => {
	const [created] = await outputOf('create', {
		name: 'Viewings',
		ownerId: 'user-uuid-2',
		timezone: ' Europe/Lisbon ',
		additionalFields: { metadata: '{"branch": "Porto"}' },
	});
	expect(lastSent()).toEqual({
		name: 'Viewings',
		owner_id: 'user-uuid-2',
		timezone: 'Europe/Lisbon',
		metadata: { branch: 'Porto' },
	});
	const own = { calendarId: chosen(created?.id) };
	expect(await outputOf('get', own)).toEqual([created]);

	const updateFields = { name: 'Viewings Porto' };
	const [updated] = await outputOf('update', { ...own, updateFields });
	expect(lastSent()).toEqual({ name: 'Viewings Porto' });
	expect(updated).toMatchObject({ name: 'Viewings Porto', timezone: 'Europe/Lisbon' });
	expect(await outputOf('getMany', { returnAll: true })).toContainEqual(updated);

	expect(await outputOf('delete', own)).toEqual([{ deleted: true }]);
	expect(shownError(await run('get', own)).message).toBe(NOT_FOUND);
});

test('creating a calendar does not send empty fields', async () => {
	await outputOf('create', { name: 'Viewings', ownerId: 'user-uuid-2', timezone: '' });

	expect(lastSent()).toEqual({ name: 'Viewings', owner_id: 'user-uuid-2' });
});

test('the metadata of a calendar can be cleared', async () => {
	const plain = { calendarId: chosen(SEED.plainCalendarId) };

	const [updated] = await outputOf('update', { ...plain, updateFields: { metadata: '{}' } });

	expect(updated).toMatchObject({ name: 'Support Berlin', metadata: {} });
});

test('Get Many requests 100 calendars, the maximum of Talkover', async () => {
	const { calendars } = talkover().state;
	while (calendars.length < 120) calendars.push({ id: `calendar-${calendars.length}` });

	expect(await outputOf('getMany', { returnAll: true })).toHaveLength(100);
	expect(await outputOf('getMany', { limit: 3 })).toHaveLength(3);
	expect(talkover().requests.map(({ url }) => url)).toEqual([
		'/api/v1/calendars?per_page=100',
		'/api/v1/calendars?per_page=100',
	]);
});

test('deleting a calendar deletes everything in it', async () => {
	const { state } = talkover();
	const inIt = { calendar_id: SEED.calendarId };
	state.calendarEvents.push({ id: 'event-1', ...inIt });
	state.availabilityRules.push({ id: 'rule-1', ...inIt });

	await outputOf('delete', { calendarId });

	const { calendarEvents, calendarMembers, availabilityRules, calendarProviders } = state;
	const left = [...calendarEvents, ...calendarMembers, ...availabilityRules, ...calendarProviders];
	expect(left.filter(({ calendar_id: id }) => id === SEED.calendarId)).toEqual([]);
	expect(calendarMembers).toEqual([
		expect.objectContaining({ calendar_id: SEED.plainCalendarId, role: 'owner' }),
	]);
});

test.each<[string, string, INodeParameters, RegExp]>([
	[
		'creating a calendar without a name',
		'create',
		{ name: BLANK, ownerId: 'user-uuid-1' },
		/Name: is required/,
	],
	[
		'creating a calendar without an owner',
		'create',
		{ name: 'Viewings', ownerId: BLANK },
		/Owner User ID: is required/,
	],
	[
		'creating a calendar with an offset as its time zone',
		'create',
		zone('+02:00'),
		/Timezone Name or ID: must be the name of a time zone/,
	],
	[
		'creating a calendar with an unknown time zone',
		'create',
		zone('Middle-earth/Shire'),
		/Timezone Name or ID: .*"Middle-earth\/Shire"/,
	],
	[
		'updating a calendar with an unknown time zone',
		'update',
		{ calendarId, updateFields: { timezone: 'Berlin' } },
		/Timezone Name or ID: must be the name of a time zone/,
	],
	[
		'creating a calendar with metadata that is a JSON list',
		'create',
		metadata('[1]'),
		/Metadata JSON: must be a JSON object/,
	],
	[
		'updating a calendar without a field',
		'update',
		{ calendarId, updateFields: {} },
		/nothing to change: add at least one field with a value/,
	],
	[
		'updating a calendar with an empty field',
		'update',
		{ calendarId, updateFields: { name: BLANK } },
		/nothing to change: add at least one field with a value/,
	],
	[
		'deleting a calendar without a calendar',
		'delete',
		{ calendarId: chosen(BLANK) },
		/Calendar: is required/,
	],
])('%s is rejected before anything is sent', async (_name, operation, parameters, message) => {
	const result = await run(operation, parameters);

	expect(result.error?.message).toMatch(message);
	expect(talkover().requests).toEqual([]);
});

function zone(timezone: string): INodeParameters {
	return { name: 'Viewings', ownerId: 'user-uuid-1', timezone };
}

function metadata(json: string): INodeParameters {
	return { name: 'Viewings', ownerId: 'user-uuid-1', additionalFields: { metadata: json } };
}

test('the list of calendars can be searched by name', async () => {
	const search = (filter?: string) =>
		searchList(talkover(), 'searchCalendars', { resource: 'calendar', operation: 'get' }, filter);

	expect(await search()).toEqual([
		{ name: 'Sales Demo Calendar', value: SEED.calendarId, description: 'America/New_York' },
		{ name: 'Support Berlin', value: SEED.plainCalendarId, description: 'Europe/Berlin' },
	]);
	expect(await search(' berlin ')).toEqual([
		expect.objectContaining({ value: SEED.plainCalendarId }),
	]);
	expect(talkover().requests[0]?.url).toBe('/api/v1/calendars?per_page=100');
});

test('sync starts a sync of all calendars, and Get Sync Status reports its progress', async () => {
	const before = await outputOf('getSyncStatus', { returnAll: true });
	expect(before).toEqual([
		{
			calendar_id: SEED.calendarId,
			provider: 'calendar_provider_a',
			last_sync_at: '2026-01-15T17:30:00Z',
			is_syncing: false,
			events_synced: 142,
		},
	]);

	expect(await outputOf('sync')).toEqual([
		{ syncing: [SEED.calendarId], up_to_date: [SEED.plainCalendarId] },
	]);

	const [during] = await outputOf('getSyncStatus', { returnAll: true });
	const [after] = await outputOf('getSyncStatus', { returnAll: true });
	expect(during).toMatchObject({ is_syncing: true, last_sync_at: '2026-01-15T17:30:00Z' });
	expect(after?.is_syncing).toBe(false);
	expect(after?.last_sync_at).not.toBe('2026-01-15T17:30:00Z');
});

test('syncProvider starts a sync of one provider of a calendar', async () => {
	const [provider] = await outputOf('getProviders', { calendarId, returnAll: true });
	expect(provider).toMatchObject({ external_calendar_id: 'primary', is_active: true });

	const providerId = chosen(provider?.id);
	expect(await outputOf('syncProvider', { calendarId, providerId })).toEqual([
		{ queued: true, queued_at: expect.any(String) },
	]);

	const [status] = await outputOf('getSyncStatus');
	expect(status).toMatchObject({ calendar_id: SEED.calendarId, is_syncing: true });
});

test('the provider of another calendar is not listed and cannot be synced', async () => {
	const plain = { calendarId: chosen(SEED.plainCalendarId) };

	expect(await outputOf('getProviders', plain)).toEqual([]);
	const other = await run('syncProvider', {
		...plain,
		providerId: chosen(SEED.calendarProviderId),
	});
	expect(shownError(other).message).toMatch(/– Provider connection not found$/);
});

test.each([
	['sync', 'triggerCalendarsSync'],
	['syncProvider', 'triggerProviderSync'],
])('%s is retried when its response is lost', async (operation, operationId) => {
	talkover().fail({ operationId, times: 1, fault: { kind: 'resetAfter' } });
	const providerId = chosen(SEED.calendarProviderId);

	expect(await outputOf(operation, { calendarId, providerId })).toHaveLength(1);
	expect(talkover().requests.map((sent) => sent.operationId)).toEqual([operationId, operationId]);
});

test('a disconnected provider is no longer listed, and syncing it fails', async () => {
	const connection = { calendarId, providerId: chosen(SEED.calendarProviderId) };

	expect(await outputOf('disconnectProvider', connection)).toEqual([{ deleted: true }]);

	expect(await outputOf('getProviders', { calendarId, returnAll: true })).toEqual([]);
	expect(talkover().state.calendarEvents).not.toEqual([]);
	for (const operation of ['syncProvider', 'disconnectProvider']) {
		const again = await run(operation, connection);
		expect(shownError(again).message).toMatch(/– Provider connection not found$/);
	}
});

test('the provider of another calendar is not disconnected', async () => {
	const plain = chosen(SEED.plainCalendarId);
	const providerId = chosen(SEED.calendarProviderId);

	const other = await run('disconnectProvider', { calendarId: plain, providerId });

	expect(shownError(other).message).toMatch(/– Provider connection not found$/);
	expect(talkover().state.calendarProviders).toHaveLength(1);
});

test('disconnectProvider succeeds when its response is lost and the retry returns a 404', async () => {
	const operationId = 'disconnectProvider';
	talkover().fail({ operationId, fault: { kind: 'resetAfter' }, times: 1 });
	const providerId = chosen(SEED.calendarProviderId);

	expect(await outputOf('disconnectProvider', { calendarId, providerId })).toEqual([
		{ deleted: true },
	]);
	expect(talkover().requests.map(({ status }) => status)).toEqual([200, 404]);
});

test('syncProvider without a provider is rejected before anything is sent', async () => {
	const result = await run('syncProvider', { calendarId, providerId: chosen(BLANK) });

	expect(result.error?.message).toMatch(/Provider: is required: choose a provider/);
	expect(talkover().requests).toEqual([]);
});

test('the list of providers contains the providers of the chosen calendar', async () => {
	const { calendarProviders } = talkover().state;
	const inIt = { calendar_id: SEED.calendarId, provider: 'calendar_provider_b' };
	calendarProviders.push({ id: 'conn-uuid-2', ...inIt, is_active: false, last_sync_at: null });

	const search = (calendar: INodeParameters) =>
		searchList(talkover(), 'searchCalendarProviders', {
			resource: 'calendar',
			operation: 'syncProvider',
			...calendar,
		});

	expect(await search({ calendarId })).toEqual([
		{ name: 'calendar_provider_a (primary)', value: SEED.calendarProviderId },
		{ name: 'calendar_provider_b', value: 'conn-uuid-2', description: 'not active' },
	]);
	await expect(search({ calendarId: chosen('') })).rejects.toThrow("Choose 'Calendar' first");
});
