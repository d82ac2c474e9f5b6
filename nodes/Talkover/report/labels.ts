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

/** Names of fields in Talkover's sentences, such as "The phone_number_ids.0 field", by their labels. */
export function inLabels(fields: readonly Field[], text: string): string {
	return text.replace(/\b[a-z][a-z\d]*(?:[._][a-z\d]+)+\b/g, (path) => {
		const [first = ''] = path.split('.');
		const isKnown = fields.some((field) => hasName(field, first));
		return isKnown ? `'${labelOf(fields, path)}'` : path;
	});
}

function hasName(field: Field, name: string): boolean {
	return [field, ...(field.children ?? [])].some((each) => apiNameOf(each) === name);
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
