import type { Spec } from '../parameters/field';
import { converted } from '../parameters/field';
import { text } from '../parameters/scalars';

/** An ID or a key of which there is no list. Blanks around it, as copying leaves them, are not part of it. */
export function idText<const Name extends string>(spec: Spec<Name>) {
	return converted(text(spec), (id) => id.trim());
}
