import { Talkover } from '../../nodes/Talkover/Talkover.node.ts';
import { SEED } from '../../simulator/state';
import { credentialFor } from '../../harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import { loadOptionsContext } from '../../harness/workflow';

const talkover = useSimulator();
const { methods } = new Talkover();

async function search(method: string, panel: Readonly<Record<string, string>>, filter?: string) {
	const context = await loadOptionsContext(credentialFor(talkover()));
	jest.spyOn(context, 'getCurrentNodeParameter').mockImplementation((name) => panel[name]);
	const listed = await methods.listSearch?.[method]?.call(context, filter);
	return listed?.results;
}

const inCalendar = { calendarId: SEED.calendarId };

test('searchCalendars and getCalendars list the same calendars', async () => {
	const first = {
		name: 'Sales Demo Calendar',
		value: SEED.calendarId,
		description: 'America/New_York',
	};
	const context = await loadOptionsContext(credentialFor(talkover()));

	expect((await search('searchCalendars', {}))?.[0]).toEqual(first);
	expect((await methods.loadOptions?.getCalendars?.call(context))?.[0]).toEqual(first);
	expect(talkover().requests[0]?.url).toContain('per_page=100');
});

test('searchCalendarEvents lists the events of the chosen calendar', async () => {
	expect(await search('searchCalendarEvents', inCalendar, 'demo')).toEqual([
		{
			name: 'Demo with Acme, 2027-01-18T15:00:00Z',
			value: SEED.eventId,
			description: 'confirmed',
		},
	]);
	await expect(search('searchCalendarEvents', {})).rejects.toThrow("Choose 'Calendar' first");
});

test('searchEventAttendees lists the attendees of the chosen event', async () => {
	const inEvent = { ...inCalendar, eventId: SEED.eventId };

	expect(await search('searchEventAttendees', inEvent)).toEqual([
		{ name: 'Jane Doe', value: 'att-uuid-1', description: 'jane@acme.com' },
	]);
	await expect(search('searchEventAttendees', inCalendar)).rejects.toThrow("Choose 'Event' first");
});

test('searchEventAttendees lists nothing for an event without attendees in the response', async () => {
	const body = { success: true, data: { id: SEED.eventId } };
	talkover().fail({ fault: { kind: 'answer', status: 200, body } });

	expect(await search('searchEventAttendees', { ...inCalendar, eventId: SEED.eventId })).toEqual(
		[],
	);
});

test('searchAvailabilityRules describes the rules of the chosen calendar', async () => {
	expect(await search('searchAvailabilityRules', inCalendar)).toEqual([
		{
			name: 'Mon, Tue, Wed, Thu, Fri 09:00 to 17:00',
			value: SEED.ruleId,
			description: 'recurring, America/New_York',
		},
		{ name: '2027-01-20, blocked', value: 'rule-uuid-2', description: 'exception' },
	]);
	await expect(search('searchAvailabilityRules', {})).rejects.toThrow("Choose 'Calendar' first");
});

test('rules and events without further fields are listed by their IDs', async () => {
	const body = { success: true, data: [{ id: 'bare' }] };
	talkover().fail({ fault: { kind: 'answer', status: 200, body } });

	for (const method of ['searchAvailabilityRules', 'searchCalendarEvents']) {
		expect(await search(method, inCalendar)).toEqual([
			{ name: 'bare', value: 'bare', description: '' },
		]);
	}
});
