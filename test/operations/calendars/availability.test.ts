import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const calendarId = chosen(SEED.calendarId);
const ruleId = chosen(SEED.ruleId);
const HOURS = { daysOfWeek: ['1', '7'], startTime: '09:00', endTime: '17:30' };

const run = (operation: string, parameters: INodeParameters) =>
	runTalkover(talkover(), { resource: 'availability', operation, calendarId, ...parameters });

const sent = () => talkover().requests.at(-1);

/** The start times of the free slots in a time range. */
async function slots(from: string, to: string, more: INodeParameters = {}) {
	const result = await run('getFreeSlots', { returnAll: true, from, to, ...more });
	expect(result.error).toBeUndefined();
	return jsonOf(result).map(({ start_at: start }) => String(start).slice(5, 16));
}

test('Get Free Slots returns one item per slot and skips the time of an event', async () => {
	// On this Monday, the hours are 14:00 to 22:00 UTC, and a demo starts at 15:00.
	expect(await slots('2027-01-18T14:00:00Z', '2027-01-18T17:00:00Z')).toEqual([
		'01-18T14:00',
		'01-18T14:30',
		'01-18T15:30',
		'01-18T16:00',
		'01-18T16:30',
	]);
	expect(sent()?.url).toContain('duration_minutes=30');
});

test('Get Free Slots uses the time zone of the workflow for a range without one, and the requested duration', async () => {
	// n8n's default time zone is New York. The event on this day is cancelled.
	const found = await slots('2027-01-19T09:00', '2027-01-19T13:00', { durationMinutes: 120 });

	expect(found).toEqual(['01-19T14:00', '01-19T16:00']);
});

test('the free slots in UTC follow daylight saving time', async () => {
	expect((await slots('2027-07-05T00:00:00Z', '2027-07-06T00:00:00Z'))[0]).toBe('07-05T13:00');
});

test('Get Free Slots returns no more slots than the limit', async () => {
	const range = { from: '2027-01-18T00:00:00Z', to: '2027-01-23T00:00:00Z' };

	expect(jsonOf(await run('getFreeSlots', { ...range, limit: 1 }))).toEqual([
		{ start_at: '2027-01-18T14:00:00Z', end_at: '2027-01-18T14:30:00Z' },
	]);
});

test('Get Free Slots without a free slot returns no items, or an empty one with Always Output Data', async () => {
	const parameters = {
		resource: 'availability',
		operation: 'getFreeSlots',
		calendarId,
		from: '2027-01-20T00:00:00Z',
		to: '2027-01-21T00:00:00Z',
	};

	const stopping = await runTalkover(talkover(), parameters);
	const going = await runTalkover(talkover(), parameters, {
		settings: { alwaysOutputData: true },
	});

	expect(stopping.error).toBeUndefined();
	expect(jsonOf(stopping)).toEqual([]);
	expect(jsonOf(going)).toEqual([{}]);
});

test('weekly hours can be created, updated and deleted, and change the free slots', async () => {
	const saturday = ['2027-01-23T00:00:00Z', '2027-01-24T00:00:00Z'] as const;
	const [rule] = jsonOf(
		await run('createRule', { ...HOURS, daysOfWeek: ['6'], timezone: 'Europe/Lisbon' }),
	);
	expect(sent()?.body).toEqual({
		type: 'recurring',
		days_of_week: [6],
		start_time: '09:00',
		end_time: '17:30',
		timezone: 'Europe/Lisbon',
	});
	expect(await slots(...saturday, { durationMinutes: 510 })).toEqual(['01-23T09:00']);

	const own = chosen(rule?.id);
	const [changed] = jsonOf(
		await run('updateRule', { ruleId: own, updateFields: { endTime: '09:30' } }),
	);
	expect(sent()?.body).toEqual({ end_time: '09:30' });
	expect(changed).toEqual({ ...rule, end_time: '09:30' });
	expect(await slots(...saturday)).toEqual(['01-23T09:00']);

	expect(jsonOf(await run('deleteRule', { ruleId: own }))).toEqual([{ deleted: true }]);
	expect(await slots(...saturday)).toEqual([]);
	expect(shownError(await run('deleteRule', { ruleId: own })).message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Availability rule not found",
	);
});

test('an exception can be created and updated, and changes the free slots', async () => {
	const monday = ['2027-01-25T00:00:00Z', '2027-01-26T00:00:00Z'] as const;
	const exception = { type: 'exception', date: '2027-01-25', available: false };
	const [rule] = jsonOf(await run('createRule', { ...exception, ...HOURS }));
	expect(sent()?.body).toEqual(exception);
	expect(await slots(...monday)).toEqual([]);

	const own = chosen(rule?.id);
	await run('updateRule', { ruleId: own, updateFields: { available: true } });
	expect(await slots(...monday)).toHaveLength(16);

	expect(jsonOf(await run('getRules', { returnAll: true }))).toEqual([
		expect.objectContaining({ id: SEED.ruleId, type: 'recurring', days_of_week: [1, 2, 3, 4, 5] }),
		{ id: 'rule-uuid-2', type: 'exception', date: '2027-01-20', available: false },
		{ ...rule, available: true },
	]);
});

test('days from an expression can be a list of numbers or text separated by commas', async () => {
	for (const daysOfWeek of ['={{ [1, 7] }}', "={{ '1, 7' }}"]) {
		await run('createRule', { ...HOURS, daysOfWeek });
		expect(sent()?.body).toMatchObject({ days_of_week: [1, 7] });
	}
});

test('updating the days of a rule sends their numbers', async () => {
	await run('updateRule', { ruleId, updateFields: { daysOfWeek: ['2', '3'] } });

	expect(sent()?.body).toEqual({ days_of_week: [2, 3] });
});

test('a time with seconds, as Talkover returns it, is sent without them', async () => {
	await run('createRule', { ...HOURS, startTime: '09:00:00', endTime: '24:00:00' });

	expect(sent()?.body).toMatchObject({ start_time: '09:00', end_time: '24:00' });
});

test.each([
	['createRule', { ...HOURS, daysOfWeek: BLANK }, 'Days of Week: is required'],
	['createRule', { ...HOURS, daysOfWeek: [{}] }, 'Days of Week: must be text (found {})'],
	['createRule', { ...HOURS, startTime: '9:00' }, 'Start Time: must be a time from 00:00 to 24:00'],
	['createRule', { ...HOURS, startTime: '09:00:30' }, 'Start Time: must be a time from 00:00'],
	['createRule', { ...HOURS, endTime: '24:30' }, 'End Time: must be a time from 00:00 to 24:00'],
	['createRule', { ...HOURS, endTime: BLANK }, 'End Time: is required'],
	['createRule', { type: 'exception', date: BLANK }, 'Date: is required'],
	['createRule', { type: 'exception', date: '2027-02-29' }, 'Date: must be a date such as'],
	[
		'createRule',
		{ type: 'exception', date: '2027-02-28', available: BLANK },
		'Available: is required',
	],
	[
		'createRule',
		{ ...HOURS, timezone: 'Berlin' },
		'Timezone Name or ID: must be the name of a time zone',
	],
	[
		'updateRule',
		{ ruleId, updateFields: { timezone: '+02:00' } },
		'Timezone Name or ID: must be the name',
	],
	[
		'updateRule',
		{ ruleId, updateFields: {} },
		"add at least one field with a value to 'Update Fields'",
	],
	['getFreeSlots', { from: BLANK, to: '2027-01-18' }, 'From: is required'],
	['getFreeSlots', { from: '2027-01-19', to: '2027-01-18' }, "'To' must be after 'From'"],
	[
		'getFreeSlots',
		{ from: '2027-01-18', to: '2027-01-19', durationMinutes: 0 },
		'Duration Minutes: must be 1 or more',
	],
])('%s rejects %j before anything is sent', async (operation, parameters, text) => {
	const { error } = await run(operation, parameters);

	expect(error?.message).toContain(text);
	expect(talkover().requests).toEqual([]);
});
