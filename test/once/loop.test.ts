import type { Fact } from '../../nodes/Talkover/account/book';
import type { Send } from '../../nodes/Talkover/api/client';
import type { ApiRequest } from '../../nodes/Talkover/api/request';
import { createPause } from '../../nodes/Talkover/api/pacing/clock';
import { doneWith } from '../../nodes/Talkover/api/response/answer';
import { failureFromAnswer } from '../../nodes/Talkover/api/response/failure';
import type { Done, Failure } from '../../nodes/Talkover/api/response/reply';
import { creationKey } from '../../nodes/Talkover/once/creationKey';
import type { Creating } from '../../nodes/Talkover/once/loop';
import type { Once } from '../../nodes/Talkover/operation/creation/once';
import { isPlacedTo } from '../../nodes/Talkover/calls/reading/isCallWith';
import { ACCOUNT, create, creatingWith } from '../support/creating';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const NOW = Date.UTC(2026, 2, 29, 12);
const SENT = { at: NOW - 10 * MINUTE, until: NOW - 9 * MINUTE };
const ANA = '+12125001000';
const CALL: ApiRequest = {
	endpoint: 'makeCall',
	path: ['agents', 'A', 'call'],
	body: { to: ANA },
	creates: { key: ['call', ANA], label: `the call to ${ANA}`, where: 'the calls' },
};
const KEY = creationKey(CALL, ACCOUNT);
const LOOKUP = {
	list: { endpoint: 'listAgentCalls', path: ['agents', 'A', 'calls'] },
	kind: 'call',
	isOwn: isPlacedTo(ANA),
} as const;

let counted = 0;
const ONCE: Once = {
	about: { contact: 'ana' },
	trace: () => ({}),
	delay: () => MINUTE,
	count: (difference) => {
		counted += difference;
	},
};
const item = { request: CALL, recoveryLookup: LOOKUP, once: ONCE };

beforeEach(() => {
	counted = 0;
	jest.spyOn(Date, 'now').mockReturnValue(NOW);
});

/** Talkover lists the call, which was made a while after the request. */
const listed = async (request: ApiRequest, at = SENT.at): Promise<Done> =>
	Promise.resolve({
		...doneWith(request, {
			data: [{ id: 7, to: ANA, created_at: new Date(at + 10 * SECOND).toISOString() }],
			meta: { last_page: 1 },
		}),
		clockOffset: 0,
	});

/** A retry of an execution whose records are lost since it began. */
const RETRY = { id: '1', isRetry: true, establishedAt: NOW - 60 * MINUTE };

/** The facts about calls to Ana after an item has found its call. */
async function factsOf(shared: Creating): Promise<readonly Fact[]> {
	expect(await create(shared, 0, item)).toMatchObject({ ok: true });
	return shared.book.about({ key: KEY, contact: 'ana' });
}

const OWN: Fact = {
	...{ attempt: {}, key: KEY, kind: 'call', is: 'unknown', execution: '1', ids: new Set() },
	...{ contact: 'ana', at: SENT.at, dueAt: SENT.at },
};

test.each<[string, Partial<Fact>, number]>([
	['its attempt', {}, 1],
	['its attempt, which another execution has found', { is: 'placed', ids: new Set(['7']) }, 1],
	['another call of its execution', { is: 'placed', ids: new Set(['8']) }, 2],
	['a call of another agent to the contact', { key: 'other' }, 2],
	["another execution's attempt", { execution: '2' }, 2],
])('the call that a retry finds is one with %s: %j, %i', async (_, changes, count) => {
	const shared = creatingWith({ send: async (request) => listed(request) });
	shared.journal.of(0, CALL).add({ is: 'sending', sent: SENT });
	shared.book.add({ ...OWN, ...changes });

	const facts = await factsOf(shared);

	expect(facts).toHaveLength(count);
	const placed = expect.objectContaining({ is: 'placed', ids: new Set(['7']) }) as unknown;
	expect(facts).toContainEqual(placed);
});

test('a call that is found after a lost response was made when its request was sent, and is dialed at the latest after that', async () => {
	const shared = creatingWith({ send: async (request) => listed(request) });
	shared.journal.of(0, CALL).add({ is: 'sending', sent: SENT });

	const [fact] = await factsOf(shared);

	expect(fact).toMatchObject({ at: SENT.at, dueAt: SENT.until + MINUTE, isFound: false });
	// It was counted when it was sent.
	expect(counted).toBe(0);
});

test('a call is found whose request was in progress when n8n stopped', async () => {
	const stopped: Send = async (request) => {
		if (request === CALL) throw new Error('Stopped');
		return listed(request, NOW);
	};
	const shared = creatingWith({ send: stopped });
	await expect(create(shared, 0, item)).rejects.toThrow('Stopped');
	jest.spyOn(Date, 'now').mockReturnValue(NOW + MINUTE);

	expect(await create(shared, 0, item)).toMatchObject({ ok: true });
});

test('a call that is found after n8n was killed was made before the retry, and counts', async () => {
	const [fact] = await factsOf(
		creatingWith({ send: async (request) => listed(request), facts: RETRY }),
	);

	expect(fact).toMatchObject({ at: NOW, dueAt: NOW + MINUTE, isFound: true });
	expect(counted).toBe(1);
});

test('what is found after n8n was killed, and a rejection, need no count', async () => {
	const once: Once = { trace: () => ({}) };
	const shared = creatingWith({ send: async (request) => listed(request), facts: RETRY });
	const rejected = creatingWith({ send: async () => Promise.resolve(failureFromAnswer(422, {})) });

	expect(await create(shared, 0, { ...item, once })).toMatchObject({ ok: true });
	expect(await create(rejected, 0, { ...item, once })).toMatchObject({ why: 'invalid' });
});

const LIMITED = failureFromAnswer(429, {});
const BROKEN = failureFromAnswer(503, {});

/** Talkover makes the call. */
const placed: Send = async (request) => Promise.resolve(doneWith(request, { id: 7, to: ANA }));

test.each<[string, (Failure | undefined)[], ('look' | 'send')[], boolean[], number]>([
	['succeeds keeps its permit', [undefined], ['send', 'look', 'send'], [true], 1],
	[
		'fails is repeated without a permit',
		[BROKEN, undefined],
		['send', 'look', 'look', 'send'],
		[true, false],
		2,
	],
	[
		'meets the rate limit waits for another permit',
		[LIMITED, undefined],
		['send', 'look', 'look', 'send'],
		[true, true],
		2,
	],
])('a look with a permit that %s', async (_, failures, steps, expected, permits) => {
	const looks: boolean[] = [];
	const left = [...steps];
	let acquired = 0;
	const once: Once = {
		...ONCE,
		decide: (request) =>
			left.shift() === 'look' ? { do: 'look', at: { ask: 'active' } } : { do: 'send', request },
		look: async (_question, _send, hasPermit) => {
			looks.push(hasPermit);
			return Promise.resolve(failures[looks.length - 1]);
		},
	};
	const limiter = {
		acquire: async () => {
			acquired += 1;
			return Promise.resolve({ opening: acquired } as never);
		},
		release: () => undefined,
	};
	const retryContext = { limiter, pause: createPause(undefined), maxRetries: 1 };
	const shared = creatingWith({ send: placed, retryContext });

	expect(await create(shared, 0, { ...item, once })).toMatchObject({ ok: true });

	expect(looks).toEqual(expected);
	expect(acquired).toBe(permits);
	expect(counted).toBe(1);
});

test.each([
	['is made', placed, { is: 'placed' }],
	[
		'has an unknown outcome',
		async () => Promise.resolve(failureFromAnswer(500, {})),
		{ is: 'unknown' },
	],
] as const)('a call that %s is known from the moment of its request', async (_, answer, after) => {
	const known: (readonly Fact[])[] = [];
	const facts = () => shared.book.about({ key: KEY, contact: 'ana' });
	const shared: Creating = creatingWith({
		send: async (request) => {
			known.push(facts());
			return answer(request);
		},
	});

	await create(shared, 0, { request: CALL, once: ONCE });

	expect(known).toMatchObject([[{ is: 'unknown', at: NOW, dueAt: NOW + MINUTE }]]);
	expect(facts()).toMatchObject([{ ...after, at: NOW, dueAt: NOW + MINUTE }]);
});

test.each<[string, Partial<Fact>, boolean, boolean | undefined]>([
	['an unknown outcome of the same call', {}, true, true],
	['nothing without the option', {}, false, undefined],
	['no call that was made', { is: 'placed' }, true, undefined],
	['no unknown outcome of another agent', { key: 'other' }, true, undefined],
])('Send Again If Outcome Unknown ends %s', async (_, changes, resendUnknown, isOver) => {
	const shared = creatingWith({ send: placed, resendUnknown });
	const fact = { ...OWN, execution: '2', ...changes };
	shared.book.add(fact);

	await create(shared, 0, { ...item, once: { ...ONCE, mayRepeat: true } });

	const facts = shared.book.about({ key: KEY, contact: 'ana' });
	expect(facts).toHaveLength(2);
	expect(facts.find(({ attempt }) => attempt === fact.attempt)?.isOver).toBe(isOver);
});

test.each([
	['is skipped again if the decision was final', true, [{ skipped: true }]],
	['is decided again otherwise', false, [{ id: 7, to: ANA }]],
])('an item that was skipped %s', async (_, isFinal, items) => {
	const shared = creatingWith({ send: placed });
	const skips: Once = {
		...ONCE,
		decide: () => ({ do: 'skip', items: [{ skipped: true }], isFinal }),
	};
	await create(shared, 0, { ...item, once: skips });

	expect(await create(shared, 0, item)).toMatchObject({ ok: true, value: { items } });
});
