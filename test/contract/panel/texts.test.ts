import type { INodeParameters, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { Talkover } from '../../../nodes/Talkover/Talkover.node';
import { TalkoverTrigger } from '../../../nodes/Talkover/TalkoverTrigger.node';

const NODES = [new Talkover().description, new TalkoverTrigger().description];

/** The most characters of a description in a panel. */
const MOST = 200;

interface Described {
	readonly displayName?: string;
	readonly name: string;
	readonly type?: string;
	readonly description?: string;
	readonly properties?: readonly Described[];
	readonly options?: readonly Described[];
	readonly values?: readonly Described[];
}

/** A node's parameters, options, choices and operations at all levels, with those above them in their labels. */
function described(list: readonly Described[], above: string): [string, Described][] {
	return list.flatMap((each) => {
		const label = `${above} > ${each.displayName ?? each.name}`;
		const inner = [each.properties, each.options, each.values].flatMap((below = []) =>
			described(below, label),
		);
		return [[label, each], ...inner] satisfies [string, Described][];
	});
}

const ALL = NODES.flatMap(({ displayName, properties }) =>
	described(properties as readonly Described[], displayName),
);

test('no description in a panel is longer than 200 characters', () => {
	const long = ALL.filter(([, { description = '' }]) => description.length > MOST);

	expect(ALL.length).toBeGreaterThan(900);
	expect(
		long.map(([label, each]) => `${each.description?.length} ${label}: ${each.description}`),
	).toEqual([]);
});

/** n8n's rules fix the text of *Create or Update*. */
const UPSERT = /^Create a new \w+, or update the current one if it already exists \(upsert\)$/;

test('the description of an operation fits its line: at most 60 characters', () => {
	const operations = ALL.filter(([label]) => label.startsWith('Talkover > Operation > '));
	const long = operations.filter(
		([, { description = '' }]) => description.length > 60 && !UPSERT.test(description),
	);

	expect(operations.length).toBeGreaterThan(90);
	expect(long.map(([label, { description }]) => `${label}: ${description}`)).toEqual([]);
});

test('only the descriptions of booleans begin with Whether', () => {
	const whether = ALL.filter(
		([, { type, description = '' }]) => type !== 'boolean' && description.startsWith('Whether'),
	);

	expect(whether.map(([label, each]) => `${label}: ${each.description}`)).toEqual([]);
});

/** The collections at the end of a panel. */
const COLLECTIONS = ['rules', 'options'];

/** The rows that a panel shows before its rules and options, except the choice of the operation and notices. */
function rowsOf(description: INodeTypeDescription, chosen: INodeParameters): string[] {
	const { properties } = description;
	const defaults = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
	const parameters = { ...defaults, ...chosen };
	const shown = properties
		.filter(({ name, type }) => !['resource', 'operation'].includes(name) && type !== 'notice')
		.filter((property) =>
			NodeHelpers.displayParameter(parameters, property, { typeVersion: 1 }, description),
		)
		.map(({ name }) => name);
	const end = shown.findIndex((name) => COLLECTIONS.includes(name));
	return end < 0 ? shown : shown.slice(0, end);
}

const [node, trigger] = NODES as [INodeTypeDescription, INodeTypeDescription];

test.each([
	['Call: Make', 5, rowsOf(node, { resource: 'call', operation: 'make' })],
	['Call: Make and Wait', 6, rowsOf(node, { resource: 'call', operation: 'makeAndWait' })],
	['Agent: Create', 9, rowsOf(node, { resource: 'agent', operation: 'create' })],
	['the trigger', 4, rowsOf(trigger, {})],
])(
	'the panel of %s has at most %i rows of its own before its rules and options',
	(_of, most, rows) => {
		expect(rows).not.toEqual([]);
		expect(rows.length).toBeLessThanOrEqual(most);
	},
);
