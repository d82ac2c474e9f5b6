import type { IDataObject } from 'n8n-workflow';

import type { Skips } from '../operation/spec';
import { isRecord, plainTextOf } from '../base/json';
import type { Reason } from './rules/rule';
import { skippedCall } from './result';

/** What the contacts have in common who weren't called for a reason. */
const WHO: Readonly<Record<Reason, string>> = {
	calledRecently: 'called as often as allowed',
	callsUnknown: 'whose calls are not known',
	countryNotAllowed: 'in another country',
	doNotCall: 'on the do-not-call list',
	duplicate: 'with a call already',
	invalidNumber: 'with an invalid number',
	maxCalls: 'above the maximum number of calls',
	onCall: 'on a call',
	onlyCall: 'not on the list of those who may be called',
	outsideCallingHours: 'outside the calling hours',
	premiumRate: 'with a premium-rate number',
	timeZoneUnknown: 'in an unknown time zone',
};

/** How an operation that calls people skips some of them. */
export const skipsContacts: Skips = {
	unusable: (why) => skippedCall(null, { reason: 'invalidNumber', message: why }),
	summary: (items) => {
		const skipped = items.flatMap(skippedIn);
		if (skipped.length === 0) return undefined;
		if (items.length === 1) {
			const [{ message } = {}] = skipped;
			return `The contact wasn't called: ${plainTextOf(message)}`;
		}
		const counts = Object.entries(WHO)
			.map(([reason, who]) => ({ who, count: countOf(skipped, reason) }))
			.filter(({ count }) => count > 0)
			.sort((one, other) => other.count - one.count);
		const reasons = counts.map(({ who, count }) => `${count} ${who}`).join(', ');
		return `${skipped.length} of ${items.length} contacts weren't called: ${reasons}`;
	},
};

function countOf(skipped: readonly IDataObject[], reason: string): number {
	return skipped.filter((call) => call.reason === reason).length;
}

/** The skipped call that is in an output item, beside the fields of the input or alone. */
function skippedIn({ call, ...own }: IDataObject): IDataObject[] {
	const result = isRecord(call) ? (call as IDataObject) : own;
	return result.outcome === 'skipped' ? [result] : [];
}
