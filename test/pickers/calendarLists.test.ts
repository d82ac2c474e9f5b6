import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { loadList, searchList } from '../support/n8n/lists';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const RULE = { resource: 'availability', operation: 'deleteRule' };
const ATTENDEE = { resource: 'calendarEvent', operation: 'removeAttendee' };
const inCalendar = { calendarId: chosen(SEED.calendarId) };

const search = (method: string, parameters: INodeParameters, filter?: string) =>
	searchList(talkover(), method, parameters, filter);

test('searchCalendars and getCalendars list the same calendars', async () => {
	const first = {
		name: 'Sales Demo Calendar',
		value: SEED.calendarId,
		description: 'America/New_York',
	};

	expect((await search('searchCalendars', {}))[0]).toEqual(first);
	expect((await loadList(talkover(), 'getCalendars'))[0]).toEqual(first);
	expect(talkover().requests[0]?.url).toContain('per_page=100');
});

test('searchCalendarEvents lists the events of the chosen calendar', async () => {
	expect(await search('searchCalendarEvents', { ...ATTENDEE, ...inCalendar }, 'demo')).toEqual([
		{
			name: 'Demo with Acme, 2027-01-18T15:00:00Z',
			value: SEED.eventId,
			description: 'confirmed',
		},
	]);
	await expect(search('searchCalendarEvents', ATTENDEE)).rejects.toThrow("Choose 'Calendar' first");
});

test('searchEventAttendees lists the attendees of the chosen event', async () => {
	const inEvent = { ...ATTENDEE, ...inCalendar, eventId: chosen(SEED.eventId) };

	expect(await search('searchEventAttendees', inEvent)).toEqual([
		{ name: 'Jane Doe', value: 'att-uuid-1', description: 'jane@acme.com' },
	]);
	await expect(search('searchEventAttendees', { ...ATTENDEE, ...inCalendar })).rejects.toThrow(
		"Choose 'Event' first",
	);
});

test('searchEventAttendees lists nothing for an event without attendees in the response', async () => {
	const body = { success: true, data: { id: SEED.eventId } };
	talkover().fail({ fault: { kind: 'answer', status: 200, body } });

	const inEvent = { ...ATTENDEE, ...inCalendar, eventId: chosen(SEED.eventId) };
	expect(await search('searchEventAttendees', inEvent)).toEqual([]);
});

test('searchAvailabilityRules describes the rules of the chosen calendar', async () => {
	expect(await search('searchAvailabilityRules', { ...RULE, ...inCalendar })).toEqual([
		{
			name: 'Mon, Tue, Wed, Thu, Fri 09:00 to 17:00',
			value: SEED.ruleId,
			description: 'recurring, America/New_York',
		},
		{ name: '2027-01-20, blocked', value: 'rule-uuid-2', description: 'exception' },
	]);
	await expect(search('searchAvailabilityRules', RULE)).rejects.toThrow("Choose 'Calendar' first");
});

test('rules and events without further fields are listed by their IDs', async () => {
	const body = { success: true, data: [{ id: 'bare' }] };
	talkover().fail({ fault: { kind: 'answer', status: 200, body } });

	const bare = [{ name: 'bare', value: 'bare', description: '' }];
	expect(await search('searchAvailabilityRules', { ...RULE, ...inCalendar })).toEqual(bare);
	expect(await search('searchCalendarEvents', { ...ATTENDEE, ...inCalendar })).toEqual(bare);
});
