import type { IExecuteFunctions } from 'n8n-workflow';

import type { Attempt, Fault } from '../api/invalidInput';
import { attempt, labelled } from '../api/invalidInput';
import type { Field } from './field';
import { isShown } from './field';
import type { Job, Operation, Values } from './operation';
import { optionsField } from './options';

/** The run's options, read once: they belong to the run and not to the item. */
export function readOptions(context: IExecuteFunctions, operation: Operation): Attempt<Values> {
	return optionsField(operation.options).parse(context.getNodeParameter('options', 0, {}));
}

/** Reads and checks one item; each parameter is read once, because an expression costs 0.5 ms. */
export function prepareItem(
	context: IExecuteFunctions,
	operation: Operation,
	options: Values,
	itemIndex: number,
): Attempt<Job> {
	const entered: Record<string, unknown> = {};
	const values: Record<string, unknown> = {};
	const faults: Fault[] = [];
	for (const field of operation.fields) {
		if (!isShown(field, entered)) continue;
		const raw = readParameter(context, field, itemIndex);
		const parsed = 'value' in raw ? field.parse(raw.value) : raw;
		if ('value' in raw) entered[field.name] = raw.value;
		if ('value' in parsed) values[field.name] = parsed.value;
		else faults.push(...parsed.faults);
	}
	return faults.length > 0 ? { faults } : operation.prepare(values, options);
}

function readParameter(
	context: IExecuteFunctions,
	{ name, property }: Field,
	itemIndex: number,
): Attempt<unknown> {
	const read = (): unknown =>
		context.getNodeParameter(name, itemIndex, property.default, { extractValue: true });
	return labelled(property.displayName, attempt(read));
}
