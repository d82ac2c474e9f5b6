import type { IDataObject } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import { idOf } from '../../api/response/answer';
import type { Answer, Send } from '../../api/client';
import type { Failure } from '../../api/response/failure';
import { couldNotLook, unreadable } from '../../api/response/failure';
import type { Pause } from '../../api/pacing/clock';
import type { ApiRequest } from '../../api/request';
import { creationOf } from '../../api/request';
import { textOfId } from '../../api/content/identity';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { Job } from '../../operation/operation';
import type { Dated, RecoveryLookup } from '../../operation/recoveryLookup';
import { readSince } from '../../operation/recoveryLookup';
import { CreationBarrier } from './creationBarrier';
import type { History } from './history';
import { CLOCK_TOLERANCE } from './history';
import type { Ledger, Recover } from './ledger';
import { idsIn } from './ledger';

/** How many times to look for what a request without a response created, and the wait in between. */
const POLLS = 2;
const BETWEEN_POLLS_MS = 5_000;

type Listed = Awaited<ReturnType<typeof readSince>>;

interface LostThings {
	/** Created in lost periods and not the result of an item yet, oldest first. */
	readonly unclaimed: Dated[];
	/** Elements without a creation time. */
	readonly undated: readonly Dated[];
}

/** A poll that hasn't begun yet and that other items can share. */
interface NextPoll {
	since: number;
	readonly listed: Promise<Listed>;
}

/**
 * Finds what requests created without the ledger knowing, by looking at Talkover's lists: in a retry after attempts
 * whose data is lost, and after a request without a usable response.
 */
export class Recovery {
	/** By list. A retry looks at each list once. */
	private readonly lost = new Map<string, Promise<Result<LostThings, Failure>>>();
	/** By list, the poll in progress and the one after it. */
	private readonly polls = new Map<string, Promise<unknown>>();
	private readonly nextPolls = new Map<string, NextPoll>();
	private readonly barrier = new CreationBarrier();
	/** By creation key, the last thing from a lost period that became the result of an item. */
	private readonly given = new Map<string, IDataObject>();
	/** IDs of things that are the result of an item of this run. */
	private readonly claimed = new Set<string>();

	constructor(
		private readonly ledger: Ledger,
		private readonly history: History,
		private readonly pause: Pause,
	) {}

	/**
	 * A `Send` that looks for what a request created if no response confirms it.
	 *
	 * @param send sends the item's requests, within the rate limit and with retries
	 */
	withRecovery(item: number, { request: own, recoveryLookup: lookup }: Job, send: Send): Send {
		return async (request) => {
			if (!lookup || request !== own) return send(request);
			const key = this.ledger.creationKey(request);
			let sentAt = 0;
			const outcome = await this.barrier.send(key, async () => {
				sentAt = Date.now();
				return send(request);
			});
			const isUnknown = !outcome.ok && outcome.uncertain && outcome.kind !== 'cancelled';
			const found = isUnknown ? await this.unanswered(request, lookup, send, sentAt) : undefined;
			if (found) this.ledger.recordFound(item, request, found);
			const created = found ?? outcome;
			if (created.ok) this.remember(request, idsIn(created.body));
			return created;
		};
	}

	/** Finds what an earlier attempt at an item created, for the ledger. */
	recoverFor({ request, recoveryLookup: lookup }: Job, send: Send): Recover {
		return async (sentAt) => {
			if (!lookup) return undefined;
			return sentAt === undefined
				? this.lostOne(request, lookup, send)
				: this.unanswered(request, lookup, send, sentAt);
		};
	}

	/** The thing from a lost period that became the result of another item with the same creation. */
	givenFor(request: ApiRequest): IDataObject | undefined {
		return this.given.get(this.ledger.creationKey(request));
	}

	private async lostOne(
		request: ApiRequest,
		lookup: RecoveryLookup,
		send: Send,
	): Promise<Answer | Failure | undefined> {
		if (this.history.lostPeriods.length === 0) return undefined;
		const key = listKey(lookup);
		const reading = this.lost.get(key) ?? this.readLost(request, lookup, send);
		this.lost.set(key, reading);
		const lost = await reading;
		if (!lost.ok) {
			this.lost.delete(key);
			// If the owner of the list doesn't exist, the request itself fails with that reason.
			if (lost.status === 404) return undefined;
			return cannotTell(request, lost);
		}
		const { unclaimed, undated } = lost.value;
		const found = this.firstOwn(lookup, unclaimed);
		if (!found) return this.firstOwn(lookup, undated) && cannotTell(request, UNDATED);
		// Removed, because otherwise the time would grow with the square of the number of items.
		unclaimed.splice(unclaimed.indexOf(found), 1);
		this.history.claim(this.thingOf(request, keyOf(found)));
		this.given.set(this.ledger.creationKey(request), found.element);
		return this.answerOf(lookup, found);
	}

	private async readLost(
		request: ApiRequest,
		lookup: RecoveryLookup,
		send: Send,
	): Promise<Result<LostThings, Failure>> {
		const periods = this.history.lostPeriods;
		const since = Math.min(...periods.map(({ from }) => from));
		const listed = await readSince(send, lookup, since);
		if (!listed.ok) return listed;
		const isLost = isDatedBy(lookup, (at) =>
			periods.some(({ from, until }) => at >= from && at <= until),
		);
		const { claimed } = this.history;
		const unclaimed = listed.value.elements.filter(
			(each) => isLost(each) && !claimed.has(this.thingOf(request, keyOf(each))),
		);
		const isUndated = ({ createdAt: at }: Dated) => at === undefined && !lookup.mayLackTime;
		return ok({ unclaimed, undated: listed.value.elements.filter(isUndated) });
	}

	private async unanswered(
		request: ApiRequest,
		lookup: RecoveryLookup,
		send: Send,
		sentAt: number,
	): Promise<Answer | undefined> {
		return this.barrier.poll(this.ledger.creationKey(request), async () => {
			const since = sentAt - CLOCK_TOLERANCE;
			const isNew = isDatedBy(lookup, (at) => at >= since);
			for (let poll = 0; poll < POLLS && !this.pause.ended; poll++) {
				if (poll > 0) await this.pause.wait(BETWEEN_POLLS_MS);
				const listed = await this.poll(lookup, send, since);
				const created = this.ledger.createdIds();
				const isKnown = (id: string) =>
					created.has(id) || this.history.created.has(this.thingOf(request, id));
				const elements = (listed.ok ? listed.value.elements : []).filter(
					(each) => isNew(each) && !isKnown(keyOf(each)),
				);
				// Some of them may belong to items whose response had no ID.
				const others = this.ledger.createdWithoutId(request);
				const found = this.firstOwn(lookup, elements, others);
				if (found) return this.answerOf(lookup, found);
			}
			return undefined;
		});
	}

	/** Reads a list again. Items that wait for the same list share the poll. */
	private async poll(lookup: RecoveryLookup, send: Send, since: number): Promise<Listed> {
		const key = listKey(lookup);
		const joined = this.nextPolls.get(key);
		if (joined) {
			joined.since = Math.min(joined.since, since);
			return joined.listed;
		}
		const current = this.polls.get(key) ?? Promise.resolve();
		const next: NextPoll = {
			since,
			listed: current.then(async () => {
				this.nextPolls.delete(key);
				return readSince(send, lookup, next.since);
			}),
		};
		this.nextPolls.set(key, next);
		this.polls.set(key, next.listed);
		return next.listed;
	}

	/** @param skip the number of matches that belong to other items */
	private firstOwn(
		lookup: RecoveryLookup,
		elements: readonly Dated[],
		skip = 0,
	): Dated | undefined {
		let left = skip;
		return elements.find(
			(each) => !this.claimed.has(keyOf(each)) && lookup.isOwn(each.element) && left-- === 0,
		);
	}

	/** Claims an element and returns the response that would have reported it. */
	private answerOf(lookup: RecoveryLookup, found: Dated): Answer {
		this.claimed.add(keyOf(found));
		const element = deepCopy(found.element);
		return { ok: true, status: 200, body: lookup.answer?.(element) ?? { data: element } };
	}

	/** Distinguished by kind, because things of different kinds may have the same numeric ID. */
	private thingOf(request: ApiRequest, id: string): string {
		return this.history.thing(creationOf(request)?.key[0] ?? '', id);
	}

	/** Prevents another node, or another iteration of a loop, from counting it as its own creation. */
	private remember(request: ApiRequest, ids: readonly string[]): void {
		for (const id of ids) this.history.created.set(this.thingOf(request, id), Date.now());
	}
}

/** The reason not to send an item if its creation may be among elements without a time. */
const UNDATED = unreadable(200, 'The entries of the list have no creation time');

/** Whether the creation time of an element fits, or isn't needed. */
function isDatedBy({ mayLackTime }: RecoveryLookup, fits: (createdAt: number) => boolean) {
	return ({ createdAt: at }: Dated) => (at === undefined ? mayLackTime === true : fits(at));
}

function cannotTell(request: ApiRequest, reason: Failure): Failure {
	const creation = creationOf(request);
	return creation ? couldNotLook(reason, creation) : reason;
}

function listKey({ list: { path, query } }: RecoveryLookup): string {
	return JSON.stringify([path, query]);
}

/** The ID of an element, or its content if it has no ID. */
function keyOf({ element }: Dated): string {
	return textOfId(idOf(element)) ?? JSON.stringify(element);
}
