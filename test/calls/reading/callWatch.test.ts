import type { IDataObject } from 'n8n-workflow';

import { Book } from '../../../nodes/Talkover/account/book';
import { doneWith } from '../../../nodes/Talkover/api/response/answer';
import type { Send } from '../../../nodes/Talkover/api/client';
import type { Done, Reply } from '../../../nodes/Talkover/api/response/reply';
import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import { failureFromAnswer } from '../../../nodes/Talkover/api/response/failure';
import { CallReader } from '../../../nodes/Talkover/calls/reading/callReader';
import { CallWatch } from '../../../nodes/Talkover/calls/reading/callWatch';
import { VirtualClock } from '../../../tools/harness/virtualClock';

const PHONE = '+12125550123';
const MINUTE = 60_000;

const FORBIDDEN = failureFromAnswer(403, { message: 'This action is unauthorized.' });
const NO_CALL = failureFromAnswer(404, { success: false, message: 'No active call found' });
const WEB_PAGE = failureFromAnswer(404, '<html>404 Not Found</html>');

const listOf = (calls: readonly IDataObject[], lastPage = 1): Done =>
	doneWith({ endpoint: 'listCalls' }, { data: [...calls], meta: { last_page: lastPage } });
const call = (status: string, more: IDataObject = {}) => ({ id: 7, to: PHONE, status, ...more });
/** A page of calls to others. The list begins with the oldest, and has far more pages than anybody reads. */
const othersOn = (page: unknown) =>
	Array.from({ length: 100 }, (_, index) => Number(page) * 100 + index).map((id) => ({
		...{ id, to: '+16505550199', status: 'completed' },
		created_at: new Date(Date.UTC(2026, 0, 1) + id * MINUTE).toISOString(),
	}));

interface Watched {
	/** The call in the response to its request. */
	readonly placed?: IDataObject;
	/** The list of the agent's calls this many minutes after the call was placed. */
	readonly list: (minutes: number, query: Readonly<IDataObject>) => Reply;
	readonly active: (minutes: number) => Reply;
	/** Minutes before it's dialed. */
	readonly delay?: number;
}

async function watch({
	placed = { id: 7, status: 'initiated' },
	list,
	active,
	delay = 0,
}: Watched) {
	const clock = new VirtualClock();
	const send: Send = async ({ path, query = {} }) => {
		const minutes = clock.now() / MINUTE;
		return Promise.resolve(path.includes('active-call') ? active(minutes) : list(minutes, query));
	};
	const reader = new CallReader('agent-1', 1, new Book());
	const watching = new CallWatch(reader, send, createPause(undefined, clock));
	const end = await clock.runUntil(
		watching.end({ call: placed, phone: PHONE, delay: delay * MINUTE, longest: 10 * MINUTE }),
	);
	return { ...end, minutes: clock.now() / MINUTE };
}

const untilMinute = (minute: number) => (minutes: number) =>
	minutes < minute ? listOf([call('in-progress')]) : NO_CALL;

test.each<[string, Watched, string]>([
	[
		'it has a time of its end, whatever its status',
		{
			list: () => listOf([call('wrap-up', { ended_at: '2026-01-01T00:00:00Z' })]),
			active: () => WEB_PAGE,
		},
		'wrap-up',
	],
	[
		'it is only visible after 60 seconds',
		{
			list: (at) => listOf(at < 1 ? [] : [call(at < 2 ? 'ringing' : 'busy')]),
			active: (at) => (at < 1 ? NO_CALL : listOf([call('ringing')])),
		},
		'busy',
	],
	[
		'it was active and is gone, with an unknown status',
		{ list: () => listOf([call('wrap-up')]), active: untilMinute(2) },
		'wrap-up',
	],
	[
		'it was active and is gone, and the list of calls is forbidden',
		{ list: () => FORBIDDEN, active: untilMinute(2) },
		'initiated',
	],
	[
		'the list begins with the oldest, and only a search finds it',
		{
			list: (_at, { page, search }) =>
				search === PHONE ? listOf([call('completed')]) : listOf(othersOn(page), 1_000),
			active: () => NO_CALL,
		},
		'completed',
	],
	[
		'its response had no ID, and the latest call to the number has ended',
		{
			placed: { status: 'initiated' },
			list: (at) =>
				listOf([
					call(at < 1 ? 'ringing' : 'completed', { id: 8, created_at: '2026-01-02T00:00:00Z' }),
					call('ringing', { created_at: '2026-01-01T00:00:00Z' }),
				]),
			active: () => NO_CALL,
		},
		'completed',
	],
	[
		'the latest of several entries with its ID has ended',
		{
			list: () =>
				listOf([
					call('completed', { id: 9, call_id: 7, created_at: '2026-01-01T00:01:00Z' }),
					call('ringing', { id: 8, call_id: 7, created_at: '2026-01-01T00:00:00Z' }),
				]),
			active: () => NO_CALL,
		},
		'completed',
	],
])('a call has ended if %s', async (_why, watched, status) => {
	const { ended, call: known, minutes } = await watch(watched);

	expect({ ended, status: known.status }).toEqual({ ended: true, status });
	expect(minutes).toBeLessThan(4);
});

test.each<[string, Watched, 'unknown' | 'yes' | 'no']>([
	['is in progress', { list: () => listOf([call('ringing')]), active: () => NO_CALL }, 'yes'],
	['was never seen', { list: () => listOf([]), active: () => NO_CALL }, 'no'],
	[
		'was never seen in progress',
		{ list: () => listOf([call('wrap-up')]), active: () => listOf([]) },
		'no',
	],
	[
		'was in progress before a web page was all there was',
		{ list: () => FORBIDDEN, active: (at) => (at < 1 ? listOf([call('ringing')]) : WEB_PAGE) },
		'unknown',
	],
])('a call that %s has not ended for sure', async (_why, watched, active) => {
	expect(await watch(watched)).toMatchObject({ ended: false, active, minutes: 10 });
});

test('a delayed call has not ended because another call with its number has', async () => {
	const { ended, minutes } = await watch({
		list: (at) => listOf(at < 4 ? [] : [call('completed')]),
		active: (at) => (at < 1 ? listOf([call('ringing', { id: 8 })]) : NO_CALL),
		delay: 3,
	});

	expect(ended).toBe(true);
	expect(minutes).toBeGreaterThanOrEqual(4);
});

test('a rejected token ends the wait, because nothing more can be learned', async () => {
	const unauthorized = failureFromAnswer(401, {});

	const { ended, minutes } = await watch({ list: () => unauthorized, active: () => unauthorized });

	expect(ended).toBe(false);
	expect(minutes).toBeLessThan(1);
});
