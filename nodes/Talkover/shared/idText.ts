import type { Spec } from '../parameters/field';
import { converted } from '../parameters/field';
import { text } from '../parameters/scalars';

/** An ID or a key without a list to choose from. Trimmed, because copying often adds spaces. */
export function idText<const Name extends string>(spec: Spec<Name>) {
	return converted(text(spec), (id) => id.trim());
}
