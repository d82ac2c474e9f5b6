import type {
	IBuilderHintVariation,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

import type { Field } from '../parameters/field';
import type { Operation } from './spec';
import { noticesOf } from './panel/notice';
import { withOptions } from './panel/options';
import { byText } from '../parameters/sorting';
import { propertiesOfField, toolDescription } from './panel/tool';

/** A group of operations: an entry of the node's *Resource* drop-down. */
export interface Resource {
	/** Stored in saved workflows, so it never changes. */
	readonly value: string;
	readonly name: string;
	/**
	 * Under its name in the drop-down. AI models that build workflows read it above each operation. Without it, n8n
	 * gives all operations with the same value, such as `delete`, the description of the first one.
	 */
	readonly description: string;
	/** Selected by default. n8n saves workflows without default values, so it never changes. */
	readonly defaultOperation: string;
	/** The values of its commonest operations, which are listed first. The others follow by name. */
	readonly common?: readonly string[];
	readonly operations: readonly Operation[];
}

/** The operation's parameters in the order of the panel. */
export function fieldsOf(operation: Operation): readonly Field[] {
	return withOptions(operation.fields, operation.options);
}

/**
 * The node's `properties`, derived from the resources: *Resource*, the *Operation* drop-downs, and the
 * fields of every operation.
 *
 * @param defaultResource selected by default; like a resource's `defaultOperation`, it never changes
 */
export function propertiesOf(
	resources: readonly Resource[],
	defaultResource: string,
): INodeProperties[] {
	return [
		resourceProperty(resources, defaultResource),
		...resources.map(operationProperty),
		...parametersOf(resources),
	];
}

/**
 * The subtitle on the canvas, with the names of the resource and the operation, e.g. `Call: Make and Wait`. Expressions
 * can't read the labels of options, so it contains the names that don't follow from their values.
 */
export function subtitleOf(resources: readonly Resource[]): string {
	const names = resources.flatMap(({ value: resource, name, operations }) => [
		[resource, name] as const,
		...operations.map((operation) => [`${resource}:${operation.value}`, operation.name] as const),
	]);
	const others = names.filter(([key, name]) => name !== inWords(key.split(':').at(-1) ?? ''));
	const shown = JSON.stringify(Object.fromEntries(others));
	const [resource, operation] = ['$parameter["resource"]', '$parameter["operation"]'];
	const pairs = `[[${resource}, ${resource}], [${resource} + ":" + ${operation}, ${operation}]]`;
	return `={{ ${pairs}.map(([key, value]) => (${shown})[key] ?? ${IN_WORDS}).join(": ") }}`;
}

/** The same as {@link inWords} in an expression. */
const IN_WORDS = 'value.replace(/[A-Z]/g, " $&").replace(/^./, (first) => first.toUpperCase())';

/** `getMany` → `Get Many` */
function inWords(value: string): string {
	return value.replace(/[A-Z]/g, ' $&').replace(/^./, (first) => first.toUpperCase());
}

/** The patterns of the operations that have one, for n8n's workflow builder. */
export function patternsOf(resources: readonly Resource[]): IBuilderHintVariation[] {
	return ownedBy(resources).flatMap(({ resource, operation: { value, pattern } }) =>
		pattern === undefined
			? []
			: [
					{
						content: `<patterns>\n${pattern}\n</patterns>`,
						displayOptions: { show: { resource: [resource], operation: [value] } },
					},
				],
	);
}

/** The parameters of all operations. */
export function allFieldsOf(resources: readonly Resource[]): readonly Field[] {
	return ownedBy(resources).flatMap(({ operation }) => fieldsOf(operation));
}

/** The list-filling functions of parameters, as n8n expects them on the node. */
export function methodsOf(fields: readonly Field[]): NonNullable<INodeType['methods']> {
	const methods = withChildren(fields).map((field) => field.methods ?? {});
	return {
		listSearch: Object.fromEntries(methods.flatMap((own) => Object.entries(own.listSearch ?? {}))),
		loadOptions: Object.fromEntries(
			methods.flatMap((own) => Object.entries(own.loadOptions ?? {})),
		),
	};
}

function withChildren(fields: readonly Field[]): readonly Field[] {
	return fields.flatMap((field) => [field, ...withChildren(field.children ?? [])]);
}

/** The operation that a saved workflow names; undefined if this version doesn't have it. */
export function findOperation(
	resources: readonly Resource[],
	resource: string,
	operation: string,
): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}

function resourceProperty(resources: readonly Resource[], chosen: string): INodeProperties {
	const options = resources.map(({ name, value, description }) => ({ name, value, description }));
	return dropDown({ displayName: 'Resource', name: 'resource' }, options, chosen);
}

function operationProperty({
	value: resource,
	operations,
	defaultOperation,
	common = [],
}: Resource): INodeProperties {
	const rankOf = ({ value }: INodePropertyOptions) =>
		common.includes(String(value)) ? common.indexOf(String(value)) : common.length;
	const options = operations
		.map(({ name, value, action, description }) => ({ name, value, action, description }))
		.sort(byText(({ name }) => name))
		.sort((a, b) => rankOf(a) - rankOf(b));
	const displayOptions = { show: { resource: [resource] } };
	const property = { displayName: 'Operation', name: 'operation', displayOptions };
	return dropDown(property, options, defaultOperation);
}

function dropDown(
	property: Pick<INodeProperties, 'displayName' | 'displayOptions' | 'name'>,
	options: INodePropertyOptions[],
	chosen: string,
): INodeProperties {
	return { ...property, type: 'options', options, default: chosen, noDataExpression: true };
}

/** All operations, each with its resource. */
function ownedBy(resources: readonly Resource[]) {
	return resources.flatMap(({ value: resource, operations }) =>
		operations.map((operation) => ({ resource, operation })),
	);
}

/** The values of an operation, and of the resource that it belongs to. */
interface Owner {
	readonly resource: string;
	readonly operation: string;
}

interface Parameter {
	readonly property: INodeProperties;
	readonly owners: Owner[];
}

/**
 * The parameters of all operations, each shown for the operations that have it. Operations share a parameter where that
 * doesn't change the order of their parameters, so that the editor loads it once.
 */
function parametersOf(resources: readonly Resource[]): INodeProperties[] {
	const all = ownedBy(resources).map(({ resource, operation: { value: operation } }) => ({
		resource,
		operation,
	}));
	return parametersInOrder(resources).flatMap(({ property, owners }) =>
		owners.length === all.length && !property.displayOptions
			? [property]
			: areasOf(owners, all).map((area) => shownFor(property, area)),
	);
}

function parametersInOrder(resources: readonly Resource[]): readonly Parameter[] {
	const parameters: Parameter[] = [];
	for (const { resource, operation } of ownedBy(resources)) {
		let next = 0;
		const owner = { resource, operation: operation.value };
		const own = fieldsOf(operation).flatMap(propertiesOfField);
		for (const property of [toolDescription(operation), ...noticesOf(operation), ...own]) {
			const same = parameters.findIndex(
				(other, index) => index >= next && other.property === property,
			);
			if (same >= 0) parameters[same]?.owners.push(owner);
			else parameters.splice(next, 0, { property, owners: [owner] });
			next = (same >= 0 ? same : next) + 1;
		}
	}
	return parameters;
}

/** Resources and operations that n8n combines: every operation of the area that one of its resources has. */
interface Area {
	readonly resource: readonly string[];
	readonly operation: readonly string[];
}

/** The fewest areas that contain these operations and no others, as far as adding one resource at a time finds them. */
function areasOf(owners: readonly Owner[], all: readonly Owner[]): readonly Area[] {
	const areas: Area[] = [];
	for (const resource of new Set(owners.map((owner) => owner.resource))) {
		const operation = owners.filter((owner) => owner.resource === resource);
		const own = { resource: [resource], operation: operation.map((owner) => owner.operation) };
		const wider = areas.map((area) => together(area, own));
		const fitting = wider.findIndex((area) =>
			all.every((owner) => !isIn(area, owner) || owners.some((other) => isSame(other, owner))),
		);
		areas.splice(fitting < 0 ? areas.length : fitting, 1, wider[fitting] ?? own);
	}
	return areas;
}

function together(first: Area, second: Area): Area {
	return {
		resource: [...first.resource, ...second.resource],
		operation: [...new Set([...first.operation, ...second.operation])],
	};
}

function isIn(area: Area, { resource, operation }: Owner): boolean {
	return area.resource.includes(resource) && area.operation.includes(operation);
}

function isSame(first: Owner, second: Owner): boolean {
	return first.resource === second.resource && first.operation === second.operation;
}

function shownFor(property: INodeProperties, { resource, operation }: Area): INodeProperties {
	const show = {
		resource: [...resource],
		operation: [...operation],
		...property.displayOptions?.show,
	};
	return { ...property, displayOptions: { ...property.displayOptions, show } };
}
