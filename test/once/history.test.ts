import type { IDataObject } from 'n8n-workflow';

import { Book } from '../../nodes/Talkover/account/book';
import { accountOf } from '../../nodes/Talkover/api/account';
import type { ExecutionFacts } from '../../nodes/Talkover/once/history';
import { CLOCK_TOLERANCE } from '../../nodes/Talkover/api/content/times';
import { History } from '../../nodes/Talkover/once/history';

const ACCOUNT = accountOf('https://app.talkover.ai/api/v1', 'talq_0123456789', 'credential-1');
const BEGAN = 1_700_000_000_000;
const LATER = BEGAN + 600_000;

function open(context: IDataObject, facts: Partial<ExecutionFacts> = {}, now = LATER): History {
	const all = { id: '2', isRetry: true, establishedAt: BEGAN, ...facts };
	return new History(context, all, ACCOUNT, now);
}

test('what a retry cannot know began when the first execution did, and ended before this one', () => {
	expect(open({}).lostPeriods).toEqual([
		{ from: BEGAN - CLOCK_TOLERANCE, until: LATER - CLOCK_TOLERANCE, isUnrecorded: true },
	]);
});

test('nothing is lost if an execution is not a retry, or n8n does not say when it began', () => {
	expect(open({}, { isRetry: false }).lostPeriods).toEqual([]);
	expect(open({}, { establishedAt: undefined }).lostPeriods).toEqual([]);
});

test('no period is lost if no time has passed', () => {
	expect(open({}, {}, BEGAN).lostPeriods).toEqual([]);
	expect(open({}, {}, BEGAN + 1).lostPeriods).toHaveLength(1);
});

test('the second node of a retry loses no further period', () => {
	const context = {};
	const { lostPeriods } = open(context);

	expect(open(context, {}, LATER + 60_000).lostPeriods).toEqual(lostPeriods);
});

test.each([
	['and leaves records if the execution ended then', true],
	['and may leave none if n8n may have been killed later', false],
])(
	'a retry of a retry has lost what came after the time that is accounted for, %s',
	(_which, hasEnded) => {
		const context = {};
		open(context).markRecorded(LATER, new Book(), hasEnded);
		const killed = { from: BEGAN - CLOCK_TOLERANCE, until: LATER - CLOCK_TOLERANCE };
		const later = { from: LATER, until: LATER + 60_000 - CLOCK_TOLERANCE };

		const history = open(context, { id: '3' }, LATER + 60_000);

		expect(history.lostPeriods).toMatchObject([killed, later]);
		expect(history.periodsWithoutRecords).toMatchObject(hasEnded ? [killed] : [killed, later]);
	},
);

test('claims are seen by the other nodes of the execution, and by its retries', () => {
	const context = {};
	const history = open(context);
	history.claim('one');
	history.claim('other');

	expect([...history.claimed]).toEqual(['one', 'other']);
	expect([...open(context).claimed]).toEqual(['one', 'other']);
	expect([...open(context, { id: '3' }).claimed]).toEqual(['one', 'other']);
	expect([...open({}).claimed]).toEqual([]);
});

test('a thing is that of the same account, kind and ID, also after the token was replaced', () => {
	const context = {};
	const { baseUrl } = ACCOUNT;
	const of = (token: string, id: string) =>
		new History(
			context,
			{ id: '2', isRetry: true, establishedAt: BEGAN },
			accountOf(baseUrl, token, id),
			LATER,
		);
	const call = open(context).thing('call', '5');
	open(context).claim(call);

	expect(of('talq_renewed', 'credential-1').thing('call', '5')).toBe(call);
	expect(of('talq_other', 'credential-2').thing('call', '5')).not.toBe(call);
	expect(open(context).thing('webhook', '5')).not.toBe(call);
});

test('a thing that was created just before the accounted time counts as claimed, because clocks differ', () => {
	const context = {};
	const history = open(context);
	const book = new Book();
	const created = { key: 'key', kind: 'call', is: 'placed', dueAt: LATER } as const;
	jest.spyOn(Date, 'now').mockReturnValue(LATER);
	const add = (id: string, at: number, execution = '2') => {
		book.add({ attempt: {}, ...created, at, execution, ids: new Set([id]) });
	};
	add('earlier', LATER - 2 * CLOCK_TOLERANCE - 1);
	add('just before', LATER - 2 * CLOCK_TOLERANCE);
	add('of another execution', LATER, '7');

	history.markRecorded(LATER, book, true);

	expect([...open(context).claimed]).toEqual([history.thing('call', 'just before')]);
});

test.each([
	['no object', 'text'],
	['no periods', { claimed: ['one'] }],
	['no claims', { lostPeriods: [] }],
	['no list of periods', { lostPeriods: 'one', claimed: ['one'] }],
	['no list of claims', { lostPeriods: [], claimed: { 0: 'one' } }],
	['no list of accounts', { lostPeriods: [], claimed: ['one'], accounts: {} }],
])('a stored history counts as absent if it has %s', (_what, talkover) => {
	const history = open({ talkover }, { isRetry: false });

	expect([...history.claimed]).toEqual([]);
	expect(history.lostPeriods).toEqual([]);
});
