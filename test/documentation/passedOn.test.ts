import { readFileSync } from 'node:fs';
import path from 'node:path';

import { isRecord } from '../../nodes/Talkover/base/json';
import { fieldsOf } from '../../nodes/Talkover/operation/resource';
import type { Field } from '../../nodes/Talkover/parameters/field';
import { resources } from '../../nodes/Talkover/resources';
import { schemaFile } from '../../tools/scripts/generators/schemas';

const ROOT = path.join(__dirname, '../..');

const ROW = /^\| \*(.+?)\* +\| `(\w+)` +\| \*(.+?)\* +\| \*(.+?)\* +\|$/;

/** The rows of the table: an operation, a field of its output, the next operation, and its parameter. */
const ROWS = readFileSync(path.join(ROOT, 'docs/operations.md'), 'utf8')
	.split('\n')
	.flatMap((line) => {
		const [, from = '', output = '', to = '', label = ''] = ROW.exec(line) ?? [];
		return label ? [{ from, output, to, label }] : [];
	});

const OPERATIONS = new Map(
	resources.flatMap((resource) =>
		resource.operations.map((operation) => [
			`${resource.name}: ${operation.name}`,
			{
				file: schemaFile(resource.value, operation.value),
				labels: withInner(fieldsOf(operation)).map(({ property }) => property.displayName),
			},
		]),
	),
);

function withInner(fields: readonly Field[]): Field[] {
	return fields.flatMap((field) => [field, ...withInner(field.children ?? [])]);
}

/** The fields that the recorded output of an operation has. */
function outputOf(file = ''): string[] {
	const { properties } = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as {
		properties?: unknown;
	};
	return isRecord(properties) ? Object.keys(properties) : [];
}

test('the page on operations has a table of outputs and the parameters they belong in', () => {
	expect(ROWS.length).toBeGreaterThan(8);
});

test.each(ROWS)('"$output" of $from exists, and so does "$label" of $to', (row) => {
	expect(outputOf(OPERATIONS.get(row.from)?.file)).toContain(row.output);
	expect(OPERATIONS.get(row.to)?.labels).toContain(row.label);
});
