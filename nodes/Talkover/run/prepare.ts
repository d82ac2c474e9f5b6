import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { Invalid } from '../base/invalidInput';
import type { Result } from '../base/result';
import { attemptReading, labeled, withFaults } from '../base/invalidInput';
import { isRecord } from '../base/json';
import type { Field } from '../parameters/field';
import { parseShown } from '../parameters/field';
import type { Prepared, Transport, Values } from '../operation/job';
import type { Operation } from '../operation/spec';
import { ok } from '../base/result';
import { EMPTY_HERE } from '../report/problem';
import type { ItemOptions } from './options';
import { EXTRACTED, FROM_AI, hasExpression, itemOptions } from './options';

/**
 * The number of items to read without a pause. At half a millisecond per expression, this blocks n8n, including
 * other executions, for about a tenth of a second.
 */
const STRETCH = 100;

/** Reads and checks all items; undefined if the execution was stopped. */
export async function prepareItems(
	context: IExecuteFunctions,
	operation: Operation,
	options: Values,
): Promise<Result<Prepared, Invalid>[] | undefined> {
	const signal = context.getExecutionCancelSignal();
	const total = context.getInputData().length;
	const optionsOf = itemOptions(context, operation);
	const shared: Transport['shared'] = (key, name, make) => key.valueIn(optionsOf, name, make);
	const prepared: Result<Prepared, Invalid>[] = [];
	for (let item = 0; item < total; item += 1) {
		if (item > 0 && item % STRETCH === 0) await sleep(0);
		if (signal?.aborted) return undefined;
		prepared.push(prepareItem(context, operation, item, { options, optionsOf, shared }));
	}
	return prepared;
}

interface ReadOptions {
	/** Those of the run. */
	readonly options: Values;
	readonly optionsOf: (item: number) => Result<ItemOptions, Invalid>;
	readonly shared: Transport['shared'];
}

/** Reads and checks one item. Reads each parameter once, because an expression takes 0.5 ms. */
function prepareItem(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
	{ options, optionsOf, shared }: ReadOptions,
): Result<Prepared, Invalid> {
	const read = ({ name, property }: Field): Result<unknown, Invalid> => {
		const value = (): unknown =>
			context.getNodeParameter(name, itemIndex, property.default, EXTRACTED);
		return labeled(property.displayName, attemptReading(value));
	};
	// An expression can return anything, and an unexpected value must not end the whole run.
	const prepared = attemptReading((): Result<Prepared, Invalid> => {
		const own = optionsOf(itemIndex);
		if (!own.ok) return own;
		const parsed = parseShown(operation.fields, read, own.value.locale);
		if (!parsed.ok) return withEmptyNamed(context, operation, parsed);
		const all = { ...options, ...own.value.values };
		if ('prepareLocally' in operation) return operation.prepareLocally(parsed.value, all, shared);
		const job = operation.prepare(parsed.value, all);
		return job.ok ? ok({ job: job.value }) : job;
	});
	return prepared.ok ? prepared.value : prepared;
}

/**
 * The same faults; a missing required value is explained by the empty result of its expression, unless an AI model was to
 * choose the value.
 */
function withEmptyNamed(
	context: IExecuteFunctions,
	{ fields }: Operation,
	{ faults }: Invalid,
): Invalid {
	const { parameters } = context.getNode();
	const isExpression = (label?: string) =>
		fields.some(({ name, property, children = [] }) => {
			const stored = parameters[name];
			if (property.displayName === label) return isOwnExpression(stored);
			const child = children.find((each) => each.property.displayName === label);
			const inside: unknown = isRecord(stored) ? stored : {};
			return child !== undefined && isRecord(inside) && isOwnExpression(inside[child.name]);
		});
	return withFaults(
		faults.map((fault) =>
			fault.isMissing && isExpression(fault.label) ? { ...fault, text: EMPTY_HERE } : fault,
		),
	);
}

/** Whether a stored value has an expression that the user has written. */
function isOwnExpression(stored: unknown): boolean {
	return hasExpression(stored) && !hasExpression(stored, FROM_AI);
}
