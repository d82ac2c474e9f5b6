import type { IDataObject } from 'n8n-workflow';

import type { Field, ValuesOf } from '../parameters/field';
import type { OptionValues } from '../parameters/groups';
import { attempt } from '../base/invalidInput';
import type { LocalOperation, OperationBase } from './operation';

interface Spec<Fields extends readonly Field[], Options extends readonly Field[]> extends Pick<
	OperationBase,
	'action' | 'description' | 'name' | 'value'
> {
	readonly fields: Fields;
	readonly options: Options;
	output(values: ValuesOf<Fields>, options: OptionValues<Options>): IDataObject;
}

/** Declares an operation that sends nothing: its output item follows from the parameters. */
export function localOperation<
	const Fields extends readonly Field[],
	const Options extends readonly Field[],
>(spec: Spec<Fields, Options>): LocalOperation {
	const { value, name, action, description, fields, options } = spec;
	return {
		value,
		name,
		action,
		description,
		fields,
		options,
		outputOf: (values, options) =>
			// These are the parsed values of exactly `fields` and `options`, so the types are right.
			attempt(() => spec.output(values as ValuesOf<Fields>, options as OptionValues<Options>)),
	};
}
