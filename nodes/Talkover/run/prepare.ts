import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { Attempt } from '../base/invalidInput';
import { attemptReading, labeled } from '../base/invalidInput';
import type { Field } from '../parameters/field';
import type { Locale } from '../parameters/field';
import { parseShown } from '../parameters/field';
import type { Job, Operation, Values } from '../operation/operation';
import type { RunOptions } from '../operation/options';
import { defaultCountry } from '../operation/defaultCountry';
import { optionsField } from '../operation/options';

/** Reads the options once, because they belong to the run and not to an item. */
export function readOptions(
	context: IExecuteFunctions,
	operation: Operation,
): Attempt<RunOptions & Values> {
	const field = optionsField(operation.options);
	const entered = readParameter(context, field, 0);
	return 'value' in entered ? field.parse(entered.value) : entered;
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
): Promise<Attempt<Prepared>[] | undefined> {
	const signal = context.getExecutionCancelSignal();
	const total = context.getInputData().length;
	const prepared: Attempt<Prepared>[] = [];
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
): Attempt<Prepared> {
	const read = (field: Field) => readParameter(context, field, itemIndex);
	// An expression can return anything, and an unexpected value must not end the whole run.
	const prepared = attemptReading((): Attempt<Prepared> => {
		const locale = localeOf(context, operation, itemIndex);
		if ('faults' in locale) return locale;
		const values = parseShown(operation.fields, read, locale.value);
		return 'value' in values ? preparedBy(operation, values.value, options) : values;
	});
	return 'value' in prepared ? prepared.value : prepared;
}

function preparedBy(operation: Operation, values: Values, options: Values): Attempt<Prepared> {
	if ('outputOf' in operation) {
		const output = operation.outputOf(values, options);
		return 'value' in output ? { value: { json: output.value } } : output;
	}
	const job = operation.prepare(values, options);
	return 'value' in job ? { value: { job: job.value } } : job;
}

/** The time zone and country for the item's values. An expression may take the country from the item. */
function localeOf(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
): Attempt<Locale> {
	const timezone = context.getTimezone();
	if (!operation.options.includes(defaultCountry)) return { value: { timezone } };
	const { name, property, parse } = defaultCountry;
	const path = `${optionsField(operation.options).name}.${name}`;
	const entered = labeled(
		property.displayName,
		attemptReading((): unknown => context.getNodeParameter(path, itemIndex, property.default)),
	);
	const country = 'value' in entered ? parse(entered.value) : entered;
	return 'value' in country ? { value: { timezone, country: country.value } } : country;
}

function readParameter(
	context: IExecuteFunctions,
	{ name, property }: Field,
	itemIndex: number,
): Attempt<unknown> {
	const read = (): unknown =>
		context.getNodeParameter(name, itemIndex, property.default, { extractValue: true });
	return labeled(property.displayName, attemptReading(read));
}
