import type { Field, ValuesOf } from '../parameters/field';
import type { OptionValues } from '../parameters/groups';
import { attempt } from '../base/invalidInput';
import type { Prepared, Transport } from './job';
import type { LocalOperation, OperationBase } from './spec';

interface Spec<Fields extends readonly Field[], Options extends readonly Field[]> extends Pick<
	OperationBase,
	'action' | 'description' | 'name' | 'toolText' | 'value'
> {
	readonly fields: Fields;
	readonly options: Options;
	/** @throws InvalidInput if these values can't be used */
	prepare(
		values: ValuesOf<Fields>,
		options: OptionValues<Options>,
		shared: Transport['shared'],
	): Prepared;
}

/** Declares an operation that sends nothing, unless the options of an item need it. */
export function localOperation<
	const Fields extends readonly Field[],
	const Options extends readonly Field[],
>(spec: Spec<Fields, Options>): LocalOperation {
	const { value, name, action, description, toolText, fields, options } = spec;
	return {
		...{ value, name, action, description, toolText, fields, options },
		prepareLocally: (values, chosen, shared) =>
			// These are the parsed values of exactly `fields` and `options`, so the types are right.
			attempt(() =>
				spec.prepare(values as ValuesOf<Fields>, chosen as OptionValues<Options>, shared),
			),
	};
}
