import type { JsonObject } from '../contract';

export function calendars(): JsonObject[] {
	return [
		{
			id: 'calendar-uuid-1',
			name: 'Sales Demo Calendar',
			timezone: 'America/New_York',
			owner_id: 'user-uuid-1',
			metadata: {},
			created_at: '2026-01-01T10:00:00Z',
			updated_at: '2026-01-15T18:00:00Z',
		},
		{
			id: 'calendar-uuid-2',
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
	return [
		{
			id: 'member-uuid-1',
			calendar_id: 'calendar-uuid-1',
			user_id: 'user-uuid-1',
			name: 'Alice Doe',
			email: 'alice@example.com',
			role: 'owner',
			added_at: '2026-01-01T10:00:00Z',
		},
		{
			id: 'member-uuid-2',
			calendar_id: 'calendar-uuid-1',
			user_id: 'user-uuid-2',
			name: 'Bob Roe',
			email: 'bob@example.com',
			role: 'editor',
			added_at: '2026-01-02T10:00:00Z',
		},
		{
			id: 'member-uuid-3',
			calendar_id: 'calendar-uuid-2',
			user_id: 'user-uuid-2',
			name: 'Bob Roe',
			email: 'bob@example.com',
			role: 'owner',
			added_at: '2026-02-01T09:00:00Z',
		},
	];
}

export function calendarEvents(): JsonObject[] {
	return [];
}

export function calendarProviders(): JsonObject[] {
	return [
		{
			id: 'conn-uuid-1',
			calendar_id: 'calendar-uuid-1',
			provider: 'calendar_provider_a',
			external_calendar_id: 'primary',
			is_active: true,
			last_sync_at: '2026-01-15T17:30:00Z',
			is_syncing: false,
			events_synced: 142,
		},
	];
}

export function availabilityRules(): JsonObject[] {
	return [];
}
