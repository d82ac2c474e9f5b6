import type { IDataObject } from 'n8n-workflow';

import type { Pause } from '../api/pacing/clock';
import type { Certainty } from '../base/certainty';
import { anyOf } from '../base/certainty';
import { hashOf } from '../base/hash';
import { addTo } from '../base/collections/lists';

/** A day. No rule needs to know longer what a process has created. */
const LONGEST_MS = 24 * 3_600_000;
/**
 * What a list has shown is known to the next reader of the list, so only what is younger must be remembered: as long as a reader
 * may use a list, and as it takes to read it.
 */
const CONFIRMED_MS = 600_000;
/** The most facts of an account. */
const MOST = 10_000;

/** What a process knows of a request that creates something. Contains no token, number or item. */
export interface Fact {
	/** The attempt to create it. The last fact about an attempt holds. */
	readonly attempt: object;
	/** A hash of what is created. */
	readonly key: string;
	/** What it is, e.g. `call`. */
	readonly kind: string;
	/** `unknown` may have been created, also while it's sent. */
	readonly is: 'placed' | 'unknown';
	/** When the request was sent, in milliseconds since 1970. */
	readonly at: number;
	/** When it takes effect, such as when a call is dialed. */
	readonly dueAt: number;
	/** The execution that sent it. */
	readonly execution: string;
	/** What that execution has in common with all others that repeat the same one. */
	readonly repeats?: readonly string[];
	/** The IDs of what was created. */
	readonly ids: ReadonlySet<string>;
	/** Whether a list showed it to an execution whose records are lost, so that another one may have created it. */
	readonly isFound?: boolean | undefined;
	/** What others may know of it; undefined if its outcome is unknown. */
	readonly trace?: IDataObject | undefined;
	/** Whom a call reaches, as {@link contactHash}; undefined if nobody. */
	readonly contact?: string | undefined;
	/** The agent of a call; undefined if it isn't known. */
	readonly agentId?: string | undefined;
	/** Whether its outcome is unknown and holds nobody back, because the user has wanted another one. */
	readonly isOver?: boolean;
	/** Whether it is a call that a campaign makes at its own time. */
	readonly inCampaign?: boolean;
	/** Whether it is a test call, which doesn't count. */
	readonly isTest?: boolean;
	/** The AI agent's tool that sent it. */
	readonly tool?: Tool | undefined;
}

/** A node that an AI agent uses as its tool, and its workflow, by their IDs. */
export interface ToolNode {
	readonly node: string;
	readonly workflow: string;
}

export interface Tool extends ToolNode {
	/** The most calls in an hour of all tools of the workflow, according to this one. */
	readonly mostPerHour: number;
}

/** What all numbers have in common that reach the same phone, without the number. */
export function contactHash(contact: string): string {
	return hashOf(contact);
}

/**
 * What the executions of this process have created in an account, and whose turn it is to create or change a thing. Facts are
 * added and never edited: the last one about an attempt holds.
 */
export class Book {
	/** By attempt, the oldest first. */
	private readonly facts = new Map<object, Fact>();
	/** Those that a list has shown, which are forgotten first. */
	private readonly confirmed = new Set<Fact>();
	/** By what they are about. */
	private readonly named = new Map<string, Fact[]>();
	/** What lets tasks continue, by the key that they wait for. */
	private readonly waiting = new Map<string, Set<() => void>>();

	/** Adds what is known of an attempt now. */
	add(fact: Fact): void {
		this.forget(fact.attempt);
		this.facts.set(fact.attempt, fact);
		for (const name of namesOf(fact)) addTo(this.named, name, fact);
		this.forgetOld();
	}

	/** Removes what is known of an attempt that certainly created nothing. */
	forget(attempt: object): void {
		const fact = this.facts.get(attempt);
		if (!fact) return;
		this.facts.delete(attempt);
		this.confirmed.delete(fact);
		for (const name of namesOf(fact)) {
			const others = this.factsOf(name).filter((other) => other !== fact);
			if (others.length > 0) this.named.set(name, others);
			else this.named.delete(name);
		}
	}

	/** The facts under a key or about a contact, the oldest first. */
	about(subject: Pick<Fact, 'contact' | 'key'>): readonly Fact[] {
		const now = Date.now();
		return [...new Set(subjectsOf(subject).flatMap((name) => this.factsOf(name)))]
			.filter((fact) => !this.isOld(fact, now))
			.sort((a, b) => a.at - b.at);
	}

	/** The facts about what the tools of a workflow have sent, in the order in which it takes effect. */
	byTools(tool: ToolNode): readonly Fact[] {
		return [...this.factsOf(nameOfTools(tool))].sort((a, b) => a.dueAt - b.dueAt);
	}

	/**
	 * Whether another execution of this process has created the thing with this ID.
	 *
	 * @param own an execution, those that it repeats, and what it has in common with others that repeat them
	 */
	hasCreated(kind: string, id: string, own: readonly string[]): Certainty {
		const facts = this.factsOf(nameOfThing(kind, id));
		const others = facts.filter(
			({ execution, repeats = [] }) => ![execution, ...repeats].some((name) => own.includes(name)),
		);
		return anyOf(others.map(({ isFound }) => (isFound === true ? 'unknown' : 'yes')));
	}

	/** The kinds and IDs of what these executions have created since a time. */
	createdSince(
		time: number,
		executions: readonly string[],
	): readonly (readonly [kind: string, id: string])[] {
		const created: [string, string][] = [];
		for (const { at, execution, kind, ids } of this.facts.values()) {
			const isOwn = at >= time && executions.includes(execution);
			if (isOwn) for (const id of ids) created.push([kind, id]);
		}
		return created;
	}

	/** Notes that a list shows what has these IDs, so that what has taken effect may be forgotten earlier. */
	confirm(kind: string, ids: Iterable<string>): void {
		const now = Date.now();
		for (const id of ids) {
			for (const fact of this.factsOf(nameOfThing(kind, id))) {
				// A list may show a call that isn't dialed yet, and doesn't show that a tool made it.
				const isNeeded = fact.inCampaign === true || fact.tool !== undefined;
				if (fact.dueAt <= now && !isNeeded) this.confirmed.add(fact);
			}
		}
	}

	/**
	 * Runs a task after all earlier ones with the same key: the only lock.
	 *
	 * @returns undefined if the pause ended before the task's turn
	 */
	async turn<Result>(
		key: string,
		pause: Pause,
		task: () => Promise<Result>,
	): Promise<Result | undefined> {
		const waiting = await this.enter(key, pause);
		if (!waiting) return undefined;
		try {
			return await task();
		} finally {
			const [next] = waiting;
			if (next) next();
			else this.waiting.delete(key);
		}
	}

	/** Whether it has no facts. */
	get isEmpty(): boolean {
		this.forgetOld();
		return this.facts.size === 0;
	}

	private forgetOld(): void {
		const now = Date.now();
		for (const facts of [this.confirmed, this.facts.values()]) {
			for (const fact of facts) {
				if (!this.isOld(fact, now)) break;
				this.forget(fact.attempt);
			}
		}
		if (this.facts.size <= MOST) return;
		const [surplus] = this.confirmed.size > 0 ? this.confirmed : this.facts.values();
		if (surplus) this.forget(surplus.attempt);
	}

	private isOld(fact: Fact, now: number): boolean {
		return now >= fact.dueAt + (this.confirmed.has(fact) ? CONFIRMED_MS : LONGEST_MS);
	}

	private factsOf(name: string): readonly Fact[] {
		return this.named.get(name) ?? [];
	}

	/** @returns what lets tasks with this key continue, at the turn of the task; undefined if the pause ended before it */
	private async enter(key: string, pause: Pause): Promise<Set<() => void> | undefined> {
		if (pause.ended) return undefined;
		const waiting = this.waiting.get(key);
		if (!waiting) {
			const nobody = new Set<() => void>();
			this.waiting.set(key, nobody);
			return nobody;
		}
		return new Promise((resolve) => {
			const enter = () => {
				waiting.delete(enter);
				resolve(waiting);
			};
			waiting.add(enter);
			pause.onEnd(() => {
				waiting.delete(enter);
				resolve(undefined);
			});
		});
	}
}

function namesOf(fact: Fact): readonly string[] {
	const { kind, ids, tool } = fact;
	const tools = tool ? [nameOfTools(tool)] : [];
	return [...subjectsOf(fact), ...tools, ...[...ids].map((id) => nameOfThing(kind, id))];
}

function subjectsOf({ key, contact }: Pick<Fact, 'contact' | 'key'>): readonly string[] {
	return [`key:${key}`, ...(contact === undefined ? [] : [`contact:${contact}`])];
}

function nameOfTools({ workflow }: ToolNode): string {
	return `tools:${workflow}`;
}

function nameOfThing(kind: string, id: string): string {
	return `thing:${kind}:${id}`;
}
