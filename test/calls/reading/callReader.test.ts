import type { IDataObject } from 'n8n-workflow';

import { methodOf } from '../../../nodes/Talkover/api/request';
import { doneWith } from '../../../nodes/Talkover/api/response/answer';
import { Book } from '../../../nodes/Talkover/account/book';
import type { Send } from '../../../nodes/Talkover/api/client';
import { failureFromAnswer } from '../../../nodes/Talkover/api/response/failure';
import { CLOCK_TOLERANCE } from '../../../nodes/Talkover/api/content/times';
import type { Transport } from '../../../nodes/Talkover/operation/job';
import { decideContact, lookForRule } from '../../../nodes/Talkover/calls/rules';
import { CallReader } from '../../../nodes/Talkover/calls/reading/callReader';

import { transportOf } from '../../../tools/harness/transport';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 5, 12);
const DAY = 24 * 60 * MINUTE;

let now = START;
beforeEach(() => {
	now = START;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});

const numberOf = (index: number) => `+12125${String(index).padStart(6, '0')}`;

/** One call a minute in the past, the latest to number 0. */
function history(count: number, more: IDataObject = {}): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		...{ id: `call-${index}`, to: numberOf(index), direction: 'outbound' },
		...{ created_at: new Date(START - (index + 1) * MINUTE).toISOString(), ...more },
	}));
}

interface Service {
	/** Whether it finds calls by number, or those of other numbers instead. */
	readonly searches?: boolean | 'others';
	readonly oldestFirst?: boolean;
	/** Whether it says how many pages there are. */
	readonly counts?: boolean;
}

/** A service with these calls, in pages of 100, and the queries that it got. */
function serve(
	calls: IDataObject[],
	{ searches = true, oldestFirst = false, counts = true }: Service = {},
) {
	const queries: IDataObject[] = [];
	const send: Send = async ({ query = {} }) => {
		queries.push(query);
		const found = calls.filter(
			({ to }) => !query.search || (searches && (to === query.search) === (searches !== 'others')),
		);
		const ordered = oldestFirst ? [...found].reverse() : found;
		const page = Number(query.page);
		const meta = counts
			? { meta: { current_page: page, last_page: Math.ceil(found.length / 100) } }
			: {};
		const data = ordered.slice((page - 1) * 100, page * 100);
		return { ...doneWith({ endpoint: 'listCalls' }, { data, ...meta }), clockOffset: 0 };
	};
	return { send, queries };
}

const readerFor = (items: number) => new CallReader('agent', items, new Book());

async function lookFor(numbers: readonly string[], service: ReturnType<typeof serve>) {
	const contacts = readerFor(numbers.length);
	const { send } = service;
	await Promise.all(numbers.map((to) => contacts.look({ to, since: now - DAY, send })));
	return contacts;
}

// prettier-ignore
test.each<[string, number, number, Service, number, number]>([
	['a short list is read once for one item', 90, 1, {}, 1, 0],
	['a list is read once for many items', 900, 500, {}, 9, 0],
	['a list of ten pages is searched for one item', 1_000, 1, {}, 1, 1],
	['a list of ten pages is read for 20 items', 1_000, 20, {}, 10, 0],
	['a list that begins with the oldest is searched', 1_000, 5, { oldestFirst: true }, 1, 5],
	['a list without a number of pages is searched', 1_000, 5, { counts: false }, 1, 10],
	['a list without a number of pages is read for many items', 1_000, 20, { counts: false }, 11, 0],
	['a list whose search finds nothing is read instead', 1_000, 1, { searches: false }, 11, 2],
	['a list whose search finds calls to others is read instead', 300, 1, { searches: 'others' }, 4, 4],
])('%s', async (_what, calls, items, service, reads, searches) => {
	const served = serve(history(calls), service);
	const numbers = Array.from({ length: items }, (_, index) => numberOf(index + 50));

	const contacts = await lookFor(numbers, served);

	for (const number of numbers) expect(contacts.callsTo(number).calls).toHaveLength(1);
	const sent = served.queries.map(({ search }) => search !== undefined);
	expect([sent.filter((each) => !each).length, sent.filter((each) => each).length]).toEqual([reads, searches]);
	expect(served.queries.every((query) => query.date_from === '2026-01-02')).toBe(true);
});

test('a search that finds nothing is tested once with a call that the list has', async () => {
	const served = serve(history(1_000));
	const strangers = ['+13125000001', '+13125000002', '+13125000003'];

	const contacts = await lookFor(strangers, served);

	expect(contacts.callsTo('+13125000001')).toEqual({ calls: [] });
	expect(served.queries.map(({ search }) => search).sort()).toEqual([
		numberOf(0),
		...strangers,
		undefined,
	]);
});

test('a list is read if one number was called more often than a search shows', async () => {
	const served = serve(history(1_400, { to: numberOf(1) }));

	const contacts = await lookFor([numberOf(1)], served);

	expect(contacts.callsTo(numberOf(1)).calls).toHaveLength(1_400);
});

test.each([
	['a search', '+13125000001'],
	['the test of a search', numberOf(0)],
])('nothing is known if %s fails, and the next look searches again', async (_what, failing) => {
	const served = serve(history(1_000));
	let isDown = true;
	const send: Send = async (request) => {
		const answer = await served.send(request);
		return isDown && request.query?.search === failing ? failureFromAnswer(500, {}) : answer;
	};
	const contacts = readerFor(1);
	const look = { to: '+13125000001', since: START - DAY, send };

	expect(await contacts.look(look)).toMatchObject({ why: 'server' });
	isDown = false;
	expect(await contacts.look(look)).toBeUndefined();

	expect(contacts.callsTo('+13125000001')).toEqual({ calls: [] });
	const searches = served.queries.map(({ search }) => search);
	expect(searches.filter((search) => search === failing)).toHaveLength(2);
});

test('a list with hidden numbers is read to its end, because no search finds them', async () => {
	const calls = history(1_000);
	calls[99] = { ...calls[99], to: '+1212500****' };
	const served = serve(calls);

	const contacts = await lookFor(['+12125009999'], served);

	expect(served.queries).toHaveLength(10);
	expect(contacts.callsTo('+12125009999').calls).toHaveLength(1);
	expect(contacts.callsTo('+13125009999').calls).toHaveLength(1);
});

test('a list that is too long to be read says so', async () => {
	const served = serve(history(20_000, { created_at: new Date(START).toISOString() }), {
		searches: false,
	});

	const contacts = await lookFor(['+12125009999'], served);

	expect(contacts.callsTo('+12125009999').problem).toContain(
		'too long to be read. Choose a shorter period',
	);
	expect(served.queries.length).toBeLessThan(110);
});

test('the calls of a longer period are read again, and new calls after a minute', async () => {
	const calls = history(900);
	const served = serve(calls, { counts: false });
	const contacts = readerFor(50);
	const look = async (minutes: number) => {
		const before = served.queries.length;
		await contacts.look({ to: numberOf(1), since: START - minutes * MINUTE, send: served.send });
		return served.queries.length - before;
	};

	expect(await look(60)).toBe(1);
	expect(await look(30)).toBe(0);
	expect(await look(290)).toBe(3);
	expect(contacts.callsTo(numberOf(280)).calls).toHaveLength(1);

	now += MINUTE + 1;
	calls.unshift({
		...calls[0],
		id: 'new',
		to: numberOf(1),
		created_at: new Date(now).toISOString(),
	});
	expect(await look(290)).toBe(1);
	expect(contacts.callsTo(numberOf(1)).calls).toHaveLength(2);
	expect(await look(290)).toBe(0);
});

test('a call that has its turn does not wait for an item that waits for its turn to read the list', async () => {
	const served = serve(history(5));
	const run = {};
	const transport: Transport = {
		...transportOf(async (request) =>
			methodOf(request) === 'GET' ? served.send(request) : doneWith(request, {}, 201),
		),
		shared: (key, name, make) => key.valueIn(run, name, make),
	};
	const limit = { most: 1, period: DAY, periodText: 'day', ofAllAgents: false };
	const options = { blockPremiumRate: true, maxCallsPerContact: limit };
	const itemFor = (phone: string) => {
		const request = { endpoint: 'updateAgentCalling', path: [] } as const;
		return { ...transport, values: { phone, agentId: 'agent' }, options, request };
	};

	const question = { ask: 'calls', agentId: 'agent', since: START - 2 * DAY } as const;
	const endless: Send = async () => new Promise(() => undefined);
	void lookForRule(itemFor(numberOf(1)), question, { send: endless });
	const own = itemFor(numberOf(2));
	const look = { send: transport.send, hasPermit: true };
	const looked = lookForRule(own, question, look).then(() => 'looked');
	const first = await Promise.race([looked, new Promise((resolve) => setImmediate(resolve))]);

	expect(first).toBe('looked');
	expect(decideContact(own, [])).toMatchObject({ items: [{ reason: 'calledRecently' }] });
});

test('an item that has its turn does not wait for the test of a search that waits for the rate limit', async () => {
	const served = serve(history(1_000));
	const reader = readerFor(1);
	const since = START - DAY;
	// A search that finds calls isn't tested.
	await reader.look({ to: numberOf(50), since, send: served.send });
	const endless: Send = async (request) =>
		request.query?.search === numberOf(0) ? new Promise(() => undefined) : served.send(request);
	void reader.look({ to: '+13125000001', since, send: endless });
	await new Promise(setImmediate);
	const own = { to: '+13125000002', since, send: served.send, hasPermit: true };
	const looked = reader.look(own).then(() => 'looked');
	const first = await Promise.race([looked, new Promise((resolve) => setImmediate(resolve))]);

	expect(first).toBe('looked');
});

test('a list without IDs counts a call once, however often it is read', async () => {
	const served = serve(history(1, { id: undefined }));
	const reader = readerFor(1);
	const look = async () => reader.look({ to: numberOf(0), since: START - DAY, send: served.send });

	await look();
	now += MINUTE + 1;
	await look();

	expect(served.queries).toHaveLength(2);
	expect(reader.callsTo(numberOf(0)).calls).toHaveLength(1);
});

test('a list that is rejected is requested once, and one that fails is requested again', async () => {
	let status = 500;
	const send = jest.fn<ReturnType<Send>, []>(async () => failureFromAnswer(status, {}));
	const contacts = new CallReader(undefined, 5, new Book());
	const look = { to: numberOf(1), since: START - DAY, send };

	expect(await contacts.look(look)).toMatchObject({ why: 'server' });
	status = 403;
	expect(await contacts.look(look)).toBeUndefined();
	expect(await contacts.look(look)).toBeUndefined();

	expect(send).toHaveBeenCalledTimes(2);
	const problem = expect.stringContaining('(HTTP 403)');
	expect(contacts.callsTo(numberOf(1))).toEqual({ calls: [], problem });
});

/** What is known of an agent with some items, whose list has calls that begin when the test says so. */
function watchAgent(items = 20) {
	const calls: IDataObject[] = [];
	const served = serve(calls);
	const asked: string[] = [];
	const send: Send = async (request) => {
		if (!request.path.includes('active-call')) return served.send(request);
		asked.push(String(request.path.at(-1)));
		return failureFromAnswer(404, { success: false, message: 'No active call found' });
	};
	const reader = readerFor(items);
	const call = (to: string, status = 'answered', more: IDataObject = {}) => {
		const created_at = new Date(now).toISOString();
		calls.unshift({ id: calls.length, to, status, created_at, ...more });
	};
	/** Whether the list alone says that the agent isn't on a call with a number. */
	const isFree = async (to: string, isListed = true) => {
		const before = asked.length;
		await reader.lookIfActive({ to, send }, isListed);
		expect(reader.active(to, isListed)?.certainty).toBe('no');
		return asked.length === before;
	};
	return { asked, call, isFree, queries: served.queries, reader, send };
}

test('only contacts that may be on a call are asked for, and the list is read once a minute for all', async () => {
	const { asked, call, isFree, queries } = watchAgent();
	call(numberOf(1));
	call(numberOf(2), 'completed', { ended_at: new Date(now).toISOString() });
	call(numberOf(3), 'answered', { created_at: new Date(now - DAY / 2 - MINUTE).toISOString() });

	await Promise.all([0, 1, 2, 3].map(async (index) => isFree(numberOf(index))));
	expect(asked).toEqual([numberOf(1)]);
	expect(queries).toHaveLength(1);
	now += MINUTE;
	call(numberOf(4));
	expect(await isFree(numberOf(4))).toBe(true);
	now += 1;
	expect(await isFree(numberOf(4))).toBe(false);
	expect(queries).toHaveLength(2);
});

test('a contact that the process has just called is asked for, because the list may not show it', async () => {
	const { isFree, queries } = watchAgent();

	expect(await isFree(numberOf(1), false)).toBe(false);
	expect(queries).toEqual([]);
	await isFree(numberOf(2));
	expect(await isFree(numberOf(3), false)).toBe(false);
});

test.each([
	[9, false],
	[10, true],
])('of %i items, the list alone says who is free: %s', async (items, saysIt) => {
	const { isFree, reader, send } = watchAgent(items);
	await reader.look({ to: numberOf(1), since: now - DAY, send });

	expect(await isFree(numberOf(1))).toBe(saysIt);
});

test('a list that was read for less than the longest call does not say who is on a call', async () => {
	const { call, isFree, reader, send } = watchAgent();
	call(numberOf(1));
	now += 3 * 60 * MINUTE;
	for (let index = 0; index < 100; index += 1) {
		call(numberOf(2), 'completed');
		now += 100;
	}
	await reader.look({ to: numberOf(2), since: now, send });

	expect(await isFree(numberOf(1))).toBe(false);
});

test('an answer that waited for the rate limit for more than a minute is used', async () => {
	const reader = readerFor(1);
	const send: Send = async () => {
		now += 2 * MINUTE;
		return Promise.resolve(failureFromAnswer(404, { success: false, message: 'No active call' }));
	};

	await reader.lookIfActive({ to: numberOf(1), send }, true);

	expect(reader.active(numberOf(1), true)).toMatchObject({ certainty: 'no' });
});

test('what a request for a number has shown is used for a minute', async () => {
	const { asked, call, isFree } = watchAgent();
	call(numberOf(1));
	await isFree(numberOf(1));
	now += MINUTE;
	await isFree(numberOf(1));
	expect(asked).toHaveLength(1);
	now += 1;
	await isFree(numberOf(1));
	expect(asked).toHaveLength(2);
});

test.each<[string, number, boolean, string | undefined]>([
	['back to a minute before a reading replaces it', MINUTE + CLOCK_TOLERANCE, true, undefined],
	['back to less than that does not', MINUTE + CLOCK_TOLERANCE - 1, false, undefined],
	['of one number does not', MINUTE + CLOCK_TOLERANCE, false, numberOf(8)],
])('a reading of a wait for the end of calls %s', async (_what, overlap, replaces, search) => {
	const { call, isFree, queries, reader, send } = watchAgent();
	for (const ago of [DAY, overlap]) {
		call(numberOf(8), 'completed', { created_at: new Date(now - ago).toISOString() });
	}
	await isFree(numberOf(1));
	now += 2 * MINUTE;
	for (let index = 0; index < 99; index += 1) call(numberOf(8), 'completed');

	await reader.latest(send, (calls) => calls.length === 100, search);
	const before = queries.length;
	await isFree(numberOf(1));

	expect(queries.length === before).toBe(replaces);
});

test('a list that cannot tell who is on a call is read once, and then each number is asked for', async () => {
	const { asked, call, isFree, queries, reader } = watchAgent(10);
	for (let index = 0; index < 300; index += 1) call(numberOf(7), 'completed');

	expect([await isFree(numberOf(1)), await isFree(numberOf(2))]).toEqual([false, false]);
	expect([queries.length, asked.length]).toEqual([2, 2]);
	expect(reader.callsTo(numberOf(1))).toEqual({ calls: [] });
});

test('what the list has shown is confirmed in the book', async () => {
	const book = new Book();
	const reader = new CallReader('agent', 1, book);
	const fact = { attempt: {}, key: 'key', kind: 'call', is: 'placed', at: now } as const;
	book.add({ ...fact, dueAt: now, execution: '1', ids: new Set(['call-3']) });
	now += 10 * MINUTE;

	expect(book.about({ key: 'key' })).toHaveLength(1);
	await reader.look({ to: numberOf(1), since: now - DAY, send: serve(history(5)).send });
	expect(book.about({ key: 'key' })).toEqual([]);
});
