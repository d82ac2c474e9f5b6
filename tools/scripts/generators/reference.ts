import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../nodes/Talkover/parameters/field';
import type { Operation } from '../../../nodes/Talkover/operation/spec';
import type { Resource } from '../../../nodes/Talkover/operation/resource';
import { noticesOf } from '../../../nodes/Talkover/operation/notice';
import { resources } from '../../../nodes/Talkover/resources';
import { LEFT_OUT } from '../../operations/leftOut';
import { anchorOf, pageWith } from './pages';
import { schemaFile, schemaFiles } from './schemas';

const REFERENCE = 'docs/reference.md';

/** The reference of all operations, by file name. */
export async function referenceFiles(): Promise<Record<string, string>> {
	const schemas = await schemaFiles();
	const sections = sorted(resources).flatMap((resource) =>
		sorted(resource.operations).map((operation) => {
			const schema = schemas[schemaFile(resource.value, operation.value)] ?? '{}';
			return sectionOf(resource, operation, Object.keys(propertiesIn(schema)));
		}),
	);
	const text = [overview(), ...sections, leftOut()].join('\n\n');
	return { [REFERENCE]: pageWith(REFERENCE, text) };
}

function overview(): string {
	const rows = sorted(resources).map(({ name, operations }) => {
		const links = sorted(operations).map((operation) => {
			return `[${operation.name}](#${anchorOf(headingOf({ name }, operation))})`;
		});
		return `| **${name}** | ${links.join(', ')} |`;
	});
	return ['| Resource | Operations |', '|---|---|', ...rows].join('\n');
}

type Named = Pick<Operation, 'name'>;

function headingOf(resource: Named, operation: Named): string {
	return `${resource.name}: ${operation.name}`;
}

function sectionOf(resource: Resource, operation: Operation, output: readonly string[]): string {
	const all = [...operation.fields, ...operation.options];
	const labels = new Map(all.map(({ name, property }) => [name, property.displayName]));
	const rows = [
		...operation.fields
			.flatMap((field) => [field, ...operation.options.filter(({ below }) => below === field.name)])
			.flatMap((field) => rowsOf(field, labels)),
		...operation.options
			.filter(({ below }) => below === undefined)
			.filter((option) => isShownFor(operation, option))
			.flatMap((field) => rowsOf(withoutCondition(field), labels, 'Options → ')),
	];
	return [
		`### ${headingOf(resource, operation)}`,
		sentence(operation.description),
		...noticesOf(operation).map(({ displayName }) => `> ${sentence(displayName)}`),
		...(rows.length > 0
			? [['| Parameter | Values | Description |', '|---|---|---|', ...rows].join('\n')]
			: []),
		`Output: ${output.map((name) => `\`${name}\``).join(', ')}`,
	].join('\n\n');
}

const OF_OPERATION = '/operation';

/** Whether the panel shows an option for an operation. */
function isShownFor({ value }: Operation, { property }: Field): boolean {
	return property.displayOptions?.show?.[OF_OPERATION]?.includes(value) ?? true;
}

function withoutCondition(option: Field): Field {
	if (!option.property.displayOptions?.show?.[OF_OPERATION]) return option;
	return { ...option, property: { ...option.property, displayOptions: {} } };
}

function rowsOf(
	{ property, children = [] }: Field,
	labels: ReadonlyMap<string, string>,
	prefix = '',
): string[] {
	const label = prefix + property.displayName;
	const text = [shownWith(property, labels), property.description, property.hint]
		.filter((part) => part !== undefined && part !== '')
		.map((part) => sentence(String(part)));
	const own = `| **${label}** | ${kindOf(property)} | ${text.join(' ')} |`;
	const inner = new Map(children.map(({ name, property: { displayName } }) => [name, displayName]));
	const added = property.type === 'collection' && property.name !== 'options';
	const rows = children.flatMap((child) =>
		rowsOf(added ? withoutDefault(child) : child, inner, `${label} → `),
	);
	return [own, ...rows];
}

/** A default isn't listed for fields that are sent only if they're added. */
function withoutDefault(field: Field): Field {
	return { ...field, property: { ...field.property, default: undefined } };
}

/** A list with more values isn't written out; the panel shows it. */
const LONGEST_LIST = 50;

/** The values that the parameter accepts. */
function kindOf(property: INodeProperties): string {
	const { type, required, options = [], typeOptions = {}, default: byDefault } = property;
	const values = options.flatMap((option) =>
		'value' in option
			? [`\`${String(option.value)}\`${option.value === byDefault ? ' (default)' : ''}`]
			: [],
	);
	const { minValue, maxValue } = typeOptions;
	const listed =
		values.length > LONGEST_LIST
			? `one of ${values.length} ${property.displayName.endsWith('Country') ? 'country codes' : 'values'}, such as ${values[1]}`
			: values.join(', ');
	const parts = [
		...(required === true ? ['required'] : []),
		...(values.length > 0 ? [listed] : []),
		...(type === 'boolean' ? [onOrOff(byDefault)] : []),
		...(type === 'number'
			? [`${String(minValue)}${maxValue === undefined ? ' or more' : `–${String(maxValue)}`}`]
			: []),
		...(type === 'number' && byDefault !== undefined
			? [`default ${JSON.stringify(byDefault)}`]
			: []),
		...(type === 'json' ? ['JSON'] : []),
		...(type === 'dateTime' ? [typeOptions.dateOnly ? 'date' : 'date and time'] : []),
	];
	return parts.join(', ');
}

/** `a`, `a or b`, `a, b or c`. */
function alternatives(all: readonly string[]): string {
	const last = all.at(-1) ?? '';
	return all.length > 1 ? `${all.slice(0, -1).join(', ')} or ${last}` : last;
}

function onOrOff(byDefault: unknown): string {
	if (byDefault === undefined) return 'on, off';
	return byDefault === true ? 'on (default), off' : 'on, off (default)';
}

function shownWith(
	{ displayOptions }: INodeProperties,
	labels: ReadonlyMap<string, string>,
): string | undefined {
	const { show = {}, hide = {} } = displayOptions ?? {};
	if (hide['@tool']) return 'Not for the tool of an AI agent';
	const conditions = (listed: typeof show) =>
		Object.entries(listed).map(([name, values]) => {
			const written = (values ?? []).map(
				(value) => `\`${JSON.stringify(value).replaceAll('"', '')}\``,
			);
			return `*${labels.get(name) ?? name}* ${alternatives(written)}`;
		});
	const [shown, hidden] = [conditions(show), conditions(hide)];
	if (hidden.length > 0) return `Not with ${hidden.join(' or ')}`;
	return shown.length > 0 ? `With ${shown.join(' and ')}` : undefined;
}

function leftOut(): string {
	const rows = Object.entries(LEFT_OUT).map(([reason, operations]) => {
		return `| ${operations.map((operation) => `\`${operation}\``).join(', ')} | ${reason} |`;
	});
	return [
		'## What the node leaves out',
		"Except for those that require a session token, these operations of Talkover's API can be reached with n8n's **HTTP Request** node; see [Other requests](#other-requests).",
		['| Operations | Why |', '|---|---|', ...rows].join('\n'),
	].join('\n\n');
}

/** With a full stop, and with characters escaped that Markdown or a table would interpret. */
function sentence(text: string): string {
	const plain = text
		.replace(/<a [^>]*>([^<]*)<\/a>/g, '$1')
		.replaceAll('|', '\\|')
		.replaceAll('\n', ' ');
	return /[.!?:]$/.test(plain) ? plain : `${plain}.`;
}

function propertiesIn(schema: string): object {
	return (JSON.parse(schema) as { properties?: object }).properties ?? {};
}

function sorted<Each extends Named>(named: readonly Each[]): Each[] {
	return [...named].sort((a, b) => a.name.localeCompare(b.name));
}
