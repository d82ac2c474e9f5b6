import type { INodeProperties, INodePropertyOptions, INodeType, NodeHint } from 'n8n-workflow';

import type { Field } from '../parameters/field';
import type { Operation } from './operation';
import { optionsField } from './options';
import { byText } from '../parameters/sorting';
import { toolDescription } from './tool';

/** A group of operations: an entry of the node's *Resource* drop-down. */
export interface Resource {
	/** Stored in saved workflows, so it never changes. */
	readonly value: string;
	readonly name: string;
	/** Selected by default. n8n saves workflows without default values, so it never changes. */
	readonly defaultOperation: string;
	readonly operations: readonly Operation[];
}

/** The operation's parameters in the order of the panel. */
export function fieldsOf(operation: Operation): readonly Field[] {
	return [...operation.fields, optionsField(operation.options)];
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
		...resources.flatMap(parametersOf),
	];
}

/**
 * The subtitle on the canvas, with the names of the resource and the operation, e.g. `Call: Make and Wait`. Expressions
 * can't read the labels of options, so it contains all names. Shows the values of an unknown operation.
 */
export function subtitleOf(resources: readonly Resource[]): string {
	const names = resources.flatMap(({ value: resource, name, operations }) =>
		operations.map((operation) => [`${resource}:${operation.value}`, `${name}: ${operation.name}`]),
	);
	const shown = JSON.stringify(Object.fromEntries(names));
	return `={{ (${shown})[$parameter["resource"] + ":" + $parameter["operation"]] ?? $parameter["resource"] + ": " + $parameter["operation"] }}`;
}

/** The warnings next to the output of a node that hasn't been run yet, for operations with a caution. */
export function hintsOf(resources: readonly Resource[]): NodeHint[] {
	return resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap(({ value: operation, caution }) =>
			caution === undefined
				? []
				: [
						{
							message: caution,
							type: 'warning',
							location: 'outputPane',
							whenToDisplay: 'beforeExecution',
							displayCondition: `={{ $parameter["resource"] === "${resource}" && $parameter["operation"] === "${operation}" }}`,
						},
					],
		),
	);
}

/** The parameters of all operations, without *Options*. */
export function allFieldsOf(resources: readonly Resource[]): readonly Field[] {
	return resources.flatMap(({ operations }) => operations.flatMap(({ fields }) => fields));
}

/** The list-filling functions of parameters, as n8n expects them on the node. */
export function methodsOf(fields: readonly Field[]): NonNullable<INodeType['methods']> {
	const methods = fields
		.flatMap((field) => [field, ...(field.children ?? [])])
		.map((field) => field.methods ?? {});
	return {
		listSearch: Object.fromEntries(methods.flatMap((own) => Object.entries(own.listSearch ?? {}))),
		loadOptions: Object.fromEntries(
			methods.flatMap((own) => Object.entries(own.loadOptions ?? {})),
		),
	};
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
	const options = resources.map(({ name, value }) => ({ name, value }));
	return dropDown({ displayName: 'Resource', name: 'resource' }, options, chosen);
}

function operationProperty({
	value: resource,
	operations,
	defaultOperation,
}: Resource): INodeProperties {
	const options = operations
		.map(({ name, value, action, description }) => ({ name, value, action, description }))
		.sort(byText(({ name }) => name));
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

interface Parameter {
	readonly property: INodeProperties;
	readonly operations: string[];
}

/**
 * The parameters of a resource's operations, each shown for the operations that have it. Operations share a
 * parameter where that doesn't change the order of their parameters, which halves what the editor loads.
 */
function parametersOf({ value, operations }: Resource): INodeProperties[] {
	const parameters: Parameter[] = [];
	for (const operation of operations) {
		let next = 0;
		const notices = operation.notice ? [operation.notice] : [];
		const own = fieldsOf(operation).map(({ property }) => property);
		for (const property of [toolDescription(operation), ...notices, ...own]) {
			const same = parameters.findIndex(
				(other, index) => index >= next && other.property === property,
			);
			if (same >= 0) parameters[same]?.operations.push(operation.value);
			else parameters.splice(next, 0, { property, operations: [operation.value] });
			next = (same >= 0 ? same : next) + 1;
		}
	}
	return parameters.map(({ property, operations: shownFor }) => {
		const show = {
			resource: [value],
			operation: shownFor,
			...property.displayOptions?.show,
		};
		return { ...property, displayOptions: { ...property.displayOptions, show } };
	});
}
