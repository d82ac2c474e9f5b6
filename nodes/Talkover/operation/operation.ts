import { attempt } from '../base/invalidInput';
import { ok } from '../base/result';
import type { ApiRequest } from '../api/request';
import { creationOf, encodePath } from '../api/request';
import type { Sought } from '../api/response/sought';
import { withSought } from '../api/response/sought';
import type { Field, ValuesOf } from '../parameters/field';
import type { OptionValues } from '../parameters/groups';
import type { CreatingJob, ItemResult, Values } from './job';
import { limitOf, withListFields, withoutListFields } from './panel/listing';
import { dataIn, outputFrom, readList, shaped } from './answers/respond';
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
				const values = withoutListFields(entered) as ValuesOf<Fields>;
				const options = enteredOptions as OptionValues<Options>;
				const request = spec.request(values, options);
				encodePath(request.path);
				const about = { values, options, request };
				const finished = (result: ItemResult): ItemResult =>
					result.ok
						? ok(shaped(result.value, spec, entered, request))
						: withSought(result, soughtIn(spec.fields, entered, request));
				const creation = creationOf(request);
				if (creation && spec.before) throw new Error(`${spec.value}: use once instead of before`);
				const creating: CreatingJob | undefined = creation && {
					creation,
					recoveryLookup: spec.recoveryLookup?.(values, options),
					once: (transport) => spec.once?.({ ...about, ...transport }),
					unreadable: (reply, sent) => {
						const data = dataIn(spec.data, sent, reply);
						return data.ok ? undefined : data;
					},
					respond: async (reply, sent, transport) => {
						if (spec.isList) return NO_LIST;
						return finished(
							await outputFrom(spec, { ...about, ...transport, request: sent }, reply),
						);
					},
				};
				return {
					request,
					atOnce: spec.atOnce?.(options),
					compensation: spec.compensation?.(values, options),
					creating,
					run: async (transport, onPage) => {
						const first = await spec.before?.({ ...about, ...transport });
						if (first && !first.ok) return finished(first);
						if (first && 'items' in first.value) return finished(ok(first.value));
						const item = { ...about, ...transport, ...first?.value };
						if (!spec.isList)
							return finished(await outputFrom(spec, item, await item.send(item.request)));
						const limit = spec.mostElements?.(values) ?? limitOf(entered);
						return finished(await readList(spec, item, { limit, onPage }));
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

/** Only the texts, because a spec also has functions. */
function textsOf(spec: Texts): Texts {
	const { value, name, action, description, caution, warning, notice } = spec;
	const { done, toolText, pattern, skips } = spec;
	return {
		...{ value, name, action, description, caution, warning, notice },
		...{ done, toolText, pattern, skips },
	};
}
