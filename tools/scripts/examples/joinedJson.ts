import type { Workflow } from './workflow';
import { stepsOf, within } from './workflow';

/** JSON with expressions inside it, such as `={ "id": "{{ $json.id }}" }`. Expressions may also be in the middle of it. */
const AROUND_EXPRESSIONS = /^=\s*(?:\[|\{(?!\{))/;
/** A text in an expression or in code that begins or continues JSON, such as `'{"id":"' + $json.id`. */
const IN_PARTS = /(["'`])\s*[[{,]\s*\\?(?!\1)["'][\w -]+\\?["']\s*:/;

/** A quotation mark or a line break in a value breaks JSON that is joined from texts, or adds fields to it. */
export function* joinedJsonProblems(workflow: Workflow): Generator<string> {
	for (const { name, parameters } of stepsOf(workflow)) {
		for (const { path, value } of within(parameters)) {
			if (typeof value === 'string' && isJoined(value)) {
				yield `'${name}' joins texts to JSON in '${path}'. Use ={{ JSON.stringify({ … }) }}`;
			}
		}
	}
}

function isJoined(text: string): boolean {
	if (AROUND_EXPRESSIONS.test(text)) return text.includes('{{');
	return IN_PARTS.test(text);
}
