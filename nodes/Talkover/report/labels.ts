import { LONGEST_NAME } from '../base/bounds';
import type { Field } from '../parameters/field';
import { apiNameOf } from '../parameters/field';

/**
 * The label on the screen for a field of the API: `phone_number_ids.0` →
 * `Phone Number Names or IDs (entry 1)`. A field without a parameter gets its API name in words.
 */
export function labelOf(fields: readonly Field[], apiPath: string): string {
	const [first = '', ...rest] = apiPath.slice(0, LONGEST_NAME).split('.');
	const field = fields
		.flatMap((candidate) => [candidate, ...(candidate.children ?? [])])
		.find((candidate) => apiNameOf(candidate) === first);
	const label = field?.property.displayName ?? inWords(first);
	if (rest.length === 0) return label;
	return `${label} (${rest.map(stepInWords).join(', ')})`;
}

function stepInWords(step: string): string {
	return /^\d+$/.test(step) ? `entry ${Number(step) + 1}` : inWords(step);
}

function inWords(name: string): string {
	return name
		.split(/[_\s]+/)
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ')
		.trim();
}
