import type { INodeProperties } from 'n8n-workflow';

import { isRecord } from '../api/json';
import type { Attempt } from '../api/invalidInput';
import { all, attempt, invalid } from '../api/invalidInput';
import type { Field, Spec, ValuesOf } from './field';
import { groupField, isBlank, isShown } from './field';
import { quoted } from './fieldTypes';

/** A group of optional fields; only those the user added are in its value. */
export function collection<const Name extends string, const Fields extends readonly Field[]>({
	fields,
	...spec
}: Spec<Name> & { readonly fields: Fields }): Field<Name, Partial<ValuesOf<Fields>>> {
	const options = fields.map(({ property }) => property);
	return groupField({ ...spec, type: 'collection', default: {}, options }, fields, (raw) => {
		const entered = isBlank(raw) ? {} : asRecord(raw);
		const given = fields.filter(({ name }) => !isBlank(entered[name]));
		return parseGroup<Fields>(given, entered);
	});
}

/** A list of rows that the user adds one by one; each row has the same fields. */
export function rows<const Name extends string, const Fields extends readonly Field[]>({
	fields,
	rowKey,
	rowName,
	...spec
}: Spec<Name> & {
	readonly fields: Fields;
	/** Stored in saved workflows between the parameter and its rows, so it never changes. */
	readonly rowKey: string;
	/** One row, as the panel and messages call it, e.g. `Step`. */
	readonly rowName: string;
}): Field<Name, Partial<ValuesOf<Fields>>[]> {
	const values = fields.map(({ property }) => property);
	const defaults = Object.fromEntries(fields.map(({ name, property }) => [name, property.default]));
	const parseRow = (row: unknown): Attempt<Partial<ValuesOf<Fields>>> => {
		const record = attempt(() => asRecord(row));
		if ('faults' in record) return record;
		const entered = { ...defaults, ...record.value };
		const shown = fields.filter((candidate) => isShown(candidate, entered));
		return parseGroup<Fields>(shown, entered);
	};
	const property: INodeProperties & { name: Name } = {
		...spec,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		default: {},
		options: [{ name: rowKey, displayName: rowName, values }],
	};
	return groupField(property, fields, (raw) => {
		const entered = isBlank(raw) ? [] : asArray(asRecord(raw)[rowKey] ?? []);
		return all(entered.map((row, index) => inRow(`${rowName} ${index + 1}`, parseRow(row))));
	});
}

function inRow<Value>(row: string, result: Attempt<Value>): Attempt<Value> {
	if ('value' in result) return result;
	return {
		faults: result.faults.map(({ label, text }) => ({
			label: label === undefined ? row : `${row}, ${label}`,
			text,
		})),
	};
}

/** The values of the fields, without those that came out undefined. */
function parseGroup<Fields extends readonly Field[]>(
	fields: readonly Field[],
	entered: Readonly<Record<string, unknown>>,
): Attempt<Partial<ValuesOf<Fields>>> {
	const values = all(fields.map((one) => one.parse(entered[one.name])));
	if ('faults' in values) return values;
	const entries = fields.map(({ name }, index) => [name, values.value[index]] as const);
	const given = entries.filter(([, value]) => value !== undefined);
	// Built from the fields by name; the compiler cannot follow that through a list.
	return { value: Object.fromEntries(given) as Partial<ValuesOf<Fields>> };
}

function asRecord(raw: unknown): Record<string, unknown> {
	if (isRecord(raw)) return raw;
	throw invalid(`must be a group of fields (it is ${quoted(raw)})`);
}

function asArray(raw: unknown): unknown[] {
	if (Array.isArray(raw)) return raw;
	throw invalid(`must be a list (it is ${quoted(raw)})`);
}
