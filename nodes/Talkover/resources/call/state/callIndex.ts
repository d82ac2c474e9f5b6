import type { Dated } from '../../../operation/recoveryLookup';
import { addTo } from '../../../base/collections/lists';
import { callOf } from './call';
import { isPlacedToContact } from './isCallWith';

/** Digits at the end that two numbers have in common if they may have the same contact. No number has fewer. */
const ENDING = 6;

/** Calls that agents made, which can be found by their number quickly even if there are thousands. */
export class CallIndex {
	private readonly byId = new Map<unknown, Dated>();
	private readonly byEnding = new Map<string, unknown[]>();
	/** Calls whose numbers are hidden or missing, so that they may be to anybody. */
	private readonly vague: unknown[] = [];

	/** Adds calls, or what has become of them. */
	add(calls: readonly Dated[]): void {
		for (const each of calls) {
			const [id = each.element] = callOf(each.element).ids;
			const isNew = !this.byId.has(id);
			this.byId.set(id, each);
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
