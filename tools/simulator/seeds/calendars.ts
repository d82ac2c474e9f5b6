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
	return [
		{
			id: 'event-uuid-1',
			calendar_id: 'calendar-uuid-1',
			title: 'Demo with Acme',
			description: 'Product demo',
			start_at: '2027-01-18T15:00:00Z',
			end_at: '2027-01-18T15:30:00Z',
			status: 'confirmed',
			type: 'meeting',
			attendees: [{ id: 'att-uuid-1', name: 'Jane Doe', email: 'jane@acme.com' }],
			meeting_url: null,
			updated_at: '2027-01-04T10:00:00Z',
		},
		{
			id: 'event-uuid-2',
			calendar_id: 'calendar-uuid-1',
			title: 'Called off',
			description: null,
			start_at: '2027-01-19T15:00:00Z',
			end_at: '2027-01-19T16:00:00Z',
			status: 'cancelled',
			type: 'meeting',
			attendees: [],
			meeting_url: null,
			updated_at: '2027-01-04T10:00:00Z',
		},
		{
			id: 'event-uuid-3',
			calendar_id: 'calendar-uuid-2',
			title: 'Handover',
			description: null,
			start_at: '2027-01-18T08:00:00Z',
			end_at: '2027-01-18T09:00:00Z',
			status: 'tentative',
			type: 'block',
			attendees: [],
			meeting_url: null,
			updated_at: '2027-01-04T10:00:00Z',
		},
	];
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
		},
	];
}

export function availabilityRules(): JsonObject[] {
	return [
		{
			id: 'rule-uuid-1',
			calendar_id: 'calendar-uuid-1',
			type: 'recurring',
			days_of_week: [1, 2, 3, 4, 5],
			start_time: '09:00',
			end_time: '17:00',
			timezone: 'America/New_York',
		},
		{
			id: 'rule-uuid-2',
			calendar_id: 'calendar-uuid-1',
			type: 'exception',
			date: '2027-01-20',
			available: false,
		},
		{
			id: 'rule-uuid-3',
			calendar_id: 'calendar-uuid-2',
			type: 'recurring',
			days_of_week: [1],
			start_time: '09:00',
			end_time: '12:00',
		},
	];
}
