import { deepCopy } from 'n8n-workflow';

import type { Book } from '../account/book';
import type { Send } from '../api/client';
import type { Done, Failure, Reply } from '../api/response/reply';
import { doneWith } from '../api/response/answer';
import { couldNotLook, mayBeCreated } from '../api/response/failure';
import { conclude } from '../api/content/decisions';
import type { Pause } from '../api/pacing/clock';
import type { ApiRequest, Creation } from '../api/request';
import { creationOf } from '../api/request';
import { idOf, idsOf, textOfId } from '../api/content/identity';
import { CLOCK_TOLERANCE, WIDEST } from '../api/content/times';
import type { Certainty } from '../base/certainty';
import { allOf, anyOf, certaintyOf, notOf } from '../base/certainty';
import { largest, smallest } from '../base/collections/lists';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { Dated, RecoveryLookup } from '../operation/creation/recoveryLookup';
import { readSince } from '../operation/creation/recoveryLookup';
import type { History, Period } from './history';
import type { Journal, SentRequest } from './journal';

/** How many times to look for what a request without a response created, and the wait in between. */
const POLLS = 2;
const BETWEEN_POLLS_MS = 5_000;
/** The longest time that a request takes: the maximum of *Timeout*. */
const LONGEST_REQUEST_MS = 300_000;
/** A list may show something this much later. Until then, what isn't listed may have been created. */
const LISTED_AFTER_MS = 60_000;

/** Called when items begin to wait this long, because lists may not show yet what an earlier attempt created. */
type OnWaiting = (ms: number) => void;

type Listed = Awaited<ReturnType<typeof readSince>>;

/** An element, and whether it was created in the time in question. */
interface Candidate extends Dated {
	readonly isInTime: Certainty;
}

/** Where to look for what an item may have created in lost periods. */
interface Search {
	readonly request: ApiRequest;
	readonly lookup: RecoveryLookup;
	/** What the request creates, and where people find it. */
	readonly creation: Creation;
	readonly periods: readonly Period[];
	readonly send: Send;
}

/** What may have been created in lost periods and isn't the result of an item yet, oldest first. */
interface LostList {
	/** Whether it was read when the list showed everything. */
	readonly isComplete: boolean;
	readonly elements: Promise<Result<Candidate[], Failure>>;
}

/** A poll that hasn't begun yet and that other items can share. */
interface NextPoll {
	since: number;
	readonly listed: Promise<Listed>;
}

/**
 * Finds what requests created without the journal knowing, by looking at Talkover's lists: in a retry after attempts
 * whose data is lost, and after a request without a usable response.
 */
export class Evidence {
	/** By list. A retry looks at a list when it begins, and once more when the list shows everything. */
	private readonly lost = new Map<string, LostList>();
	/** Resolves when the lists show everything that is lost. All items wait together. */
	private waiting: Promise<void> | undefined;
	private hasWaited = false;
	/** By list, the poll in progress and the one after it. */
	private readonly polls = new Map<string, Promise<unknown>>();
	private readonly nextPolls = new Map<string, NextPoll>();
	/** Things that are the result of an item of this run. Not all have an ID in the journal. */
	private readonly claimed = new Set<string>();

	constructor(
		private readonly journal: Pick<Journal, 'createdIds'>,
		private readonly history: History,
		private readonly book: Pick<Book, 'hasCreated'>,
		private readonly pause: Pause,
		private readonly onWaiting: OnWaiting = () => undefined,
	) {}

	/**
	 * What an item created in an attempt whose data is lost.
	 *
	 * @returns what its request would have got; a failure if it may have been created; undefined if it certainly wasn't
	 */
	async lostOne(
		request: ApiRequest,
		lookup: RecoveryLookup,
		send: Send,
	): Promise<Reply | undefined> {
		const creation = creationOf(request);
		if (!creation) return undefined;
		const { lostPeriods, periodsWithoutRecords } = this.history;
		const own = { request, send, lookup, periods: lostPeriods, creation };
		const early = this.untilListed() > 0 ? await this.lostIn(own) : undefined;
		if (early?.ok) return early;
		await this.waitUntilListed();
		const late = await this.lostIn(own);
		// If an earlier execution left records, the wider search below would hold back everyone who wasn't called yet.
		if (late || periodsWithoutRecords.length === 0) return late;
		const { wider, mayLack } = lookup;
		const elsewhere =
			wider &&
			(await this.lostIn({
				...{ request, send, lookup: { ...lookup, ...wider }, periods: periodsWithoutRecords },
				creation: { ...creation, where: wider.where },
			}));
		if (elsewhere || mayLack === undefined) return elsewhere;
		return mayBeCreated(`It isn't in ${creation.where}, but ${mayLack}`, creation);
	}

	/** The milliseconds until the lists show everything that is lost. */
	private untilListed(): number {
		if (this.hasWaited) return 0;
		const left = this.history.lostUntil + LISTED_AFTER_MS - Date.now();
		return Math.min(Math.max(left, 0), LISTED_AFTER_MS);
	}

	private async waitUntilListed(): Promise<void> {
		if (this.untilListed() > 0) this.waiting ??= this.wait(this.untilListed());
		await this.waiting;
	}

	private async wait(ms: number): Promise<void> {
		this.onWaiting(ms);
		await this.pause.wait(ms);
		this.hasWaited = true;
	}

	private async lostIn(search: Search): Promise<Reply | undefined> {
		const { request, lookup, creation } = search;
		const key = listKey(lookup);
		const isComplete = this.untilListed() === 0;
		const before = this.lost.get(key);
		const isUsable = before && (before.isComplete || !isComplete);
		const list = isUsable ? before : { isComplete, elements: this.readLost(search) };
		this.lost.set(key, list);
		const lost = await list.elements;
		if (!lost.ok) {
			this.lost.delete(key);
			return couldNotLook(lost, creation);
		}
		const candidates = this.candidatesFor(request, lookup, lost.value);
		const found = candidates.find(({ isOwn }) => isOwn === 'yes')?.candidate;
		const held = candidates.find(({ isOwn }) => conclude('createdBefore', isOwn));
		if (!found) return held && mayBe(held, creation);
		// Removed, because otherwise the time would grow with the square of the number of items.
		lost.value.splice(lost.value.indexOf(found), 1);
		for (const id of keysOf(found)) this.history.claim(this.thingOf(request, id));
		return this.answerOf(request, lookup, found);
	}

	/** The elements that a request may have created, and whether it did. */
	private candidatesFor(
		request: ApiRequest,
		lookup: RecoveryLookup,
		elements: readonly Candidate[],
	): readonly Match[] {
		const created = this.journal.createdIds();
		return elements.flatMap((candidate) => {
			const keys = keysOf(candidate);
			const isOther = () => anyOf(keys.map((id) => this.isCreated(request, id, created)));
			const known = [candidate.isInTime, isOwnIn(lookup, candidate)];
			const isFree = allOf(known) === 'no' ? 'no' : notOf(isOther());
			const isOwn = allOf([...known, isFree]);
			return isOwn === 'no' ? [] : [{ candidate, isOwn, isFree }];
		});
	}

	/** Whether another item or execution has created what has this ID. */
	private isCreated(request: ApiRequest, id: string, created: ReadonlySet<string>): Certainty {
		if (created.has(id) || this.claimed.has(id)) return 'yes';
		const { executions, repeats } = this.history;
		return this.book.hasCreated(kindOf(request), id, [...executions, ...repeats]);
	}

	private async readLost({
		request,
		lookup,
		send,
		periods,
	}: Search): Promise<Result<Candidate[], Failure>> {
		const since = smallest(periods.map(({ from }) => from));
		const listed = await readSince(send, lookup, since);
		if (!listed.ok) return listed;
		const { claimed } = this.history;
		const unclaimed = listed.value.elements
			.map((each) => ({ ...each, isInTime: isLost(each, periods, lookup) }))
			.filter(
				(each) =>
					each.isInTime !== 'no' &&
					!keysOf(each).some((id) => claimed.has(this.thingOf(request, id))),
			);
		return ok(unclaimed);
	}

	/** What a request without a response created; undefined if nothing certainly is its own. */
	async unanswered(
		request: ApiRequest,
		lookup: RecoveryLookup,
		send: Send,
		sent: SentRequest,
	): Promise<Done | undefined> {
		const since = sent.at - CLOCK_TOLERANCE;
		for (let poll = 0; poll < POLLS && !this.pause.ended; poll++) {
			if (poll > 0) await this.pause.wait(BETWEEN_POLLS_MS);
			const listed = await this.poll(lookup, send, since);
			const elements = listed.ok ? listed.value.elements : [];
			const candidates = this.candidatesFor(
				request,
				lookup,
				elements.map((each) => ({ ...each, isInTime: isBy(each, sent, lookup) })),
			);
			const found = candidates.find(({ isOwn }) => conclude('wentThrough', isOwn))?.candidate;
			if (found) return this.answerOf(request, lookup, found);
		}
		return undefined;
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

	/** Claims an element and returns the response that would have reported it. */
	private answerOf(request: ApiRequest, lookup: RecoveryLookup, found: Dated): Done {
		for (const id of keysOf(found)) this.claimed.add(id);
		const element = deepCopy(found.element);
		return doneWith(request, lookup.answer?.(element) ?? { data: element });
	}

	/** Distinguished by kind, because things of different kinds may have the same numeric ID. */
	private thingOf(request: ApiRequest, id: string): string {
		return this.history.thing(kindOf(request), id);
	}
}

function kindOf(request: ApiRequest): string {
	return creationOf(request)?.key[0] ?? '';
}

/** Why an element is a candidate for an item. */
interface Match {
	readonly candidate: Candidate;
	readonly isOwn: Certainty;
	/** Whether nobody else has created it. */
	readonly isFree: Certainty;
}

function isOwnIn(lookup: RecoveryLookup, { element }: Dated): Certainty {
	const isOwn = lookup.isOwn(element);
	return typeof isOwn === 'boolean' ? certaintyOf(isOwn) : isOwn;
}

/**
 * Whether an element was created in one of these periods. A time after all of them doesn't prove that it wasn't: rather,
 * the clocks can't be compared.
 */
function isLost(
	{ created }: Dated,
	periods: readonly Period[],
	{ mayLackTime }: RecoveryLookup,
): Certainty {
	if (!created) return mayLackTime === true ? 'yes' : 'unknown';
	const { earliest, latest } = created;
	// The clock of a list that shows wide times is unknown.
	const isExact = latest - earliest < WIDEST;
	const middle = (earliest + latest) / 2;
	if (isExact && periods.some(({ from, until }) => middle >= from && middle <= until)) return 'yes';
	const end = largest(periods.map(({ until }) => until));
	const mayOverlap = ({ from, until }: Period) =>
		latest >= from && (until === end || earliest <= until);
	return periods.some(mayOverlap) ? 'unknown' : 'no';
}

/**
 * Whether an element was created by a request, by its time: certainly after the request was sent, and perhaps before it
 * ended. Others may be somebody else's.
 */
function isBy(
	{ created }: Dated,
	{ at, until = at + LONGEST_REQUEST_MS }: SentRequest,
	{ mayLackTime }: RecoveryLookup,
): Certainty {
	if (!created && mayLackTime === true) return 'yes';
	if (!created) return 'unknown';
	return created.earliest >= at && created.earliest <= until ? 'yes' : 'unknown';
}

/** The reason not to send an item if this element may be what it creates. */
function mayBe({ candidate, isFree }: Match, creation: Creation): Failure {
	const { element, isInTime } = candidate;
	const id = textOfId(idOf(element));
	const entry = id === undefined ? 'An entry' : `The entry with the ID ${id}`;
	let why = 'its number is hidden, national, missing or spelled differently';
	if (isInTime === 'unknown') why = "it isn't certain when it was created";
	else if (isFree === 'unknown')
		why = 'another execution that was interrupted may have made it too';
	return mayBeCreated(`${entry} in ${creation.where} may be it: ${why}`, creation);
}

function listKey({ list: { path, query } }: RecoveryLookup): string {
	return JSON.stringify([path, query]);
}

/** The IDs of an element, or its content if it has none. */
function keysOf({ element }: Dated): readonly string[] {
	const ids = [...idsOf(element, 'call')];
	return ids.length > 0 ? ids : [JSON.stringify(element)];
}
