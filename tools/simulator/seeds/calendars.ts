import type { JsonObject } from '../contract';
import { SEED } from './ids';

export function calendars(): JsonObject[] {
	return [
		{
			id: SEED.calendarId,
			name: 'Sales Demo Calendar',
			timezone: 'America/New_York',
			owner_id: 'user-uuid-1',
			metadata: {},
			created_at: '2026-01-01T10:00:00Z',
			updated_at: '2026-01-15T18:00:00Z',
		},
		{
			id: SEED.plainCalendarId,
			name: 'Support Berlin',
			timezone: 'Europe/Berlin',
			owner_id: 'user-uuid-2',
			metadata: { branch: 'Berlin' },
			created_at: '2026-02-01T09:00:00Z',
			updated_at: '2026-02-01T09:00:00Z',
		},
	];
}

export function calendarMembers(): JsonObject[] {
	const alice = { user_id: 'user-uuid-1', name: 'Alice Doe', email: 'alice@example.com' };
	const bob = { user_id: 'user-uuid-2', name: 'Bob Roe', email: 'bob@example.com' };
	return [
		{
			id: SEED.calendarOwnerId,
			calendar_id: SEED.calendarId,
			...alice,
			role: 'owner',
			added_at: '2026-01-01T10:00:00Z',
		},
		{
			id: SEED.calendarEditorId,
			calendar_id: SEED.calendarId,
			...bob,
			role: 'editor',
			added_at: '2026-01-02T10:00:00Z',
		},
		{
			id: 'member-uuid-3',
			calendar_id: SEED.plainCalendarId,
			...bob,
			role: 'owner',
			added_at: '2026-02-01T09:00:00Z',
		},
	];
}

export function calendarEvents(): JsonObject[] {
	return [
		calendarEvent(SEED.eventId, {
			title: 'Demo with Acme',
			description: 'Product demo',
			start_at: '2027-01-18T15:00:00Z',
			end_at: '2027-01-18T15:30:00Z',
			attendees: [{ id: 'att-uuid-1', name: 'Jane Doe', email: 'jane@acme.com' }],
		}),
		calendarEvent('event-uuid-2', {
			title: 'Called off',
			start_at: '2027-01-19T15:00:00Z',
			end_at: '2027-01-19T16:00:00Z',
			status: 'cancelled',
		}),
		calendarEvent('event-uuid-3', {
			calendar_id: SEED.plainCalendarId,
			title: 'Handover',
			start_at: '2027-01-18T08:00:00Z',
			end_at: '2027-01-18T09:00:00Z',
			status: 'tentative',
			type: 'block',
		}),
	];
}

function calendarEvent(id: string, settings: JsonObject): JsonObject {
	return {
		id,
		calendar_id: SEED.calendarId,
		description: null,
		status: 'confirmed',
		type: 'meeting',
		attendees: [],
		meeting_url: null,
		updated_at: '2027-01-04T10:00:00Z',
		...settings,
	};
}

export function calendarProviders(): JsonObject[] {
	return [
		{
			id: SEED.calendarProviderId,
			calendar_id: SEED.calendarId,
			provider: 'calendar_provider_a',
			external_calendar_id: 'primary',
			is_active: true,
			last_sync_at: '2026-01-15T17:30:00Z',
		},
	];
}

export function availabilityRules(): JsonObject[] {
	return [
		{
			id: SEED.ruleId,
			calendar_id: SEED.calendarId,
			type: 'recurring',
			days_of_week: [1, 2, 3, 4, 5],
			start_time: '09:00',
			end_time: '17:00',
			timezone: 'America/New_York',
		},
		{
			id: 'rule-uuid-2',
			calendar_id: SEED.calendarId,
			type: 'exception',
			date: '2027-01-20',
			available: false,
		},
		{
			id: 'rule-uuid-3',
			calendar_id: SEED.plainCalendarId,
			type: 'recurring',
			days_of_week: [1],
			start_time: '09:00',
			end_time: '12:00',
		},
	];
}
