import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { methodOf } from '../../nodes/Talkover/api/request';
import { doneWith } from '../../nodes/Talkover/api/response/answer';
import { resetModuleState } from '../../nodes/Talkover/account/moduleState';
import type { Send } from '../../nodes/Talkover/api/client';
import type { Done } from '../../nodes/Talkover/api/response/reply';
import { createPause } from '../../nodes/Talkover/api/pacing/clock';
import type { ApiRequest } from '../../nodes/Talkover/api/request';
import type { ItemResult } from '../../nodes/Talkover/operation/job';
import { isPlacedTo } from '../../nodes/Talkover/calls/reading/isCallWith';
import { VirtualClock } from '../../tools/harness/virtualClock';
import type { Creation } from '../support/creating';
import { create, creatingWith } from '../support/creating';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 2, 29, 12);

interface CallMade {
	readonly id: number;
	readonly to: string;
	readonly at: number;
}

/** How the service shows the number of a call. */
const NUMBERS: Readonly<Record<string, (to: string) => object>> = {
	to: (to) => ({ to }),
	digits: (to) => ({ to: to.slice(1) }),
	'00': (to) => ({ to: `00${to.slice(1)}` }),
	formatted: (to) => ({ to: to.replace(/^(\+1)(\d{3})(\d{3})/, '$1 ($2) $3-') }),
	national: (to) => ({ to: to.replace(/^\+1(\d{3})(\d{3})/, '($1) $2-') }),
	'its beginning': (to) => ({ to: `${to.slice(0, 8)}****` }),
	'its beginning and its end': (to) => ({ to: `${to.slice(0, 5)}---${to.slice(-4)}` }),
	'its end': (to) => ({ to: `***${to.slice(-4)}` }),
	nothing: () => ({ to: null }),
};

const iso = (time: number) => new Date(time).toISOString();
const toSecond = (time: number) => iso(time).replace(/\.\d+Z$/, '');

/** How the service shows the time of a call. */
const TIMES: Readonly<Record<string, (at: number) => object>> = {
	microseconds: (at) => ({ created_at: iso(at).replace('Z', '000Z') }),
	seconds: (at) => ({ created_at: `${toSecond(at)}Z` }),
	'no zone': (at) => ({ created_at: toSecond(at).replace('T', ' ') }),
	'an offset': (at) => ({ created_at: `${toSecond(at - 3 * HOUR)}-03:00` }),
	started_at: (at) => ({ started_at: `${toSecond(at)}Z` }),
	'seconds since 1970': (at) => ({ created_at: Math.floor(at / SECOND) }),
	'a day': (at) => ({ created_at: iso(at).slice(0, 10) }),
	nothing: () => ({}),
};

/** How much the service's clock is ahead. */
const CLOCKS: Readonly<Record<string, number>> = {
	right: 0,
	'30 seconds ahead': 30 * SECOND,
	'30 seconds behind': -30 * SECOND,
	'10 minutes ahead': 10 * MINUTE,
	'10 minutes behind': -10 * MINUTE,
	'2 hours ahead, like a local time that is marked as UTC': 2 * HOUR,
	'3 hours behind, like a local time that is marked as UTC': -3 * HOUR,
};

/** The `Date` header: by the clock of the service, or none. */
type DateHeader = 'none' | 'service';
const DATE_HEADERS: readonly DateHeader[] = ['service', 'none'];

interface Form {
	readonly number: string;
	readonly time: string;
	readonly clock: string;
	readonly date: DateHeader;
	/** Whether a creation is answered with a SID, and the list has IDs as well. */
	readonly sid: boolean;
}

/** n8n was killed. */
class Killed extends Error {}

/** A service that makes calls, and an n8n that is killed while it calls. Time passes only with requests. */
class World {
	readonly calls: CallMade[] = [];
	now = START;
	/** The requests until n8n is killed, and whether the last one is carried out. */
	private left = Infinity;
	private isLastDone = false;

	constructor(private readonly form: Form) {
		resetModuleState();
	}

	killAfter(requests: number, isLastDone: boolean): void {
		this.left = requests;
		this.isLastDone = isLastDone;
	}

	place(to: string, at: number): CallMade {
		const call = { id: this.calls.length + 1, to, at };
		this.calls.push(call);
		return call;
	}

	/** The calls since the execution began, by number. */
	counts(): readonly number[] {
		const since = this.calls.filter(({ at }) => at >= START).map(({ to }) => to);
		return [...new Set(since)].map((to) => since.filter((each) => each === to).length);
	}

	readonly send: Send = async (request) => {
		const { body } = request;
		this.left -= 1;
		if (this.left < 0 || (this.left === 0 && !this.isLastDone)) throw new Killed();
		this.now += 700;
		const made = methodOf(request) === 'POST' ? this.place(String(body?.to), this.now) : undefined;
		this.now += 300;
		if (this.left === 0) throw new Killed();
		const answer = made ? this.created(made) : { data: this.listed(), meta: { last_page: 1 } };
		return this.answer(request, answer);
	};

	private answer(request: ApiRequest, body: object): Done {
		const offset = CLOCKS[this.form.clock] ?? 0;
		const { date } = this.form;
		return {
			...doneWith(request, { ...body }),
			...(date === 'none' ? {} : { clockOffset: offset }),
		};
	}

	private created(call: CallMade): object {
		const { id, ...rest } = this.show(call);
		return { data: this.form.sid ? { call_sid: `CA${id}`, ...rest } : { id, ...rest } };
	}

	private listed(): readonly object[] {
		const newestFirst = [...this.calls].sort((a, b) => b.at - a.at);
		return newestFirst.map((call) => ({ sid: `CA${call.id}`, ...this.show(call) }));
	}

	private show({ id, to, at }: CallMade): { id: number } & object {
		const { number, time, clock } = this.form;
		return { id, ...NUMBERS[number]?.(to), ...TIMES[time]?.(at + (CLOCKS[clock] ?? 0)) };
	}
}

function jobOf(to: string): Creation {
	return {
		request: {
			endpoint: 'makeCall',
			path: ['agents', 'A', 'call'],
			body: { to },
			creates: { key: ['call', to], label: `the call to ${to}`, where: 'the calls' },
		},
		recoveryLookup: {
			list: { endpoint: 'listAgentCalls', path: ['agents', 'A', 'calls'] },
			kind: 'call',
			isOwn: isPlacedTo(to),
		},
	};
}

/** Runs the items one after the other, as the first execution or as a retry. Undefined if n8n is killed. */
async function execute(
	world: World,
	numbers: readonly string[],
	isRetry: boolean,
	flow: IDataObject = {},
): Promise<readonly ItemResult[] | undefined> {
	const clock = new VirtualClock();
	const facts = { id: isRetry ? '2' : '1', isRetry, establishedAt: START };
	const pause = createPause(undefined, clock);
	const shared = creatingWith({ send: world.send, flow, facts, pause });
	const results: ItemResult[] = [];
	try {
		for (const [item, to] of numbers.entries()) {
			results.push(await clock.runUntil(create(shared, item, jobOf(to))));
		}
		shared.history.markRecorded(Date.now(), shared.book, !results.every(({ ok }) => ok));
		return results;
	} catch (error) {
		resetModuleState();
		if (error instanceof Killed) return undefined;
		throw error;
	}
}

const contact = (index: number) => `+1212555${1000 + index}`;
const CONTACTS = [0, 1, 2, 3].map(contact);

let world: World;
beforeEach(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => world.now);
});

const formOf = (changes: Partial<Form>): Form => ({
	...{ number: 'to', time: 'microseconds', clock: 'right', date: 'service', sid: false },
	...changes,
});

/** Two of four contacts are called before n8n is killed, and the execution is retried five minutes later. */
async function retryAfterKill(form: Form): Promise<string[]> {
	world = new World(form);
	world.killAfter(2, true);
	await execute(world, CONTACTS, false);
	world.killAfter(Infinity, true);
	world.now += 5 * MINUTE;
	const results = (await execute(world, CONTACTS, true)) ?? [];
	expect(Math.max(...world.counts())).toBe(1);
	return results.map((result) => (result.ok ? 'ok' : 'held back'));
}

const ALL = ['ok', 'ok', 'ok', 'ok'];
/** Those who may have been called are held back, and so is everyone else if anybody may have been called. */
const CALLED = ['held back', 'held back', 'ok', 'ok'];
const EVERYONE = ['held back', 'held back', 'held back', 'held back'];

test.each(
	Object.keys(NUMBERS).map((number) => {
		if (number === 'nothing' || number.startsWith('its ')) return [number, EVERYONE] as const;
		return [number, number === 'national' ? CALLED : ALL] as const;
	}),
)('a retry after a kill of n8n recognizes calls by their number as %s', async (number, results) => {
	expect(await retryAfterKill(formOf({ number }))).toEqual(results);
});

test.each(
	Object.keys(TIMES).map((time) => {
		const isVague = ['no zone', 'seconds since 1970', 'a day', 'nothing'].includes(time);
		return [time, isVague ? CALLED : ALL] as const;
	}),
)('a retry after n8n was killed recognizes calls by their time as %s', async (time, results) => {
	expect(await retryAfterKill(formOf({ time }))).toEqual(results);
});

test.each(Object.keys(CLOCKS).flatMap((clock) => DATE_HEADERS.map((date) => ({ clock, date }))))(
	'a retry after n8n was killed calls the others with $clock and a Date header by the $date',
	async (form) => {
		expect((await retryAfterKill(formOf(form))).slice(2)).toEqual(['ok', 'ok']);
	},
);

test('nobody is called twice, whatever the form, the clock and the moment at which n8n is killed', async () => {
	const forms = fc.record({
		number: fc.constantFrom(...Object.keys(NUMBERS)),
		time: fc.constantFrom(...Object.keys(TIMES)),
		clock: fc.constantFrom(...Object.keys(CLOCKS)),
		date: fc.constantFrom(...DATE_HEADERS),
		sid: fc.boolean(),
	});
	const earlier = fc.record({
		to: fc.integer({ min: 0, max: 5 }).map(contact),
		ago: fc.integer({ min: 5, max: 2_000 }),
	});
	const kills = fc.array(
		fc.record({
			requests: fc.integer({ min: 0, max: 5 }),
			isLastDone: fc.boolean(),
			pause: fc.integer({ min: 3, max: 200 }),
		}),
		{ minLength: 1, maxLength: 3 },
	);
	const property = fc.asyncProperty(
		forms,
		fc.array(earlier, { maxLength: 4 }),
		kills,
		async (form, before, moments) => {
			world = new World(form);
			for (const { to, ago } of before) world.place(to, START - ago * MINUTE);
			for (const [attempt, { requests, isLastDone, pause }] of moments.entries()) {
				world.killAfter(requests, isLastDone);
				await execute(world, CONTACTS, attempt > 0);
				world.now += pause * MINUTE;
			}
			world.killAfter(Infinity, true);
			await execute(world, CONTACTS, true);
			expect(Math.max(0, ...world.counts())).toBeLessThanOrEqual(1);
		},
	);

	await fc.assert(property, { numRuns: 1_000 });
});
