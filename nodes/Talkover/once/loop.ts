import { deepCopy } from 'n8n-workflow';

import type { Book, Fact } from '../account/book';
import type { Account } from '../api/account';
import type { Pause } from '../api/pacing/clock';
import type { Sender } from '../api/pacing/retry';
import type { Send } from '../api/client';
import { setsMeet } from '../api/content/identity';
import { CANCELLED } from '../api/response/failure';
import type { Done, Failure, Reply } from '../api/response/reply';
import type { ApiRequest } from '../api/request';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { CreatingJob, DecidedJob, ItemResult, Transport } from '../operation/job';
import type { Once } from '../operation/creation/once';
import { creationKey } from './creationKey';
import type { Intent, Known, NextStep } from './decide';
import { decide } from './decide';
import type { Evidence } from './evidence';
import type { History } from './history';
import type { ItemRecords, Journal, SentRequest } from './journal';
import { idsIn } from './journal';

/** What the creating items of a run share. */
export interface Creating {
	readonly account: Account;
	readonly book: Book;
	readonly journal: Journal;
	readonly history: History;
	readonly evidence: Evidence;
	readonly pause: Pause;
	readonly sender: Sender;
	/** Whether to send a request although its outcome is unknown. */
	readonly resendUnknown: boolean;
}

/**
 * Runs a job whose request creates something, at most once: in one turn with all items and executions of the process that
 * create the same. Decides, looks where the decision needs to know more, decides again when the request may be sent, records
 * that it's sent, sends it, and decides what its outcome means.
 *
 * A turn may wait for a permit of the rate limit, and a permit never waits for a turn, so they can't block each other.
 */
export async function createOnce(
	wanted: Wanted<CreatingJob>,
	transport: Transport,
	shared: Creating,
): Promise<ItemResult> {
	const { history, book, pause } = shared;
	const hasLostPeriods = history.lostPeriods.length > 0;
	const own = new OneCreation(wanted, transport, { ...shared, hasLostPeriods });
	return (await book.turn(own.turnKey, pause, async () => own.run())) ?? CANCELLED;
}

/**
 * What {@link createOnce} would do now if the item had no earlier attempts. Finds out what the decision needs, and doesn't
 * send the request.
 */
export async function decideOnce(
	wanted: Wanted,
	transport: Transport,
	shared: Creating,
): Promise<Result<LastStep | SendStep, Failure>> {
	const { book, pause } = shared;
	const own = new Deciding(wanted, transport, { ...shared, hasLostPeriods: false });
	// After what others are about to do.
	return (await book.turn(own.turnKey, pause, async () => own.decision())) ?? CANCELLED;
}

/** What an item wants to create. */
export interface Wanted<Job extends DecidedJob = DecidedJob> {
	readonly item: number;
	readonly request: ApiRequest;
	readonly job: Job;
}

/** What ends an item. */
type LastStep = Exclude<NextStep, { do: 'find' | 'look' | 'send' }>;

interface Noted extends Pick<Fact, 'at' | 'isFound'> {
	/** Undefined if the outcome isn't known, or not yet. */
	readonly reply?: Done;
	readonly doneAt?: number;
}

type FindStep = Extract<NextStep, { do: 'find' }>;
type SendStep = Extract<NextStep, { do: 'send' }>;

/** Decides about what an item wants to create, and finds out what the decision needs. */
class Deciding<Job extends DecidedJob = DecidedJob> {
	protected readonly intent: Intent;
	protected readonly once: Once | undefined;
	protected readonly records: ItemRecords;
	/** As it was sent last. */
	protected request: ApiRequest;
	protected found: Known['found'];
	protected lastFailure: Failure | undefined;
	private searched: Known['searched'];
	private readonly maker: Pick<Fact, 'execution' | 'repeats'>;

	constructor(
		protected readonly wanted: Wanted<Job>,
		protected readonly transport: Transport,
		protected readonly shared: Creating & Pick<Intent, 'hasLostPeriods'>,
	) {
		const { job, request } = wanted;
		const { creation } = job;
		const { account, hasLostPeriods, history, resendUnknown } = shared;
		const key = creationKey(request, account);
		this.once = job.once?.(transport);
		this.records = shared.journal.of(wanted.item, request);
		this.request = request;
		this.maker = { execution: history.executions[0], repeats: history.repeats };
		this.intent = {
			...{ key, creation, resendUnknown, request },
			isListed: job.recoveryLookup !== undefined,
			once: this.once,
			executions: history.executions,
			byTool: transport.tool !== undefined,
			hasLostPeriods,
		};
	}

	/** What one item or execution at a time may create: calls to the same contact ring one phone. */
	get turnKey(): string {
		return this.once?.about?.contact ?? this.intent.key;
	}

	/** Decides after finding out what the decision needs. */
	async decision(): Promise<Result<LastStep | SendStep, Failure>> {
		for (;;) {
			const step = this.decided();
			if (step.do === 'find') await this.find(step);
			else if (step.do === 'look') {
				const failure = await this.once?.look?.(step.at, this.transport.send, false);
				if (failure) return failure;
			} else return ok(step);
		}
	}

	protected decided(): NextStep {
		const { found, searched, lastFailure } = this;
		return decide(this.intent, {
			own: this.records.own(),
			others: this.records.others(),
			facts: this.facts(),
			...{ found, searched, lastFailure, now: Date.now() },
		});
	}

	protected facts(): readonly Fact[] {
		const { contact } = this.once?.about ?? {};
		return this.shared.book.about({ key: this.intent.key, contact });
	}

	/** Looks for what an earlier attempt created, or another execution. */
	private async find({ sent, of }: FindStep): Promise<void> {
		const { job, request } = this.wanted;
		const { recoveryLookup: lookup } = job;
		if (!lookup) return;
		const { evidence } = this.shared;
		const { send } = this.transport;
		const answered = sent && (await evidence.unanswered(request, lookup, send, sent));
		const mayBeLost = !answered && this.mayBeLost(sent);
		const reply = mayBeLost ? await evidence.lostOne(request, lookup, send) : answered;
		if (of) {
			const placed = reply?.ok ? this.placedAs(reply) : undefined;
			this.searched = { trace: placed?.trace };
			if (placed) this.shared.book.add({ ...of, ...placed });
		} else {
			this.found = { reply };
			if (reply?.ok) this.keepFound(reply, answered && sent);
		}
	}

	/** Whether an attempt of which no record is left may have created it: with Send Again, also a call that was sent before. */
	private mayBeLost(sent: SentRequest | undefined): boolean {
		const { creation, hasLostPeriods, resendUnknown } = this.intent;
		const isSentAgain = resendUnknown && creation.isOncePerItem === true;
		return hasLostPeriods && (isSentAgain || !sent);
	}

	/** Records what the item created in an earlier attempt. */
	private keepFound(reply: Done, sent: SentRequest | undefined): void {
		this.records.add({ is: 'placed', answer: reply });
		const isFound = sent === undefined;
		const known = this.lostFact(reply);
		if (known) {
			// It knows more than can be found out: when the call is dialed, and the agent of a campaign.
			this.shared.book.add({ ...known, ...this.maker, ...this.placedAs(reply) });
		} else {
			const at = sent?.at ?? this.shared.history.lostUntil;
			this.note({}, this.request, { at, reply, doneAt: sent?.until ?? at, isFound });
		}
		// The count of the attempt that made it is lost as well.
		if (isFound) this.once?.count?.(1);
	}

	/** What is known of the attempt: one of the item whose outcome wasn't known, or of another execution. */
	private lostFact(found: Done): Fact | undefined {
		const { executions, key } = this.intent;
		const ids = new Set(idsIn(found.body));
		const isOwn = (fact: Fact) =>
			fact.key === key &&
			(fact.is === 'placed' ? setsMeet(fact.ids, ids) : executions.includes(fact.execution));
		return this.facts().findLast(isOwn);
	}

	/**
	 * Adds to the book what is known of an attempt.
	 *
	 * @param doneAt when it was carried out at the latest
	 */
	protected note(
		attempt: object,
		request: ApiRequest,
		{ at, reply, isFound, doneAt = Date.now() }: Noted,
	): void {
		const { creation, key } = this.intent;
		this.shared.book.add({
			...{ attempt, key, kind: creation.key[0], at, isFound, ...this.maker, ...this.once?.about },
			dueAt: doneAt + (this.once?.delay?.(request) ?? 0),
			...(reply ? this.placedAs(reply) : { is: 'unknown', ids: new Set() }),
		});
	}

	protected placedAs(reply: Done): Pick<Fact, 'ids' | 'is' | 'trace'> {
		return { is: 'placed', ids: new Set(idsIn(reply.body)), trace: this.once?.trace(reply) };
	}
}

/** What ends the item instead of its request; undefined to decide again without a permit. */
interface WithheldStep {
	readonly withheld: LastStep | undefined;
}

/** What an item creates, from the first decision to its result. */
class OneCreation extends Deciding<CreatingJob> {
	async run(): Promise<ItemResult> {
		for (;;) {
			const next = await this.decision();
			if (!next.ok) return this.respond(next);
			const { value: step } = next;
			if (step.do !== 'send') return this.resultOf(step);
			const result = await this.sendIt();
			if (result) return result;
		}
	}

	/** Sends the request. @returns undefined to decide again */
	private async sendIt(): Promise<ItemResult | undefined> {
		const reply = await this.sent();
		if ('withheld' in reply) return reply.withheld && this.resultOf(reply.withheld);
		if (reply.ok) return this.respond(reply);
		this.lastFailure = reply;
		this.found = undefined;
		return undefined;
	}

	private async respond(reply: Reply): Promise<ItemResult> {
		const { job } = this.wanted;
		let steps = 0;
		const send: Send = async (request) => {
			steps += 1;
			return this.transport.send(request);
		};
		const result = await job.respond(reply, this.request, { ...this.transport, send });
		// Another attempt doesn't repeat them, because a later item may have changed the same since.
		if (steps > 0 && reply.ok && result.ok && !result.value.finish) {
			this.records.add({ is: 'placed', answer: reply, output: result.value.items });
		}
		return result;
	}

	/** Sends the request when the rate limit permits it, unless the decision is another one by then. */
	private async sent(): Promise<Reply | WithheldStep> {
		const attempt = async (): Promise<Reply | WithheldStep> => {
			let step = this.decided();
			while (step.do === 'look') {
				// A single request, because a list may wait for an item that waits for this one.
				const failure = await this.once?.look?.(step.at, this.shared.sender.sendOnce, true);
				if (failure?.why === 'rateLimited') return failure;
				// Outside, it's repeated.
				if (failure) return { withheld: undefined };
				step = this.decided();
			}
			if (step.do !== 'send') return { withheld: undefined };
			// Without waiting after the decision, so that it counts for other items.
			return this.carryOut(step.request);
		};
		return this.shared.sender.whenPermitted(this.intent.request, attempt);
	}

	private async carryOut(request: ApiRequest): Promise<Reply | WithheldStep> {
		const before = this.records.own();
		const attempt = {};
		const at = Date.now();
		// Recorded before it is sent, so that the records are right even if n8n stops meanwhile.
		this.request = request;
		this.records.add({ is: 'sending', sent: { at } });
		this.note(attempt, request, { at });
		this.once?.count?.(1);
		const answer = await this.shared.sender.sendOnce(request);
		const unreadable = answer.ok ? this.wanted.job.unreadable(answer, request) : undefined;
		const reply = unreadable ?? answer;
		if (reply.ok) {
			this.records.add({ is: 'placed', answer: reply });
			this.note(attempt, request, { at, reply });
			this.endUnknown();
		} else if (reply.did === 'unknown') {
			this.records.add({ is: 'sending', sent: { at, until: Date.now() } });
			this.note(attempt, request, { at });
		} else {
			// An earlier attempt may have created it, even though this one didn't.
			this.records.add(before);
			this.shared.book.forget(attempt);
			this.once?.count?.(-1);
			const existing = this.once?.existing?.(reply);
			if (existing) return { withheld: existing };
		}
		return reply;
	}

	/** The user wanted the request although the outcome of others was unknown, so they hold nobody back any more. */
	private endUnknown(): void {
		const { key, resendUnknown } = this.intent;
		if (!resendUnknown) return;
		for (const fact of this.facts()) {
			const isUnknown = fact.key === key && fact.is !== 'placed';
			if (isUnknown) this.shared.book.add({ ...fact, isOver: true });
		}
	}

	private async resultOf(step: LastStep): Promise<ItemResult> {
		if (step.do === 'fail') {
			// Only a response of Talkover can turn out to be a valid answer.
			return step.failure === this.lastFailure ? this.respond(this.lastFailure) : step.failure;
		}
		if (step.do === 'reuse') return this.respond(step.reply);
		if (step.do === 'update') {
			const updated = await step.update();
			if (updated.ok) this.records.add({ is: 'settled', output: updated.value.items });
			return updated;
		}
		if (step.isFinal) {
			this.records.add({
				...{ is: 'settled', output: step.items, exists: step.exists },
			});
		}
		return ok({ items: deepCopy(step.items) });
	}
}
