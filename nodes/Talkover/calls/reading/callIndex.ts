import { conclude } from '../../api/content/decisions';
import type { Dated } from '../../operation/creation/recoveryLookup';
import { addTo } from '../../base/collections/lists';
import { callOf } from './call';
import { isCallWithContact, isPlacedToContact } from './isCallWith';

/** Digits at the end that two numbers have in common if they may have the same contact. No number has fewer. */
const ENDING = 6;

/** Calls of agents. Those that they made can be found by their number quickly even if there are thousands. */
export class CallIndex {
	private readonly byId = new Map<unknown, Dated>();
	private readonly byEnding = new Map<string, unknown[]>();
	/** Calls whose numbers are hidden or missing, so that they may be to anybody. */
	private readonly vague: unknown[] = [];
	/** Those that may not have ended. */
	private readonly notEnded = new Set<unknown>();

	/** Adds calls, or what has become of them. */
	add(calls: readonly Dated[]): void {
		for (const each of calls) {
			const { ids, ended } = callOf(each.element);
			// Two entries without an ID that are equal are one that was read twice.
			const [id = JSON.stringify(each.element)] = ids;
			const isNew = !this.byId.has(id);
			this.byId.set(id, each);
			if (conclude('ended', ended)) this.notEnded.delete(id);
			else this.notEnded.add(id);
			if (isNew) this.list(id, each);
		}
	}

	/** The calls that may have been made to the contact of a number in E.164 form. */
	mayBeTo(number: string): readonly Dated[] {
		const isTo = isPlacedToContact(number);
		const candidates = [...(this.byEnding.get(endingOf(number)) ?? []), ...this.vague];
		return candidates
			.flatMap((id) => this.byId.get(id) ?? [])
			.filter(({ element }) => isTo(element) !== 'no');
	}

	/** Whether the contact of a number may be on one of the calls, if it may have been created since a time. */
	mayBeOnCall(number: string, since: number): boolean {
		const isWith = isCallWithContact(number);
		const calls = [...this.notEnded].flatMap((id) => this.byId.get(id) ?? []);
		return calls
			.filter(({ created }) => created === undefined || created.latest > since)
			.some(({ element }) => conclude('onCall', isWith(element)));
	}

	private list(id: unknown, { element }: Dated): void {
		const { isReceived, to } = callOf(element);
		if (isReceived) return;
		const endings = to.map(({ digits }) => endingOf(digits));
		if (endings.length === 0) this.vague.push(id);
		for (const ending of new Set(endings)) addTo(this.byEnding, ending, id);
	}
}

function endingOf(digits: string): string {
	return digits.slice(-ENDING);
}
