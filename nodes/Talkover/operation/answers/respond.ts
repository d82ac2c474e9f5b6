import { isConfirmation } from '../../api/response/answer';
import { unreadableAnswer } from '../../api/response/failure';
import type { Done, Failure, Reply } from '../../api/response/reply';
import type { ApiRequest } from '../../api/request';
import { creationOf, methodOf } from '../../api/request';
import type { Result } from '../../base/result';
import { andThen, ok } from '../../base/result';
import type { Field } from '../../parameters/field';
import type { ItemOutput, ItemResult, Values } from '../job';
import type { Listing } from '../panel/listing';
import { simplified } from '../panel/listing';
import { withOwner } from '../panel/owner';
import type { Bounds } from './pager';
import type { OnPage } from './paging';
import { ENDS_EARLY, readPages } from './paging';
import type { Shape } from './shapes';
import { hasOwnField, readAs } from './shapes';
import type { Item, Output, Spec } from '../spec';

/** Reads the list that the item's request is for. */
export async function readList<
	Fields extends readonly Field[],
	Options extends readonly Field[],
	Data,
>(
	spec: Extract<Spec<Fields, Options, Data>, { isList: true }>,
	item: Item<Fields, Options>,
	options: { readonly limit: number; readonly onPage: OnPage | undefined },
): Promise<ItemResult> {
	const matches = spec.matching?.(item.values);
	const reading = { ...options, matches, bounds: RESULT };
	const read = await readPages(item.send, item.request, spec.data, reading);
	if (!read.ok) return read;
	const { elements, breaksPromise, isCut } = read.value;
	const { items, warning = [] } = (await spec.complete?.(elements, item)) ?? { items: elements };
	const warnings = [
		breaksPromise ? `${ENDS_EARLY}. Entries may be missing` : [],
		isCut ? onlyFirst(items.length) : [],
		warning,
	].flat();
	return ok(warnings.length > 0 ? { items, warning: warnings.join('. ') } : { items });
}

/** For lists that somebody wants to have, so that a large account is read completely. */
const RESULT: Bounds = { pages: 5_000, elements: 500_000, ms: 3_600_000 };

function onlyFirst(entries: number): string {
	return `The list is too long: only its first ${entries.toLocaleString('en')} entries were read. Use filters to get the others`;
}

type SingleSpec<Fields extends readonly Field[], Options extends readonly Field[], Data> = Pick<
	Spec<Fields, Options, Data>,
	'data' | 'dataFor' | 'finish' | 'output'
>;

export async function outputFrom<
	Fields extends readonly Field[],
	Options extends readonly Field[],
	Data,
>(
	spec: SingleSpec<Fields, Options, Data>,
	item: Item<Fields, Options>,
	outcome: Reply,
): Promise<ItemResult> {
	const { output, finish } = spec;
	if (outcome.ok && !output && isOtherForm(spec.data, item.request, outcome)) {
		return ok({ items: [{ ...outcome.body, warning: OTHER_FORM }], warning: OTHER_FORM });
	}
	const data = outcome.ok
		? dataIn(spec.data, item.request, outcome)
		: // It may actually be a valid answer.
			((await spec.dataFor?.(outcome, item)) ?? outcome);
	if (!data.ok) return data;
	const confirmed = outcome.ok && isConfirmation(outcome.body);
	if (!output) return ok({ items: spec.data.items(data.value), confirmed });
	const made = await output(data.value, item);
	if (!made.ok) return made;
	const { value } = made;
	const rest = finish &&
		outcome.ok && { finish: async () => ok(itemOutput(await finish(value.item, item))) };
	return ok({ ...itemOutput(value), ...rest, confirmed });
}

/** What is said about a thing that was asked for and is passed on as it came. */
const OTHER_FORM =
	"Talkover's response has another form than its documentation shows. It's passed on as it came";

/** Whether the one thing that was asked for is in a form that no publication shows. */
function isOtherForm<Data>(shape: Shape<Data>, request: ApiRequest, reply: Done): boolean {
	const { body } = reply;
	const isAskedFor = methodOf(request) === 'GET' && shape.isOne === true;
	if (!isAskedFor || isConfirmation(body)) return false;
	const data = shape.read(reply);
	return data === undefined || (data === body && !hasOwnField(body));
}

export function dataIn<Data>(
	shape: Shape<Data>,
	request: ApiRequest,
	reply: Done,
): Result<Data, Failure> {
	const data = readAs(shape, request, reply);
	if (data !== undefined) return ok(data);
	return unreadableAnswer(reply.status, reply.body, creationOf(request));
}

/** Adds the warning to the item as well, for workflows that nobody watches. */
function itemOutput({ item, warning, ...rest }: Output): ItemOutput {
	return warning === undefined
		? { items: [item], ...rest }
		: { items: [{ ...item, warning }], warning, ...rest };
}

/** The output as it's shown: simplified, and with the IDs of what the items belong to. */
export function shaped(
	output: ItemOutput,
	spec: Pick<Listing, 'simplify'> & { readonly data: Pick<Shape<never>, 'isOwner'> },
	values: Values,
	request: ApiRequest,
): ItemOutput {
	const { finish } = output;
	const names = output.confirmed ? undefined : spec.simplify;
	const items = output.items.map((item) => {
		const shown = simplified(item, names, values);
		return spec.data.isOwner ? shown : withOwner(shown, request);
	});
	if (!finish) return { ...output, items };
	return {
		...output,
		items,
		finish: async () =>
			andThen(await finish(), (finished) => ok(shaped(finished, spec, values, request))),
	};
}
