import { SEED } from '../../tools/simulator/state';
import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { answerOnce } from '../support/servers/pagedServer';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const calendarId = chosen(SEED.calendarId);

// The workflow uses n8n's default time zone, America/New_York.
test.each([
	['2027-01-18T16:00', '2027-01-18T21:00:00Z'],
	[
		"={{ DateTime.fromISO('2027-01-18T16:00', { zone: 'Europe/Berlin' }) }}",
		'2027-01-18T15:00:00Z',
	],
	["={{ new Date('2027-01-18T16:00:00Z') }}", '2027-01-18T16:00:00Z'],
])('an event that starts at %s is created at %s', async (startAt, start_at) => {
	const event = { resource: 'calendarEvent', operation: 'create', calendarId, title: 'Demo' };
	await runTalkover(talkover(), { ...event, startAt, endAt: '2027-01-18T22:00:00Z' });

	const end_at = '2027-01-18T22:00:00Z';
	expect(talkover().requests[0]?.body).toEqual({ title: 'Demo', start_at, end_at });
});

test('the events of all calendars are retrieved with one more request unless calendars are selected', async () => {
	const events = { resource: 'calendarEvent', operation: 'getManyFromCalendars' };

	expect(jsonOf(await runTalkover(talkover(), events))).toHaveLength(3);
	expect(talkover().requests.map(({ operationId }) => operationId)).toEqual([
		'listCalendars',
		'listCalendarEventsBatch',
	]);
});

test('no events are retrieved if calendars may be missing from the list of all calendars', async () => {
	answerOnce(
		talkover(),
		Array.from({ length: 100 }, (_, index) => ({ id: `calendar-${index}` })),
	);

	const events = { resource: 'calendarEvent', operation: 'getManyFromCalendars' };
	const { error } = await runTalkover(talkover(), events);

	expect(error?.message).toContain('Talkover returns at most 100 calendars');
	expect(talkover().requests).toHaveLength(1);
});

test('Get Free Slots returns an item for each slot in a range in the time zone of the workflow', async () => {
	const slots = { resource: 'availability', operation: 'getFreeSlots', calendarId };
	const range = { from: '2027-01-19T09:00', to: '2027-01-19T13:00', durationMinutes: 120 };

	const found = jsonOf(await runTalkover(talkover(), { ...slots, ...range, returnAll: true }));

	expect(found.map(({ start_at: start }) => start)).toEqual([
		'2027-01-19T14:00:00Z',
		'2027-01-19T16:00:00Z',
	]);
});
