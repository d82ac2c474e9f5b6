import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { Invalid } from '../base/invalidInput';
import type { Result } from '../base/result';
import { attemptReading, labeled } from '../base/invalidInput';
import type { Field } from '../parameters/field';
import type { Locale } from '../parameters/field';
import { parseShown } from '../parameters/field';
import type { Job, Operation, Values } from '../operation/operation';
import type { RunOptions } from '../operation/options';
import { defaultCountry } from '../operation/defaultCountry';
import { optionsField } from '../operation/options';
import { andThen, ok } from '../base/result';

/** Reads the options once, because they belong to the run and not to an item. */
export function readOptions(
	context: IExecuteFunctions,
	operation: Operation,
): Result<RunOptions & Values, Invalid> {
	const field = optionsField(operation.options);
	const entered = readParameter(context, field, 0);
	return andThen(entered, (raw) => field.parse(raw));
}

/**
 * The number of items to read without a pause. At half a millisecond per expression, this blocks n8n, including
 * other executions, for about a tenth of a second.
 */
const STRETCH = 100;

/** A valid item: a job to run, or the output of an operation that sends nothing. */
export type Prepared = { readonly job: Job } | { readonly json: IDataObject };

/** Reads and checks all items; undefined if the execution was stopped. */
export async function prepareItems(
	context: IExecuteFunctions,
	operation: Operation,
	options: Values,
): Promise<Result<Prepared, Invalid>[] | undefined> {
	const signal = context.getExecutionCancelSignal();
	const total = context.getInputData().length;
	const prepared: Result<Prepared, Invalid>[] = [];
	for (let item = 0; item < total; item += 1) {
		if (item > 0 && item % STRETCH === 0) await sleep(0);
		if (signal?.aborted) return undefined;
		prepared.push(prepareItem(context, operation, options, item));
	}
	return prepared;
}

/** Reads and checks one item. Reads each parameter once, because an expression takes 0.5 ms. */
function prepareItem(
	context: IExecuteFunctions,
	operation: Operation,
	options: Values,
	itemIndex: number,
): Result<Prepared, Invalid> {
	const read = (field: Field) => readParameter(context, field, itemIndex);
	// An expression can return anything, and an unexpected value must not end the whole run.
	const prepared = attemptReading((): Result<Prepared, Invalid> => {
		const locale = localeOf(context, operation, itemIndex);
		if (!locale.ok) return locale;
		const values = parseShown(operation.fields, read, locale.value);
		return andThen(values, (valid) => preparedBy(operation, valid, options));
	});
	return prepared.ok ? prepared.value : prepared;
}

function preparedBy(
	operation: Operation,
	values: Values,
	options: Values,
): Result<Prepared, Invalid> {
	if ('outputOf' in operation) {
		const output = operation.outputOf(values, options);
		return andThen(output, (json) => ok({ json }));
	}
	const job = operation.prepare(values, options);
	return andThen(job, (valid) => ok({ job: valid }));
}

/** The time zone and country for the item's values. An expression may take the country from the item. */
function localeOf(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
): Result<Locale, Invalid> {
	const timezone = context.getTimezone();
	if (!operation.options.includes(defaultCountry)) return ok({ timezone });
	const { name, property, parse } = defaultCountry;
	const path = `${optionsField(operation.options).name}.${name}`;
	const entered = labeled(
		property.displayName,
		attemptReading((): unknown => context.getNodeParameter(path, itemIndex, property.default)),
	);
	const country = andThen(entered, (raw) => parse(raw));
	return andThen(country, (code) => ok({ timezone, country: code }));
}

function readParameter(
	context: IExecuteFunctions,
	{ name, property }: Field,
	itemIndex: number,
): Result<unknown, Invalid> {
	const read = (): unknown =>
		context.getNodeParameter(name, itemIndex, property.default, { extractValue: true });
	return labeled(property.displayName, attemptReading(read));
}
