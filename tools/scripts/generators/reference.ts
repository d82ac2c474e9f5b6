import path from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../nodes/Talkover/parameters/field';
import type { Operation } from '../../../nodes/Talkover/operation/spec';
import { noticesOf } from '../../../nodes/Talkover/operation/panel/notice';
import { COLLECTIONS, collectionOf } from '../../../nodes/Talkover/operation/panel/options';
import { resources } from '../../../nodes/Talkover/resources';
import { LEFT_OUT } from '../../operations/leftOut';
import { anchorOf, pageWith } from './pages';
import { schemaFile, schemaFiles } from './schemas';

const REFERENCE = 'docs/reference.md';
/** The folder with a page per resource. */
export const REFERENCE_FOLDER = 'docs/reference';

/** What is described once for all pages: parameters of at least this number of resources. */
const IN_MANY = 3;

/** A parameter with its rows, and those of what belongs to it. */
interface Described {
	readonly label: string;
	readonly rows: readonly string[];
}

interface Section {
	readonly operation: Operation;
	readonly parameters: readonly Described[];
}

/** The reference of all operations, by file name: an overview, and a page per resource. */
export async function referenceFiles(): Promise<Record<string, string>> {
	const schemas = await schemaFiles();
	const all = sorted(resources).map((resource) => {
		const sections = sorted(resource.operations).map((operation) => ({
			operation,
			parameters: parametersOf(operation),
		}));
		return { resource, sections };
	});
	const shared = sharedBy(
		all.map(({ sections }) => sections.flatMap(({ parameters }) => parameters)),
		IN_MANY,
	);
	const pages = all.map(({ resource, sections }) => {
		const outputOf = ({ operation }: Section) => {
			const schema = schemas[schemaFile(resource.value, operation.value)] ?? '{}';
			return Object.keys(propertiesIn(schema));
		};
		return [fileOf(resource), pageOf(resource, sections, shared, outputOf)] as const;
	});
	const text = [
		overview(),
		'## Shared parameters',
		'Parameters of several resources',
		described([...shared.values()]),
		leftOut(),
	].join('\n\n');
	return { [REFERENCE]: pageWith(REFERENCE, text), ...Object.fromEntries(pages) };
}

function overview(): string {
	const rows = sorted(resources).map((resource) => {
		const links = sorted(resource.operations).map(({ name }) => {
			return `[${name}](reference/${path.basename(fileOf(resource))}#${anchorOf(name)})`;
		});
		return `| **${resource.name}** | ${links.join(', ')} |`;
	});
	return ['| Resource | Operations |', '|---|---|', ...rows].join('\n');
}

type Named = Pick<Operation, 'name'>;

function fileOf({ name }: Named): string {
	return `${REFERENCE_FOLDER}/${anchorOf(name)}.md`;
}

/** By their rows, the parameters that at least `count` groups have. */
function sharedBy(
	groups: readonly (readonly Described[])[],
	count: number,
): ReadonlyMap<string, Described> {
	const groupsWith = new Map<string, Set<number>>();
	const all = groups.flatMap((group, at) => group.map((each) => [each, at] as const));
	for (const [each, at] of all) {
		groupsWith.set(keyOf(each), (groupsWith.get(keyOf(each)) ?? new Set()).add(at));
	}
	const shared = all.filter(([each]) => (groupsWith.get(keyOf(each))?.size ?? 0) >= count);
	return new Map(shared.map(([each]) => [keyOf(each), each]));
}

function keyOf({ rows }: Described): string {
	return rows.join('\n');
}

function pageOf(
	resource: Named,
	sections: readonly Section[],
	inMany: ReadonlyMap<string, Described>,
	outputOf: (section: Section) => readonly string[],
): string {
	const inSome = sharedBy(
		sections.map(({ parameters }) => parameters.filter((each) => !inMany.has(keyOf(each)))),
		2,
	);
	const texts = sections.map((section) => {
		const { operation, parameters } = section;
		const own = parameters.filter((each) => !inMany.has(keyOf(each)) && !inSome.has(keyOf(each)));
		return [
			`## ${operation.name}`,
			sentence(operation.description),
			...noticesOf(operation).map(({ displayName }) => `> ${sentence(displayName)}`),
			...(own.length > 0 ? [described(own)] : []),
			...namesOf(parameters, inSome, 'Also ([below](#shared-parameters))'),
			...namesOf(
				parameters,
				inMany,
				'Also ([for all resources](../reference.md#shared-parameters))',
			),
			`Output: ${outputOf(section)
				.map((name) => `\`${name}\``)
				.join(', ')}`,
		].join('\n\n');
	});
	return `${[
		`# ${resource.name}`,
		'Made by `npm run generate`. [How to read this, and all resources](../reference.md)',
		...texts,
		...(inSome.size > 0 ? ['## Shared parameters', described([...inSome.values()])] : []),
	].join('\n\n')}\n`;
}

/** A line with the parameters that are described elsewhere. */
function namesOf(
	parameters: readonly Described[],
	elsewhere: ReadonlyMap<string, Described>,
	where: string,
): string[] {
	const names = parameters.filter((each) => elsewhere.has(keyOf(each)));
	return names.length > 0 ? [`${where}: ${names.map(({ label }) => label).join(', ')}`] : [];
}

function described(parameters: readonly Described[]): string {
	const rows = parameters.flatMap((each) => each.rows);
	return ['| Parameter | Values | Description |', '|---|---|---|', ...rows].join('\n');
}

function parametersOf(operation: Operation): Described[] {
	const all = [...operation.fields, ...operation.options];
	const labels = new Map(all.map(({ name, property }) => [name, property.displayName]));
	return [
		...operation.fields
			.flatMap((field) => [field, ...operation.options.filter(({ below }) => below === field.name)])
			.flatMap((field) => describedIn(field, labels)),
		...COLLECTIONS.flatMap(({ name, displayName }) =>
			operation.options
				.filter((option) => collectionOf(option) === name && isShownFor(operation, option))
				.flatMap((field) => describedIn(withoutCondition(field), labels, `${displayName} → `)),
		),
	];
}

/** A parameter, or the fields of a collection, each for itself. */
function describedIn(field: Field, labels: ReadonlyMap<string, string>, prefix = ''): Described[] {
	const { property, children = [] } = field;
	const label = prefix + property.displayName;
	if (property.type !== 'collection') return [{ label, rows: rowsOf(field, labels, prefix) }];
	const inner = new Map(children.map(({ name, property: { displayName } }) => [name, displayName]));
	// A default isn't listed for fields that are sent only if they're added.
	return children.flatMap((child) => describedIn(withoutDefault(child), inner, `${label} → `));
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

function rowsOf(field: Field, labels: ReadonlyMap<string, string>, prefix = ''): string[] {
	const { property, children = [] } = field;
	const absent = field.parse(undefined);
	const isOption = prefix !== '' && property.default !== undefined;
	const isUnsetUntilAdded = isOption && absent.ok && absent.value === undefined;
	const label = prefix + property.displayName;
	const text = [shownWith(property, labels), property.description, property.hint]
		.filter((part) => part !== undefined && part !== '')
		.map((part) => sentence(String(part)));
	const own = `| **${label}** | ${kindOf(property, isUnsetUntilAdded)} | ${text.join(' ')} |`;
	const inner = new Map(children.map(({ name, property: { displayName } }) => [name, displayName]));
	const rows = children.flatMap((child) => rowsOf(child, inner, `${label} → `));
	return [own, ...rows];
}

function withoutDefault(field: Field): Field {
	return { ...field, property: { ...field.property, default: undefined } };
}

/** A list with more values isn't written out; the panel shows it. */
const LONGEST_LIST = 50;

/**
 * The values that the parameter accepts.
 *
 * @param isUnsetUntilAdded whether its default holds only once the user has added it
 */
function kindOf(property: INodeProperties, isUnsetUntilAdded: boolean): string {
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
		...(type === 'boolean' ? [isUnsetUntilAdded ? 'off until added' : onOrOff(byDefault)] : []),
		...(type === 'number'
			? [`${String(minValue)}${maxValue === undefined ? ' or more' : `–${String(maxValue)}`}`]
			: []),
		...(type === 'number' && byDefault !== undefined && !isUnsetUntilAdded
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
	if (show['@tool']) return 'Only for the tool of an AI agent';
	const conditions = (listed: typeof show) =>
		Object.entries(listed).map(([name, values]) => {
			const written = (values ?? []).map(
				(value) => `\`${JSON.stringify(value).replaceAll('"', '')}\``,
			);
			return `*${labels.get(name) ?? name}* ${alternatives(written)}`;
		});
	// Operations that share a parameter may not have what hides it.
	const has = Object.entries(hide).filter(([name]) => labels.has(name));
	const [shown, hidden] = [conditions(show), conditions(Object.fromEntries(has))];
	const parts = [
		...(shown.length > 0 ? [`with ${shown.join(' and ')}`] : []),
		...(hidden.length > 0 ? [`not with ${hidden.join(' or ')}`] : []),
	];
	return parts.length > 0
		? parts.join(', ').replace(/^./, (first) => first.toUpperCase())
		: undefined;
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
