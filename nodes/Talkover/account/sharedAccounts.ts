import type { Account } from '../api/account';
import type { Clock } from '../api/pacing/clock';
import { monotonic, systemClock } from '../api/pacing/clock';
import type { LimitedRun, RunLimiter } from '../api/pacing/rateLimiter';
import { RateLimiter } from '../api/pacing/rateLimiter';
import { moduleState } from './moduleState';
import { Book } from './book';
import { defined } from '../base/collections/defined';
import { setNewest } from '../base/collections/oldestFirst';

/**
 * An account without runs that remembers nothing is forgotten at the next look-up after this time, which is longer than a
 * window of the rate limit.
 */
const IDLE_MS = 90_000;
/** The number of accounts above which those without runs that remember nothing are forgotten at once, the oldest first. */
const MOST_ACCOUNTS = 200;
/** The same for those that remember what a rule may need. */
const MOST_REMEMBERING = 2_000;

/** What all runs of this process share that use the same account. Contains no token, number or item. */
interface SharedAccount {
	readonly limiter: RateLimiter;
	readonly book: Book;
	/** The runs that use it now. */
	runs: number;
	/** When it was last used. */
	usedAt: number;
	/** When the wait ends that a run was last told of. */
	waitsUntil: number;
}

/** A run that uses an account. */
interface RunOfAccount extends Omit<LimitedRun, 'onWaiting'> {
	/**
	 * Called when requests of the run start to wait.
	 *
	 * @param isFirst whether no other run of the account has been told of this wait
	 */
	readonly onWaiting?: (waitMs: number, isFirst: boolean) => void;
}

/** What a run uses of its account. */
export interface AccountAccess {
	readonly limiter: RunLimiter;
	readonly book: Book;
}

/** All accounts that this process uses or has just used, the one that was entered last at the end. */
export class SharedAccounts {
	private readonly byHash = new Map<string, SharedAccount>();
	private readonly clock: Clock;

	constructor(
		clock: Clock,
		private readonly random?: () => number,
	) {
		this.clock = monotonic(clock);
	}

	/** Adds a run to its account, until the run's pause ends. */
	enter({ tokenHash }: Account, { onWaiting, ...run }: RunOfAccount): AccountAccess {
		this.forgetIdle();
		const account = this.byHash.get(tokenHash) ?? this.newAccount();
		setNewest(this.byHash, tokenHash, account);
		account.usedAt = this.clock.now();
		if (!run.pause.ended) {
			account.runs += 1;
			run.pause.onEnd(() => {
				account.runs -= 1;
				account.usedAt = this.clock.now();
			});
		}
		this.forgetOldest();
		const tell = (waitMs: number): void => {
			onWaiting?.(waitMs, this.isFirstOf(account, waitMs));
		};
		const { limiter, book } = account;
		return { limiter: limiter.enter({ ...run, onWaiting: tell }), book };
	}

	private isFirstOf(account: SharedAccount, waitMs: number): boolean {
		const now = this.clock.now();
		if (now < account.waitsUntil) return false;
		account.waitsUntil = now + waitMs;
		return true;
	}

	get size(): number {
		return this.byHash.size;
	}

	private newAccount(): SharedAccount {
		const { clock, random } = this;
		const limiter = new RateLimiter(defined({ clock, random }));
		return {
			limiter,
			book: new Book(),
			runs: 0,
			usedAt: clock.now(),
			waitsUntil: 0,
		};
	}

	private forgetIdle(): void {
		const now = this.clock.now();
		for (const [hash, account] of this.byHash) {
			const isOld = now - account.usedAt > IDLE_MS;
			if (isOld && isIdle(account) && !remembers(account)) this.byHash.delete(hash);
		}
	}

	/** An account with runs stays, because another limiter beside its own would exceed the limit. */
	private forgetOldest(): void {
		this.forgetSurplus(MOST_ACCOUNTS, (account) => !remembers(account));
		this.forgetSurplus(MOST_REMEMBERING, () => true);
	}

	private forgetSurplus(most: number, mayForget: (account: SharedAccount) => boolean): void {
		const surplus = this.byHash.size - most;
		if (surplus <= 0) return;
		const idle = [...this.byHash].filter(([, account]) => isIdle(account) && mayForget(account));
		const oldestFirst = idle.sort(([, one], [, other]) => one.usedAt - other.usedAt);
		for (const [hash] of oldestFirst.slice(0, surplus)) this.byHash.delete(hash);
	}
}

function isIdle({ runs, limiter }: SharedAccount): boolean {
	return runs === 0 && !limiter.isBusy;
}

/** Whether a rule may need what the account knows about calls and creations. */
function remembers({ book }: SharedAccount): boolean {
	return !book.isEmpty;
}

const accounts = moduleState(() => new SharedAccounts(systemClock));

/** Adds a run to its account, until the run's pause ends. */
export function enterAccount(account: Account, run: RunOfAccount): AccountAccess {
	return accounts().enter(account, run);
}
