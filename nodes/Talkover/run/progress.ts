import type { IExecuteFunctions } from 'n8n-workflow';

import type { Clock } from '../api/pacing/clock';
import { showHint } from '../report/hints';

/** Shorter waits aren't reported. */
const SHORTEST_WAIT_MS = 1_000;
/** How often a run without waits reports its progress. */
const REPORT_EVERY_MS = 10_000;

/**
 * Reports the progress of a long run: in n8n's log, in the browser's console while the editor is open, and as a
 * hint above the output at the end.
 */
export class Progress {
	private doneItems = 0;
	private readonly clock: Clock;
	/** What has happened to the items that are done. */
	private readonly doneText: string;
	/** Elements read from lists so far. */
	private results = 0;
	private expected: number | undefined;
	private waitedMs = 0;
	private readonly warnings = new Set<string>();
	private reportedAt: number;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly total: number,
		{ clock, done = 'items done' }: { readonly clock: Clock; readonly done: string | undefined },
	) {
		this.clock = clock;
		this.doneText = done;
		this.reportedAt = clock.now();
	}

	itemDone(): void {
		this.doneItems += 1;
		this.reportNowAndThen();
	}

	/** Counts the elements of another page, and the expected number of elements if known. */
	readonly pageRead = (found: number, total: number | undefined): void => {
		this.results += found;
		this.expected = total;
		this.reportNowAndThen();
	};

	/**
	 * All requests wait this many milliseconds for the rate limit.
	 *
	 * @param isFirst whether no other execution has reported this wait. Only the first one writes to n8n's log, because
	 * thousands of executions may wait together.
	 */
	readonly waiting = (ms: number, isFirst: boolean): void => {
		this.waitedMs += ms;
		if (ms < SHORTEST_WAIT_MS) return;
		this.report(this.waitingUntil(ms, "because of Talkover's rate limit"), isFirst);
	};

	/** A retry waits this many milliseconds for lists to show what earlier attempts created. */
	readonly waitingForLists = (ms: number): void => {
		const why = "because Talkover's lists may not show yet what was created before this retry";
		this.report(this.waitingUntil(ms, why));
	};

	private waitingUntil(ms: number, why: string): string {
		// In UTC, because n8n's time zone setting may be `DEFAULT`.
		const until = new Date(Date.now() + ms).toISOString().slice(11, 19);
		return `${this.state()}, waiting until ${until} UTC ${why}`;
	}

	/** Adds a warning about an item, which is also shown above the node's output. */
	warn(message: string): void {
		this.warnings.add(message);
	}

	/** Writes to n8n's log what a stopped run has done, because n8n drops its output. */
	stopped(done: string): void {
		this.report(`stopped, ${this.items()}${done}`);
	}

	/** Shows hints above the node's output: warnings, and the time spent waiting for the rate limit. */
	finish(): void {
		for (const message of this.warnings) {
			quietly(() => {
				showHint(this.context, message, 'warning');
			});
		}
		if (this.waitedMs < SHORTEST_WAIT_MS) return;
		const seconds = Math.round(this.waitedMs / 1000);
		const message = `Waited ${duration(seconds)} for Talkover's rate limit. ${this.items()}.`;
		quietly(() => {
			showHint(this.context, message, 'info');
		});
	}

	private state(): string {
		if (this.results === 0) return this.items();
		const read = this.results.toLocaleString('en');
		if (this.total > 1) return `${this.items()}, ${read} results read so far`;
		const of = this.expected === undefined ? '' : ` of ${this.expected.toLocaleString('en')}`;
		return `${read}${of} results read so far`;
	}

	private items(): string {
		return `${this.doneItems} of ${this.total} ${this.doneText}`;
	}

	private reportNowAndThen(): void {
		if (this.clock.now() - this.reportedAt >= REPORT_EVERY_MS) this.report(this.state());
	}

	private report(message: string, isForLog = true): void {
		this.reportedAt = this.clock.now();
		const text = `${this.context.getNode().name}: ${message}`;
		quietly(() => {
			if (isForLog) this.context.logger.info(text);
		});
		quietly(() => {
			this.context.sendMessageToUI(text);
		});
	}
}

/** Ignores errors, because a run must not fail only because its progress can't be reported. */
function quietly(tell: () => void): void {
	try {
		tell();
	} catch {
		// There is no other way to report it.
	}
}

function duration(seconds: number): string {
	const minutes = Math.floor(seconds / 60);
	return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}
