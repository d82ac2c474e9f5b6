import { SEED } from '../../tools/simulator/state';
import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { answerOnce } from '../support/servers/pagedServer';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const calendarId = chosen(SEED.calendarId);

afterEach(() => {
	jest.restoreAllMocks();
});

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

const SLOTS = { resource: 'availability', operation: 'getFreeSlots', calendarId };

test('Get Free Slots returns an item for each slot in a range in the time zone of the workflow', async () => {
	const range = { from: '2027-01-19T09:00', to: '2027-01-19T13:00', durationMinutes: 120 };

	const found = jsonOf(await runTalkover(talkover(), { ...SLOTS, ...range }));

	expect(found.map(({ start_at: start }) => start)).toEqual([
		'2027-01-19T14:00:00Z',
		'2027-01-19T16:00:00Z',
	]);
});

test('Get Free Slots searches the next seven days if From and To are empty', async () => {
	jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2027-01-19T14:10:00Z'));

	await runTalkover(talkover(), SLOTS);
	await runTalkover(talkover(), { ...SLOTS, from: '2027-02-01T00:00Z' });

	const queries = talkover()
		.requests.filter(({ operationId }) => operationId === 'queryAvailability')
		.map(({ url }) => Object.fromEntries(new URL(url, 'http://talkover').searchParams));
	expect(queries).toMatchObject([
		{ from: '2027-01-19T14:10:00Z', to: '2027-01-26T14:10:00Z' },
		{ from: '2027-02-01T00:00:00Z', to: '2027-02-08T00:00:00Z' },
	]);
});

test('a slot has its times in the time zone of the calendar beside UTC', async () => {
	const day = { from: '2027-01-19T00:00Z', to: '2027-01-20T00:00Z', maxSlots: 1 };

	expect(jsonOf(await runTalkover(talkover(), { ...SLOTS, ...day }))).toEqual([
		{
			start_local: '2027-01-19T09:00:00-05:00',
			end_local: '2027-01-19T09:30:00-05:00',
			timezone: 'America/New_York',
			start_at: '2027-01-19T14:00:00Z',
			end_at: '2027-01-19T14:30:00Z',
			calendar_id: SEED.calendarId,
		},
	]);
});

test('the time zone of a calendar is read once per run', async () => {
	const day = { from: '2027-01-19T00:00Z', to: '2027-01-20T00:00Z' };

	await runTalkover(talkover(), { ...SLOTS, ...day }, { items: [{}, {}] });

	const operations = talkover().requests.map(({ operationId }) => operationId);
	expect(operations.filter((name) => name === 'getCalendar')).toHaveLength(1);
});

test('slots are returned in UTC with a warning if the calendar cannot be read', async () => {
	talkover().answer(403, {}, 'getCalendar');
	const day = { from: '2027-01-19T00:00Z', to: '2027-01-20T00:00Z', maxSlots: 1 };

	const result = await runTalkover(talkover(), { ...SLOTS, ...day });

	expect(jsonOf(result)).toEqual([
		{
			start_at: '2027-01-19T14:00:00Z',
			end_at: '2027-01-19T14:30:00Z',
			calendar_id: SEED.calendarId,
		},
	]);
	expect(result.run.data.resultData.runData.Talkover?.[0]?.hints).toEqual([
		expect.objectContaining({
			message: expect.stringContaining('time zone of the calendar') as string,
			type: 'warning',
		}),
	]);
});

test.each([
	[undefined, 10],
	[3, 3],
	['', 31],
])('Get Free Slots with %j as Max Slots returns %i of 31 slots', async (maxSlots, count) => {
	const days = { from: '2027-01-18T00:00Z', to: '2027-01-21T00:00Z' };
	const most = maxSlots === undefined ? {} : { maxSlots };

	expect(jsonOf(await runTalkover(talkover(), { ...SLOTS, ...days, ...most }))).toHaveLength(count);
});
