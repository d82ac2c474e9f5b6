import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { searchList } from '../../support/n8n/lists';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const calendarId = chosen(SEED.calendarId);

const run = (operation: string, parameters: INodeParameters = {}) =>
	runTalkover(talkover(), { resource: 'calendar', operation, ...parameters });

async function outputOf(operation: string, parameters: INodeParameters = {}) {
	const result = await run(operation, parameters);
	expect(result.error).toBeUndefined();
	return jsonOf(result);
}

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
