import type { Fault, Invalid } from '../base/invalidInput';
import { textOfFaults } from '../base/invalidInput';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { Prepared } from '../operation/job';
import type { Operation } from '../operation/spec';

/**
 * Skips the items whose only fault is their contact, so that the others are called. If there are several and no contact can be
 * used, the parameter is probably wrong, so all of them stay invalid. A missing country makes an item invalid, unless another
 * item needs none.
 */
export function withSkipped(
	{ skips }: Operation,
	items: readonly Result<Prepared, Invalid>[],
): readonly Result<Prepared, Invalid>[] {
	if (!skips) return items;
	const isUsable = items.some((item) => item.ok || !item.faults.some(({ isContact }) => isContact));
	if (!isUsable && items.length > 1) return items;
	const isSkipped = ({ isContact, needsCountry }: Fault) =>
		isContact === true && (isUsable || needsCountry !== true);
	return items.map((item) =>
		item.ok || !item.faults.every(isSkipped) ? item : ok({ json: skips.unusable(whyOf(item)) }),
	);
}

function whyOf(invalid: Invalid): string {
	const isMissing = invalid.faults.some((fault) => fault.isMissing);
	return `The phone number ${isMissing ? 'is empty' : textOfFaults(invalid)}`;
}
