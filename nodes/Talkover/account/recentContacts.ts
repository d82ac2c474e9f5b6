import { hashOf } from '../base/hash';

/** A call is remembered for this long after it's dialed. By then, lists have it that are read again after a minute. */
const REMEMBERED_MS = 5 * 60_000;
/** The most calls of an account that are remembered. */
const MOST = 10_000;

/** A call of the last minutes, or one that is dialed later. `unknown` if it may not have been made. */
export interface RecentContact {
	/** When its request was sent, in milliseconds since 1970. */
	readonly at: number;
	/** After `at` if Talkover delays it. */
	readonly dialedAt: number;
	/** The agent that makes it; undefined if it isn't known. */
	readonly agentId: string | undefined;
	readonly state: 'made' | 'unknown';
	/** Its IDs in the response; empty if it had none. */
	readonly ids: ReadonlySet<string>;
}

/** A call whose request is being sent. */
interface Noted {
	/** Its response arrived. */
	made(ids: ReadonlySet<string>): void;
	/** Its outcome isn't known. */
	unknown(): void;
	/** It wasn't made. */
	forget(): void;
}

/** Whom the executions of this process have just called in an account. Talkover's list may not have these calls yet. */
export class RecentContacts {
	/** The oldest first. The keys are hashes of contacts. */
	private readonly calls = new Map<object, RecentContact & { readonly key: string }>();
	private readonly byKey = new Map<string, Set<object>>();

	/**
	 * @param contact the same for all numbers that reach the same phone
	 * @param delay in milliseconds
	 */
	note(contact: string, agentId: string | undefined, delay: number): Noted {
		this.forgetOld();
		const handle = {};
		const key = keyOf(contact);
		const same = this.byKey.get(key) ?? new Set();
		this.byKey.set(key, same.add(handle));
		const at = Date.now();
		const call = { key, agentId, at, dialedAt: at + delay, ids: new Set<string>() };
		this.calls.set(handle, { ...call, state: 'made' });
		const update = (change: Partial<RecentContact>) => {
			const known = this.calls.get(handle);
			if (known) this.calls.set(handle, { ...known, ...change });
		};
		return {
			made: (ids) => {
				update({ ids });
			},
			unknown: () => {
				update({ state: 'unknown' });
			},
			forget: () => {
				this.forget(handle);
			},
		};
	}

	/** The calls of the last minutes to a contact, and those that are dialed later. */
	callsTo(contact: string): readonly RecentContact[] {
		this.forgetOld();
		const same = this.byKey.get(keyOf(contact)) ?? [];
		return [...same]
			.flatMap((handle) => this.calls.get(handle) ?? [])
			.filter((call) => !isOld(call));
	}

	/** Whether no call of the last minutes is known. */
	get isEmpty(): boolean {
		this.forgetOld();
		return this.calls.size === 0;
	}

	private forgetOld(): void {
		for (const [handle, call] of this.calls) {
			// Those behind one that is dialed later may be old, too.
			if (!isOld(call) && this.calls.size <= MOST) return;
			this.forget(handle);
		}
	}

	private forget(handle: object): void {
		const { key } = this.calls.get(handle) ?? {};
		this.calls.delete(handle);
		if (key === undefined) return;
		const same = this.byKey.get(key);
		same?.delete(handle);
		if (same?.size === 0) this.byKey.delete(key);
	}
}

function isOld({ dialedAt }: RecentContact): boolean {
	return Date.now() > dialedAt + REMEMBERED_MS;
}

function keyOf(contact: string): string {
	return hashOf(contact).slice(0, 32);
}
