import type { Spec } from '../engine/field';
import { converted } from '../engine/field';
import { text } from '../engine/fieldTypes';

/** An ID or a key of which there is no list. Blanks around it, as copying leaves them, are not part of it. */
export function idText<const Name extends string>(spec: Spec<Name>) {
	return converted(text(spec), (id) => id.trim());
}
