import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { TalkoverApi } from '../../../credentials/TalkoverApi.credentials';
import { Talkover } from '../../../nodes/Talkover/Talkover.node.ts';
import { TalkoverTrigger } from '../../../nodes/Talkover/TalkoverTrigger.node.ts';

/** The properties of a parameter that saved workflows rely on. */
export interface SavedParameter {
	/** The value that applies if a workflow doesn't store the parameter. */
	readonly default: unknown;
	/** The values that a workflow may have stored for a choice. */
	readonly values?: readonly unknown[];
}

/** By the path under which n8n stores them, e.g. `additionalFields.conversationSpeed`. */
export type SavedParameters = Readonly<Record<string, SavedParameter>>;

/**
 * The contents of saved workflows: the parameters of each operation (`agent.create`), of all operations (`node`), of the
 * trigger (`trigger`) and of the credential (`credential`).
 */
export function savedParameters(): Readonly<Record<string, SavedParameters>> {
	const { properties } = new Talkover().description;
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				options.flatMap((option) =>
					'value' in option ? [[String(resource), String(option.value)] as const] : [],
				),
			),
		);
	const saved = operations.map(([resource, operation]) => {
		const own = properties.filter(
			({ displayOptions, name }) =>
				name !== 'resource' &&
				name !== 'operation' &&
				// Texts for AI models. A new version may change them without breaking a workflow.
				!displayOptions?.show?.['@tool'] &&
				displayOptions?.show?.resource?.includes(resource) &&
				displayOptions.show.operation?.includes(operation),
		);
		return [
			`${resource}.${operation}`,
			pathsOf(own.map((each) => ownOf(each, operation))),
		] as const;
	});
	return {
		...Object.fromEntries(saved.sort(([a], [b]) => (a < b ? -1 : 1))),
		node: pathsOf(properties.filter(({ displayOptions }) => !displayOptions?.show?.operation)),
		trigger: pathsOf(new TalkoverTrigger().description.properties),
		credential: pathsOf(new TalkoverApi().properties),
	};
}

/** Without the options that the panel only shows for other operations. */
function ownOf(property: INodeProperties, operation: string): INodeProperties {
	const options = property.options?.filter((option) => {
		const shown = isProperty(option) ? option.displayOptions?.show?.['/operation'] : undefined;
		return shown?.includes(operation) ?? true;
	});
	return options ? { ...property, options } : property;
}

function pathsOf(properties: readonly INodeProperties[], prefix = ''): SavedParameters {
	// A notice has no value, so no workflow stores one.
	const stored = properties.filter(({ type }) => type !== 'notice');
	return Object.fromEntries(stored.flatMap((property) => entriesOf(property, prefix)));
}

function entriesOf(
	property: INodeProperties,
	prefix: string,
): (readonly [path: string, saved: SavedParameter])[] {
	const name = prefix + pathOf(property);
	const options = property.options ?? [];
	const inside = options.filter(isProperty).flatMap((inner) => entriesOf(inner, `${name}.`));
	const inRows = options
		.filter(isGroup)
		.flatMap((group) =>
			group.values.flatMap((inner) => entriesOf(inner, `${name}.${group.name}.`)),
		);
	return [[name, { default: property.default, ...valuesOf(options) }], ...inside, ...inRows];
}

/**
 * The drop-downs of operations share a name but not their values; each is listed for its resource. The
 * trigger's lists of events share a name but not their defaults.
 */
function pathOf({ name, displayOptions }: INodeProperties): string {
	const { resource: [resource] = [], source: [source] = [] } = displayOptions?.show ?? {};
	if (name === 'operation') return `operation of ${String(resource)}`;
	return name === 'events' && source !== undefined ? `events of ${String(source)}` : name;
}

function valuesOf(options: NonNullable<INodeProperties['options']>): {
	readonly values?: readonly unknown[];
} {
	const values = options
		.filter(isOption)
		.map(({ value }) => value)
		.sort();
	return values.length > 0 ? { values } : {};
}

type Option = INodeProperties | INodePropertyCollection | INodePropertyOptions;

function isOption(option: Option): option is INodePropertyOptions {
	return 'value' in option;
}

function isProperty(option: Option): option is INodeProperties {
	return 'type' in option;
}

function isGroup(option: Option): option is INodePropertyCollection {
	return 'values' in option;
}
