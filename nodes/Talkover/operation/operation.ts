import type { Result } from '../base/result';
import { attempt } from '../base/invalidInput';
import { ok } from '../base/result';
import type { ApiRequest } from '../api/request';
import { creationOf, encodePath } from '../api/request';
import type { Failure } from '../api/response/reply';
import type { Sought } from '../api/response/sought';
import { withSought } from '../api/response/sought';
import type { Field, ValuesOf } from '../parameters/field';
import type { OptionValues } from '../parameters/groups';
import type { CreatingJob, Instead, ItemOutput, ItemResult, Transport, Values } from './job';
import { limitOf, withListFields } from './listing';
import { dataIn, outputFrom, send, shaped } from './respond';
import type { RequestOperation, Spec, Texts } from './spec';

/**
 * Declares an operation as a value. `displayOptions`, the drop-down, the list of actions, validation and
 * execution are derived from it.
 */
export function operation<
	const Fields extends readonly Field[],
	const Options extends readonly Field[],
	Data,
>(spec: Spec<Fields, Options, Data>): RequestOperation {
	return {
		...textsOf(spec),
		fields: withListFields(spec.fields, spec),
		options: spec.options ?? [],
		prepare: (entered, enteredOptions) =>
			attempt(() => {
				// These are the parsed values of exactly `fields` and `options`, so the types are right.
				const values = ownValues(spec.fields, entered) as ValuesOf<Fields>;
				const options = enteredOptions as OptionValues<Options>;
				const request = spec.request(values, options);
				encodePath(request.path);
				const sought = soughtIn(spec.fields, entered, request);
				const shape = (output: ItemOutput) => shaped(output, spec, entered, request);
				const inShape = (result: ItemResult) =>
					result.ok ? ok(shape(result.value)) : withSought(result, sought);
				const itemOf = (transport: Transport) => ({ values, options, request, ...transport });
				const before = async (
					transport: Transport,
				): Promise<Result<Instead, Failure> | undefined> => {
					const first = await spec.before?.(itemOf(transport));
					if (first?.ok === false) return withSought(first, sought);
					if (!first || 'request' in first.value) return first;
					return ok(shape(first.value));
				};
				const creation = creationOf(request);
				const creating: CreatingJob | undefined = creation && {
					creation,
					looksFirst: spec.before !== undefined || spec.once !== undefined,
					recoveryLookup: spec.recoveryLookup?.(values, options),
					...(spec.before ? { before } : {}),
					once: (transport) => spec.once?.(itemOf(transport)),
					unreadable: (reply, sent) => failureOf(dataIn(spec.data, sent, reply)),
					respond: async (reply, sent, transport) => {
						if (spec.isList) return NO_LIST;
						const item = { ...itemOf(transport), request: sent };
						return inShape(await outputFrom(spec, item, reply));
					},
				};
				const limit = spec.mostElements?.(values) ?? limitOf(entered);
				const listed = { limit, matches: spec.matching?.(values) };
				return {
					request,
					atOnce: spec.atOnce?.(options),
					compensation: spec.compensation?.(values, options),
					creating,
					run: async (transport, onPage) => {
						const first = await before(transport);
						if (first && !first.ok) return first;
						if (first && 'items' in first.value) return ok(first.value);
						const item = { ...itemOf(transport), ...first?.value };
						return inShape(await send(spec, item, { ...listed, onPage }));
					},
				};
			}),
	};
}

/** A list creates nothing. */
const NO_LIST: ItemResult = ok({ items: [] });

/** What a request is about: the parameters whose IDs are in its path. */
function soughtIn(
	fields: readonly Field[],
	values: Values,
	{ path }: ApiRequest,
): readonly Sought[] {
	return fields.flatMap(({ name, property: { displayName: label } }) => {
		const id = values[name];
		return typeof id === 'string' && name.endsWith('Id') && path.includes(id)
			? [{ label, id }]
			: [];
	});
}

function textsOf(spec: Texts): Texts {
	const { value, name, action, description, caution, warning, notice } = spec;
	const { done, toolText, pattern, skips } = spec;
	return {
		...{ value, name, action, description, caution, warning, notice },
		...{ done, toolText, pattern, skips },
	};
}

/** Without the values that `withListFields` adds (Limit, Simplify), because a request may send all values it gets. */
function ownValues(fields: readonly Field[], entered: Values): Values {
	const names = new Set(fields.map(({ name }) => name));
	return Object.fromEntries(Object.entries(entered).filter(([name]) => names.has(name)));
}

function failureOf(result: Result<unknown, Failure>): Failure | undefined {
	return result.ok ? undefined : result;
}
