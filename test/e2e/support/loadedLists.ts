import type { Field } from '../../../nodes/Talkover/parameters/field';

/** Whether the panel of a new node shows a list that the editor loads. */
export function loadsList(fields: readonly Field[]): boolean {
	const initial = new Map(fields.map(({ name, property }) => [name, property.default]));
	const isShown = ({ property: { displayOptions } }: Field) =>
		Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
			values?.some((value) => value === initial.get(name)),
		);
	return fields.some(
		(field) => field.property.typeOptions?.loadOptionsMethod !== undefined && isShown(field),
	);
}
