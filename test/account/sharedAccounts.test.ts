import { inspect } from 'node:util';

import type { AccountAccess } from '../../nodes/Talkover/account/sharedAccounts';
import { SharedAccounts } from '../../nodes/Talkover/account/sharedAccounts';
import { accountOf } from '../../nodes/Talkover/api/account';
import { createPause } from '../../nodes/Talkover/api/pacing/clock';
import { ACCEPTED, answered, settled } from '../support/time/manualRateLimiter';
import { VirtualClock } from '../../tools/harness/virtualClock';

const URL = 'https://app.talkover.ai/api/v1';
const MINUTE = 60_000;

/** Accounts on a virtual clock; `enter` adds a run to the account of a token. */
function openAccounts() {
	const clock = new VirtualClock();
	const accounts = new SharedAccounts(clock, () => 0.5);
	const enter = (token: string) => {
		const pause = createPause(undefined, clock);
		const told: number[] = [];
		const run = { pause, onWaiting: (ms: number) => told.push(ms) };
		return { pause, told, ...accounts.enter(accountOf(URL, token), run) };
	};
	return { clock, accounts, enter };
}

/** Makes the account reject all requests for one minute. */
async function close({ limiter }: AccountAccess): Promise<void> {
	const permit = await limiter.acquire();
	if (!permit) throw new Error('no permit');
	limiter.release(permit, answered({ waitMs: MINUTE }, true));
}

/** Whether a request gets its permit without any time passing. */
async function isOpen({ limiter }: AccountAccess): Promise<boolean> {
	let open = false;
	void limiter.acquire().then((permit) => {
		open = permit !== undefined;
		if (permit) limiter.release(permit, ACCEPTED);
	});
	await settled();
	return open;
}

test('a 429 holds the other runs of the account too, and tells each of them, but no other account', async () => {
	const { clock, enter } = openAccounts();
	const [one, second, other] = [enter('talq_one'), enter('talq_one'), enter('talq_other')];

	await close(one);

	expect(await isOpen(second)).toBe(false);
	expect(await isOpen(enter('talq_one'))).toBe(false);
	expect(await isOpen(other)).toBe(true);
	expect([one, second, other].map(({ told }) => told)).toEqual([[], [MINUTE], []]);
	await clock.runUntil(second.limiter.acquire());
	expect(clock.now()).toBe(MINUTE);
});

test('a run that is stopped takes only its own waiting requests with it', async () => {
	const { clock, enter } = openAccounts();
	const [stopped, other] = [enter('talq_one'), enter('talq_one')];
	await close(stopped);
	const waiting = [stopped, other].map(async ({ limiter }) => limiter.acquire());

	stopped.pause.end();

	expect(await waiting[0]).toBeUndefined();
	expect(await clock.runUntil(Promise.all(waiting))).toEqual([
		undefined,
		expect.objectContaining({ probe: true }),
	]);
	expect(clock.now()).toBe(MINUTE);
});

test('an account is forgotten at the first look-up 90 seconds after its last run and request', async () => {
	const { clock, accounts, enter } = openAccounts();
	const [run, sending] = [enter('talq_one'), enter('talq_one')];
	const permit = await sending.limiter.acquire();
	const sizeAfter = async (ms: number) => {
		await clock.runUntil(clock.sleep(ms));
		const { pause } = enter('talq_other');
		pause.end();
		return accounts.size;
	};

	expect(await sizeAfter(100_000)).toBe(2);
	run.pause.end();
	sending.pause.end();
	expect(await sizeAfter(100_000)).toBe(2);
	if (permit) sending.limiter.release(permit, ACCEPTED);
	expect(await sizeAfter(80_000)).toBe(1);

	const again = enter('talq_one');
	again.pause.end();
	expect(await sizeAfter(90_000)).toBe(2);
	expect(await sizeAfter(1)).toBe(1);
});

test('of more than 200 accounts, the one whose last run ended first is forgotten, and none with a run', async () => {
	const { clock, accounts, enter } = openAccounts();
	const oldest = enter('talq_000');
	const ended = enter('talq_001');
	await close(oldest);
	await close(ended);
	ended.pause.end();
	for (let index = 2; index < 250; index += 1) {
		await clock.runUntil(clock.sleep(10));
		enter(`talq_${index}`).pause.end();
		expect(accounts.size).toBeLessThanOrEqual(200);
	}

	expect(await isOpen(enter('talq_001'))).toBe(true);
	expect(await isOpen(enter('talq_000'))).toBe(false);
});

test('an account that remembers a call stays, unless more than 2,000 accounts remember calls', () => {
	const { accounts, enter } = openAccounts();
	const isRemembered = (token: string) => {
		const { book, pause } = enter(token);
		pause.end();
		return !book.isEmpty;
	};
	const call = (token: string) => {
		const { book, pause } = enter(token);
		const now = Date.now();
		const fact = { key: 'key', kind: 'call', is: 'placed', at: now, dueAt: now } as const;
		book.add({ attempt: {}, ...fact, execution: '1', ids: new Set() });
		pause.end();
	};
	for (let index = 0; index < 1_999; index += 1) call(`talq_${index}`);
	enter('talq_without_calls').pause.end();

	expect(isRemembered('talq_0')).toBe(true);
	call('talq_1999');
	expect(accounts.size).toBe(2_000);
	expect(isRemembered('talq_0')).toBe(true);
	call('talq_2000');
	expect(accounts.size).toBe(2_000);
	expect(isRemembered('talq_1')).toBe(false);
});

test('what runs share contains neither the token nor the address of the account', async () => {
	const { accounts, enter } = openAccounts();
	const run = enter('talq_one_two_three');
	await close(run);
	void run.limiter.acquire();

	const text = inspect(accounts, { depth: Infinity, showHidden: true });

	expect(text).toContain('rejectingSince');
	expect(text).not.toMatch(/talq_|talkover\.ai/);
});
