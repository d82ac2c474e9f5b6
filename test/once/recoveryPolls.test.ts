import type { IDataObject } from 'n8n-workflow';

import { methodOf } from '../../nodes/Talkover/api/request';
import { doneWith } from '../../nodes/Talkover/api/response/answer';
import { failureFromAnswer, stillUnknown } from '../../nodes/Talkover/api/response/failure';
import type { Send } from '../../nodes/Talkover/api/client';
import type { Failure, Reply } from '../../nodes/Talkover/api/response/reply';
import { createPause } from '../../nodes/Talkover/api/pacing/clock';
import type { ApiRequest } from '../../nodes/Talkover/api/request';
import { CLOCK_TOLERANCE } from '../../nodes/Talkover/api/content/times';
import { VirtualClock } from '../../tools/harness/virtualClock';
import type { Creation } from '../support/creating';
import { create, creatingWith } from '../support/creating';
import { useMovedTime } from '../support/time/skippedTime';

const time = useMovedTime();

const LOST = stillUnknown({ key: ['call'], label: 'the call', where: 'the calls' });
const ANA = '+15550100';
const BEN = '+15550101';
const EVA = '+15550102';

/** A job that calls a number. Its call is in this list. */
function jobOf(to: string, list = 'calls') {
	const creates = { key: ['call', to], label: `the call to ${to}`, where: 'the calls' } as const;
	return {
		request: { endpoint: 'makeCall', path: ['call', list], creates } as const,
		recoveryLookup: {
			list: { endpoint: 'listCalls', path: [list] },
			isOwn: (element: object) => 'to' in element && element.to === to,
		} as const,
	};
}

/** A call that a request made which has just ended. */
function callTo(to: string, id: string, at = Date.now() - 2_000): IDataObject {
	return { id, to, created_at: new Date(at).toISOString() };
}

interface Arrangement {
	/** How a request ends that makes a call. */
	readonly outcome?: Reply;
	/** The elements of a list when it's read for the n-th time. */
	readonly listed?: (list: string, nth: number) => readonly IDataObject[];
	/** How a list fails. */
	readonly failure?: Failure;
	/** When the execution that is retried began; undefined if none is. */
	readonly establishedAt?: number;
}

function arrange({ outcome = LOST, listed = () => [], failure, establishedAt }: Arrangement = {}) {
	const clock = new VirtualClock();
	const reads: string[] = [];
	const send: Send = async (request: ApiRequest) => {
		const {
			path: [list = ''],
		} = request;
		if (methodOf(request) !== 'GET') {
			// Requests take long enough to tell their calls from earlier ones, and those of several items run at once.
			const sentAt = Date.now();
			for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
			if (Date.now() === sentAt) time.move(5_000);
			return Promise.resolve(outcome);
		}
		reads.push(list);
		const body = { data: [...listed(list, reads.length)], meta: { last_page: 1 } };
		return Promise.resolve(failure ?? { ...doneWith(request, body), clockOffset: 0 });
	};
	const facts = { id: '2', isRetry: establishedAt !== undefined, establishedAt };
	const pause = createPause(undefined, clock);
	const shared = creatingWith({ send, facts, pause });
	/** Makes the call of an item. */
	const call = async (item: number, job: Creation) => {
		const result = await create(shared, item, job);
		return result.ok ? result.value.items[0] : result;
	};
	/** What a retry finds for an item. */
	const find = async ({ request, recoveryLookup }: ReturnType<typeof jobOf>) =>
		clock.runUntil(shared.evidence.lostOne(request, recoveryLookup, send));
	return { ...shared, clock, reads, call, find };
}

test('a call whose response is lost is found by the first look, and the journal knows it', async () => {
	const { call, clock, reads, journal } = arrange({ listed: () => [callTo(ANA, 'call-1')] });

	const outcome = await clock.runUntil(call(0, jobOf(ANA)));

	expect(outcome).toEqual({ data: callTo(ANA, 'call-1') });
	expect({ reads, waited: clock.now() }).toEqual({ reads: ['calls'], waited: 0 });
	expect([...journal.createdIds()]).toEqual(['call-1']);
});

test('a call that is not listed at once is looked for again after five seconds, and no more', async () => {
	const late = arrange({ listed: (_list, nth) => (nth === 2 ? [callTo(ANA, 'call-1')] : []) });
	const never = arrange();

	expect(await late.clock.runUntil(late.call(0, jobOf(ANA)))).toMatchObject({ data: {} });
	expect([late.reads.length, late.clock.now()]).toEqual([2, 5000]);
	expect(await never.clock.runUntil(never.call(0, jobOf(ANA)))).toBe(LOST);
	expect([never.reads.length, never.clock.now()]).toEqual([2, 5000]);
});

test('items that wait for the same list share a look, and other lists are read separately', async () => {
	const calls = () => [callTo(ANA, 'a'), callTo(BEN, 'b'), callTo(EVA, 'c')];
	const { call, clock, reads } = arrange({
		listed: (list) => (list === 'calls' ? calls() : [callTo(ANA, 'd')]),
	});

	const jobs = [jobOf(ANA), jobOf(BEN), jobOf(EVA), jobOf(ANA, 'other calls')];
	await clock.runUntil(Promise.all(jobs.map(async (job, item) => call(item, job))));

	expect(reads).toEqual(['calls', 'other calls']);
});

test('an item does not share a look that began before its request ended', async () => {
	const second: { done?: Promise<unknown> } = {};
	const arranged = arrange({
		listed: (_list, nth) => {
			if (nth > 1) return [callTo(ANA, 'a'), callTo(BEN, 'b')];
			second.done = arranged.call(1, jobOf(BEN));
			return [callTo(ANA, 'a')];
		},
	});
	const { call, clock, reads } = arranged;

	await clock.runUntil(call(0, jobOf(ANA)));

	expect(await second.done).toMatchObject({ data: { id: 'b' } });
	expect(reads).toEqual(['calls', 'calls']);
});

describe('in a retry whose first attempt is lost', () => {
	const HOUR = 3_600_000;
	const now = Date.UTC(2026, 0, 1);
	const establishedAt = now - 600_000;
	beforeEach(() => {
		jest.spyOn(Date, 'now').mockReturnValue(now);
	});

	test.each([
		['fifteen hours before it began is not its own', establishedAt - 15 * HOUR, undefined],
		['a second before it began may be its own', establishedAt - CLOCK_TOLERANCE - 1_000, false],
		['when it began is its own', establishedAt - CLOCK_TOLERANCE, true],
		['when it ended is its own', now - CLOCK_TOLERANCE, true],
		['a second after it ended may be its own', now - CLOCK_TOLERANCE + 1_000, false],
		['in the future may be its own', now + HOUR, false],
	])('a call that was made %s', async (_when, at, isOwn) => {
		const { find } = arrange({ establishedAt, listed: () => [callTo(ANA, 'c', at)] });

		const found = await find(jobOf(ANA));

		expect(found?.ok).toBe(isOwn);
	});

	test('a call is the result of one item only, and of no item of a later retry', async () => {
		const { find, history } = arrange({
			establishedAt,
			listed: () => [callTo(ANA, 'call-1', now - 60_000)],
		});

		const first = await find(jobOf(ANA));
		const second = await find(jobOf(ANA));

		expect(first).toMatchObject({ ok: true, body: { data: { id: 'call-1' } } });
		expect(second).toBeUndefined();
		expect([...history.claimed]).toEqual([history.thing('call', 'call-1')]);
	});

	test('a list is read twice for all items, and again only if it could not be read', async () => {
		const readable = arrange({ establishedAt });
		const failing = arrange({ establishedAt, failure: failureFromAnswer(500, {}) });

		for (const { find } of [readable, failing]) {
			await find(jobOf(ANA));
			await find(jobOf(BEN));
			await find(jobOf(EVA));
		}

		expect(readable.reads).toHaveLength(2);
		expect(failing.reads).toHaveLength(4);
	});

	test('nobody is called if the list cannot be read or found', async () => {
		const failing = arrange({ establishedAt, failure: failureFromAnswer(500, {}) });
		const missing = arrange({ establishedAt, failure: failureFromAnswer(404, {}) });

		for (const { find } of [failing, missing]) {
			expect(await find(jobOf(ANA))).toMatchObject({ ok: false, did: 'unknown' });
		}
	});

	test('nobody is called if a call of the same number has no time', async () => {
		const { find } = arrange({ establishedAt, listed: () => [{ id: 'c', to: ANA }] });

		expect(await find(jobOf(ANA))).toMatchObject({ ok: false });
		expect(await find(jobOf(BEN))).toBeUndefined();
	});
});
