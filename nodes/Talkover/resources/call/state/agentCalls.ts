import { conclude } from '../../../api/content/decisions';
import type { Send } from '../../../api/client';
import type { Clock } from '../../../api/pacing/clock';
import type { Dated } from '../../../operation/recoveryLookup';
import { readSince } from '../../../operation/recoveryLookup';
import { contactOf } from '../../../shared/phone/contact';
import type { RawCall } from './call';
import { callOf } from './call';
import { isCallWithContact } from './isCallWith';

/** Milliseconds for which the result of a poll is used: no longer than a slow request takes. */
const FRESH = 1_000;
/** The longest duration of a call in milliseconds. Older calls aren't in progress, whatever their status. */
const LONGEST_CALL = 12 * 3_600_000;
/** One page of the list is read per this number of items. */
const ITEMS_PER_PAGE = 10;
/** At least two pages are read, because the second one may show that the list has ended. */
const FEWEST_PAGES = 2;
/** Milliseconds that two polls overlap, because clocks may differ. */
const OVERLAP = 60_000;

/** The list of the calls of all agents, latest first. */
export const CALLS = { endpoint: 'listCalls', path: ['calls'] } as const;

/** The list of the calls of an agent, latest first. */
export function callsOfAgent(agentId: string) {
	return { endpoint: 'listAgentCalls', path: ['agents', agentId, 'calls'] } as const;
}

/**
 * Knows from the list of calls with whom an agent may be on a call. One poll is enough for all items within a
 * second.
 */
export class AgentCalls {
	/** The calls that may still be in progress, by ID. */
	private readonly open = new Map<unknown, RawCall>();
	/** Contacts that were checked. The list may not contain calls yet that this run has made. */
	private readonly asked = new Set<string>();
	private lastPoll: { readonly startedAt: number; readonly isUseful: Promise<boolean> } | undefined;
	/** When the last successful poll began, in milliseconds since 1970. */
	private polledAt: number | undefined;

	/** @param items the number of items of the agent in this run */
	constructor(
		private readonly agentId: string,
		private readonly send: Send,
		private readonly clock: Clock,
		private readonly items: number,
	) {}

	/**
	 * Whether the agent may be on a call with the contact of a number. If so, only a request for this number can tell for sure.
	 *
	 * @param phone in E.164 form
	 */
	async mayBeWith(phone: string): Promise<boolean> {
		const contact = contactOf(phone);
		const isAskedAgain = this.asked.has(contact);
		this.asked.add(contact);
		if (isAskedAgain || !(await this.fresh())) return true;
		const isWith = isCallWithContact(phone);
		return [...this.open.values()].some((call) => conclude('onCall', isWith(call)));
	}

	/** Polls unless the last poll is recent. @returns whether the list can be used */
	private async fresh(): Promise<boolean> {
		const now = this.clock.now();
		if (!this.lastPoll || now - this.lastPoll.startedAt > FRESH) {
			this.lastPoll = { startedAt: now, isUseful: this.refresh(this.lastPoll?.isUseful) };
		}
		return this.lastPoll.isUseful;
	}

	private async refresh(before: Promise<boolean> | undefined): Promise<boolean> {
		// A list that couldn't be read isn't read again for each item.
		if ((await before) === false) return false;
		const startedAt = Date.now();
		const since = this.polledAt === undefined ? startedAt - LONGEST_CALL : this.polledAt - OVERLAP;
		const pages = Math.max(FEWEST_PAGES, Math.floor(this.items / ITEMS_PER_PAGE));
		const list = callsOfAgent(this.agentId);
		const read = await readSince(this.send, { list, kind: 'call' }, since, { mostPages: pages });
		if (!read.ok || read.value.since > since) return false;
		this.update(read.value.elements, startedAt);
		return true;
	}

	/**
	 * Uses the result of another poll, which saves a request.
	 *
	 * @param since the time from which that poll is complete, in milliseconds since 1970
	 */
	learn(calls: readonly Dated[], { startedAt, since }: { startedAt: number; since: number }): void {
		if (this.polledAt === undefined || since > this.polledAt - OVERLAP) return;
		this.update(calls, startedAt);
		this.lastPoll = { startedAt: this.clock.now(), isUseful: Promise.resolve(true) };
	}

	private update(calls: readonly Dated[], startedAt: number): void {
		for (const { element, created } of calls) {
			const call: RawCall = element;
			const { ids, ended } = callOf(call);
			const [id = call] = ids;
			const latest = created?.latest ?? startedAt;
			const isOpen = !conclude('ended', ended) && latest > startedAt - LONGEST_CALL;
			if (isOpen) this.open.set(id, call);
			else this.open.delete(id);
		}
		this.polledAt = startedAt;
	}
}
