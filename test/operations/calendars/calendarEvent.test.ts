import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaits } from '../../support/time/skippedTime';

const talkover = useSimulator();

afterEach(() => {
	jest.restoreAllMocks();
});

const calendarId = chosen(SEED.calendarId);
const eventId = chosen(SEED.eventId);
const NEW = {
	title: 'Call with Ana',
	startAt: '2027-01-18T16:00:00Z',
	endAt: '2027-01-18T16:30:00Z',
};

const run = (operation: string, parameters: INodeParameters) =>
	runTalkover(talkover(), { resource: 'calendarEvent', operation, calendarId, ...parameters });

async function idsOf(operation: string, parameters: INodeParameters) {
	const result = await run(operation, { returnAll: true, ...parameters });
	expect(result.error).toBeUndefined();
	return jsonOf(result).map(({ id }) => id);
}

/** The message of a run that fails before anything is sent. */
async function localFailure(operation: string, parameters: INodeParameters): Promise<string> {
	const { error } = await run(operation, parameters);
	expect(talkover().requests).toEqual([]);
	return error?.message ?? '';
}

const sent = () => talkover().requests.at(-1);

test('an event can be created, read, updated, listed and deleted', async () => {
	const attendees = {
		attendee: [
			{ name: 'Ana', email: 'ana@example.com' },
			{ name: 'Rui', email: 'rui@example.com' },
		],
	};
	const [created] = jsonOf(
		await run('create', { ...NEW, attendees, additionalFields: { type: 'meeting' } }),
	);
	const own = chosen(created?.id);
	expect(created).toMatchObject({
		...{ title: NEW.title, start_at: NEW.startAt },
		type: 'meeting',
	});

	const [read] = jsonOf(await run('get', { eventId: own }));
	expect(read).toMatchObject({ id: created?.id, status: 'confirmed', meeting_url: null });
	expect(read?.attendees).toMatchObject(attendees.attendee);
	expect(await idsOf('getMany', {})).toContain(created?.id);

	const updateFields = { status: 'cancelled', title: 'Called off by Ana' };
	expect(jsonOf(await run('update', { eventId: own, updateFields }))).toEqual([
		expect.objectContaining({ id: created?.id, ...updateFields }),
	]);
	expect(sent()).toMatchObject({ method: 'PUT', body: updateFields });
	expect(await idsOf('getMany', { filters: { status: 'confirmed' } })).not.toContain(created?.id);

	expect(jsonOf(await run('delete', { eventId: own }))).toEqual([{ deleted: true }]);
	const gone = shownError(await run('get', { eventId: own }));
	expect(gone.message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Event not found",
	);
});

test.each([
	[{}, ['event-uuid-1', 'event-uuid-2']],
	[{ status: 'cancelled' }, ['event-uuid-2']],
	[{ from: '2027-01-18T15:00:00Z', to: '2027-01-18T15:30:00Z' }, ['event-uuid-1']],
	[{ from: '2027-01-18T15:00:01Z' }, ['event-uuid-2']],
	[{ to: '2027-01-18T15:29:59Z' }, []],
])('the filters %j for one calendar return the events %j', async (filters, ids) => {
	expect(await idsOf('getMany', { filters })).toEqual(ids);
});

test.each([
	[[SEED.calendarId], {}, ['event-uuid-1', 'event-uuid-2']],
	[[SEED.calendarId, SEED.plainCalendarId], {}, ['event-uuid-1', 'event-uuid-2', 'event-uuid-3']],
	[
		[SEED.plainCalendarId, SEED.calendarId],
		{ to: '2027-01-19T00:00:00Z' },
		['event-uuid-1', 'event-uuid-3'],
	],
])(
	'the calendars %j with the filters %j return the events %j',
	async (calendarIds, filters, ids) => {
		expect(await idsOf('getManyFromCalendars', { calendarIds, filters })).toEqual(ids);
		const [, query = ''] = sent()?.url.split('?') ?? [];
		expect(new URLSearchParams(query).getAll('calendar_ids[]')).toEqual(calendarIds);
	},
);

test('the calendars can be given as text separated by commas', async () => {
	const calendarIds = `={{ '${SEED.calendarId}, ${SEED.plainCalendarId}' }}`;

	expect(await idsOf('getManyFromCalendars', { calendarIds })).toHaveLength(3);
});

test('an attendee can be added, and removed only once', async () => {
	const person = { name: 'Ana', email: 'ana@example.com' };
	const [added] = jsonOf(await run('addAttendee', { eventId, ...person }));
	const attendees = async () => jsonOf(await run('get', { eventId }))[0]?.attendees;
	expect(await attendees()).toEqual([expect.objectContaining({ id: 'att-uuid-1' }), added]);

	const attendeeId = chosen(added?.id);
	expect(jsonOf(await run('removeAttendee', { eventId, attendeeId }))).toEqual([{ deleted: true }]);

	expect(await attendees()).toEqual([expect.objectContaining({ id: 'att-uuid-1' })]);
	const again = shownError(await run('removeAttendee', { eventId, attendeeId }));
	expect(again.message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Attendee not found",
	);
});

test('adding an attendee is not retried when its outcome is unknown', async () => {
	skipWaits();
	talkover().fail({ operationId: 'addEventAttendee', fault: { kind: 'resetBefore' } });

	const { message, lines } = shownError(
		await run('addAttendee', { eventId, name: 'Ana', email: 'ana@example.com' }),
	);

	expect(`${message} ${lines.join(' ')}`).toContain(
		'Outcome unknown: the request for the attendee ana@example.com may have gone through. Check the attendees of the event',
	);
	expect(talkover().requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('a meeting link is created and stored with its event', async () => {
	const [meeting] = jsonOf(await run('createMeeting', { eventId }));

	expect(meeting).toMatchObject({ event_id: SEED.eventId });
	expect(jsonOf(await run('get', { eventId }))[0]?.meeting_url).toBe(meeting?.meeting_url);
});

test('creating a meeting link fails for a calendar without a connected provider', async () => {
	const { message } = shownError(
		await run('createMeeting', {
			calendarId: chosen(SEED.plainCalendarId),
			eventId: chosen('event-uuid-3'),
		}),
	);

	expect(message).toBe(
		'Talkover rejected the request (HTTP 422) – Calendar has no connected provider that supports meeting links',
	);
});

test.each([
	['2027-01-18T16:00', '2027-01-18T21:00:00Z'],
	[
		"={{ DateTime.fromISO('2027-01-18T16:00', { zone: 'Europe/Berlin' }) }}",
		'2027-01-18T15:00:00Z',
	],
	["={{ new Date('2027-01-18T16:00:00Z') }}", '2027-01-18T16:00:00Z'],
])('a start of %s is sent as %s', async (startAt, utc) => {
	// The workflow uses n8n's default time zone, America/New_York.
	await run('create', { ...NEW, startAt, endAt: '2027-01-18T22:00:00Z' });

	expect(sent()?.body).toEqual({ title: NEW.title, start_at: utc, end_at: '2027-01-18T22:00:00Z' });
});

test('updating the title of an event with an empty group of attendees keeps its attendees', async () => {
	await run('update', { eventId, updateFields: { title: 'Demo', attendees: {} } });

	expect(sent()?.body).toEqual({ title: 'Demo' });
});

test.each([
	['a blank title', { title: BLANK }, 'Title: is required'],
	['no start', { startAt: BLANK }, 'Start: is required'],
	['a date that does not exist', { startAt: '2027-02-30T10:00' }, 'Start: must be a date and time'],
	['an end equal to the start', { endAt: NEW.startAt }, "'End' must be after 'Start'"],
	[
		'an attendee without a valid email address',
		{ attendees: { attendee: [{ name: 'Ana', email: 'ana' }] } },
		'Attendee 1, Email: must be an email address such as name@email.com (found "ana")',
	],
	['no calendar', { calendarId: chosen(BLANK) }, 'Calendar: is required: choose a calendar'],
])('creating an event with %s is rejected before anything is sent', async (_name, wrong, text) => {
	expect(await localFailure('create', { ...NEW, ...wrong })).toContain(text);
});

test.each([
	['no field', {}, "add at least one field with a value to 'Update Fields'"],
	[
		'only an empty group of attendees',
		{ attendees: {} },
		"add at least one field with a value to 'Update Fields'",
	],
	[
		'an end before the start',
		{ startAt: NEW.endAt, endAt: NEW.startAt },
		"'End' must be after 'Start'",
	],
])(
	'updating an event with %s is rejected before anything is sent',
	async (_name, updateFields, text) => {
		expect(await localFailure('update', { eventId, updateFields })).toContain(text);
	},
);

test('getManyFromCalendars without calendars is rejected before anything is sent', async () => {
	expect(await localFailure('getManyFromCalendars', { calendarIds: BLANK })).toContain(
		'Calendar Names or IDs: is required',
	);
});
