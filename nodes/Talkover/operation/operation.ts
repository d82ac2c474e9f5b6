import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Book } from '../account/book';
import { isConfirmation } from '../api/response/answer';
import type { Pause } from '../api/pacing/clock';
import type { Send } from '../api/client';
import type { Done, Failure, Reply } from '../api/response/reply';
import { unreadableAnswer } from '../api/response/failure';
import type { Sought } from '../api/response/sought';
import { withSought } from '../api/response/sought';
import type { Invalid } from '../base/invalidInput';
import { attempt } from '../base/invalidInput';
import type { Result } from '../base/result';
import { andThen, ok } from '../base/result';
import type { FieldName } from '../api/contract/documented';
import type { ApiRequest, Creation } from '../api/request';
import { creationOf, encodePath, methodOf } from '../api/request';
import type { Field, ValuesOf } from '../parameters/field';
import type { OptionValues } from '../parameters/groups';
import type { Listing } from './listing';
import type { Decision, Once } from './once';
import { limitOf, simplified, withListFields } from './listing';
import { withOwner } from './owner';
import type { Bounds } from './pager';
import type { OnPage } from './paging';
import { ENDS_EARLY, readPages } from './paging';
import type { SharedKey } from './sharedKey';
import type { Shape } from './shapes';
import { hasOwnField, readAs } from './shapes';
import type { RecoveryLookup } from './recoveryLookup';

/** The result of an item: its output items, or why there are none. */
export type ItemResult = Result<ItemOutput, Failure>;

interface ItemOutput {
	readonly items: IDataObject[];
	/** A file to download and add to the items as binary data. */
	readonly file?: FileLink;
	/** A warning about an item that succeeded. */
	readonly warning?: string;
	/** Waits for the rest, after the item is recorded and other items with the same creation can continue. */
	readonly finish?: () => Promise<ItemResult>;
	/** Whether the response only confirmed the request, so that the output is all that is known. */
	readonly confirmed?: boolean;
}

/** A file that a response links to. */
export interface FileLink {
	readonly url: string;
	readonly fileName: string;
	readonly mimeType: string;
}

/** A valid item. */
export interface Job {
	/** The item's main request; others may be sent before it. */
	readonly request: ApiRequest;
	/** The most items of the run in progress at once; undefined for *Max Concurrency*. */
	readonly atOnce?: number | undefined;
	readonly compensation?: Compensation | undefined;
	/** Undefined if the request creates nothing. */
	readonly creating?: CreatingJob | undefined;
	/** Sends the request, and others before it, and makes the result. Creates without {@link creating}'s care. */
	run(transport: Transport, onPage?: OnPage): Promise<ItemResult>;
}

/** How a request is sent that creates something. */
export interface CreatingJob extends DecidedJob {
	/** The failure if a response that means success doesn't show what was created; undefined if it does. */
	unreadable(reply: Done, request: ApiRequest): Failure | undefined;
	/** Makes the result from the outcome of the request, as it was sent. */
	respond(reply: Reply, request: ApiRequest, transport: Transport): Promise<ItemResult>;
}

/** What decides whether a request is sent that creates something. */
export interface DecidedJob {
	readonly creation: Creation;
	/** Whether a check comes before the request, so that jobs that create the same thing run one at a time in this process. */
	readonly looksFirst: boolean;
	/** Undefined if no list shows what the item's request creates. */
	readonly recoveryLookup?: RecoveryLookup | undefined;
	/** What decides about the creation; undefined if its key suffices. */
	once?(transport: Transport): Once | undefined;
	/** What replaces the request; undefined to send it. */
	before?(transport: Transport): Promise<Result<Instead, Failure> | undefined>;
}

/** The ways in which an item can send requests. */
export interface Transport {
	readonly send: Send;
	/** Sends each distinct GET request only once per run, because several items may need the same response. */
	readonly sendCached: Send;
	/** All waiting of the run. */
	readonly pause: Pause;
	/** The number of items of the run whose request has the same path, including this one. */
	readonly alike: number;
	/** Counts what the node creates in this execution, over all its runs and all uses of a tool. */
	readonly tally: Tally;
	/** Whether an AI model chooses the value of a parameter. */
	readonly isFromModel: (parameter: string) => boolean;
	/** What the executions of the process have created. */
	readonly book: Pick<Book, 'about' | 'confirm'>;
	/** The trace of what another item or execution has just created with the same key; see {@link Once.trace}. */
	readonly justCreated?: IDataObject | undefined;
	/**
	 * What would be done now with a request that creates something. Finds out what the decision needs, and sends nothing else.
	 *
	 * @returns a failure if it can't be found out now
	 */
	decide(request: ApiRequest, job: DecidedJob): Promise<Result<Decision, Failure>>;
	/** Returns a value that all items of the run share. See {@link SharedKey.valueIn}. */
	readonly shared: <Value>(key: SharedKey<Value>, name: string, make: () => Value) => Value;
}

/** A count that all runs of a node in an execution share. */
export interface Tally {
	/** Whether an AI agent uses the node as its tool. */
	readonly isTool: boolean;
	readonly count: number;
	add(difference: -1 | 1): void;
}

/**
 * Restores a state that requests undo, e.g. that an agent is published. Done after all items have ended: restored
 * earlier, it would be undone by the next item.
 */
export interface Compensation {
	/** The same for all items that undo the same state. Stored with failed executions, so it never changes. */
	readonly key: string;
	/** Whether there is something to restore. Called before anything is changed. */
	isNeeded(sendCached: Send): Promise<Result<boolean, Failure>>;
	restore(send: Send): Promise<Result<Restored, Failure>>;
	/** Whether an item that fails may have undone the state, because it sends several requests. */
	readonly hasSteps?: true;
	/** The message if the state can't be restored. The reason follows it. */
	readonly failed: string;
}

export interface Restored {
	/** The output item with the restored state. */
	update(item: IDataObject): IDataObject;
}

/** An operation without the types of its parameters. */
export type Operation = LocalOperation | RequestOperation;

/** What every operation has. */
export interface OperationBase {
	/** Stored in saved workflows, so it never changes. */
	readonly value: string;
	readonly name: string;
	/** The text in n8n's list of actions, e.g. `Update the calling settings of an agent`. */
	readonly action: string;
	readonly description: string;
	/** A notice above the fields. */
	readonly notice?: INodeProperties | undefined;
	/** The effects outside Talkover, such as phones that ring. Shown before the node is run. */
	readonly caution?: string | undefined;
	/** What has happened to the items that are done, in the reports of progress. */
	readonly done?: string | undefined;
	/** What an AI model reads about the operation as its tool, if that isn't the action. At most two sentences. */
	readonly toolText?: string | undefined;
	/**
	 * What n8n's workflow builder reads about the operation: a correct node in the form of its SDK, with expressions in
	 * `expr()`, and the fields of the output.
	 */
	readonly pattern?: string | undefined;
	readonly fields: readonly Field[];
	/** The operation's own options, in addition to those that every operation has. */
	readonly options: readonly Field[];
}

/** An operation that sends requests. */
export interface RequestOperation extends OperationBase {
	/**
	 * The item's job, from its parsed parameters and the run's parsed options; faults if its request
	 * must not be sent.
	 */
	readonly prepare: (values: Values, options: Values) => Result<Job, Invalid>;
}

/** An operation whose result follows from the parameters, unless an item's options need a request. */
export interface LocalOperation extends OperationBase {
	readonly prepareLocally: (
		values: Values,
		options: Values,
		shared: Transport['shared'],
	) => Result<Prepared, Invalid>;
}

/** A valid item: a job to run, or the output of an item that nothing is sent for. */
export type Prepared = { readonly job: Job } | { readonly json: IDataObject };

export type Values = Readonly<Record<string, unknown>>;

/** What an operation shows. */
type Texts = Omit<OperationBase, 'fields' | 'options'>;

/** What every operation declares. */
interface BaseSpec<
	Fields extends readonly Field[],
	Options extends readonly Field[],
	Data,
> extends Texts {
	readonly fields: Fields;
	readonly options?: Options;
	/** @throws InvalidInput if these values must not be sent */
	request(values: ValuesOf<Fields>, options: OptionValues<Options>): ApiRequest;
	/**
	 * Runs before the request, e.g. to check whether it may be sent.
	 *
	 * @returns undefined to send the request
	 */
	before?(item: Item<Fields, Options>): Promise<Result<Instead, Failure> | undefined>;
	/** What decides about a creation besides its key, and what the process remembers of it; undefined if nothing does. */
	once?(item: Item<Fields, Options>): Once | undefined;
	/** What the request undoes and the run restores; undefined if these values don't require that. */
	compensation?(values: ValuesOf<Fields>, options: OptionValues<Options>): Compensation | undefined;
	/** The list that shows what the request creates; undefined if there is none. */
	recoveryLookup?(
		values: ValuesOf<Fields>,
		options: OptionValues<Options>,
	): RecoveryLookup | undefined;
	readonly data: Shape<Data>;
	/** The fields of a simplified item, if the raw one has more than ten. Requires a documented object as `data`. */
	readonly simplify?: readonly FieldName<NoInfer<Data>>[];
	/**
	 * The most items in progress at once; *Max Concurrency* by default. The first item decides. For {@link AnswerSpec.finish}:
	 * an item that waits sends nothing, but it may keep something busy that the user wants to limit.
	 */
	atOnce?(options: OptionValues<Options>): number | undefined;
}

/** What an operation knows about an item. */
interface Item<
	Fields extends readonly Field[],
	Options extends readonly Field[],
> extends Transport {
	readonly values: ValuesOf<Fields>;
	readonly options: OptionValues<Options>;
	readonly request: ApiRequest;
}

/** The elements of a list, with a warning if something couldn't be added to them. */
export interface Completed {
	readonly items: IDataObject[];
	readonly warning?: string;
}

/** A list, whose elements become the items. */
interface ListSpec<Fields extends readonly Field[], Options extends readonly Field[]> {
	readonly isList: true;
	/**
	 * Whether an element passes a filter that Talkover may ignore. Declared here, because only elements that pass count
	 * toward *Limit*.
	 *
	 * @returns undefined if these values have no such filter
	 */
	matching?(values: ValuesOf<Fields>): ((element: object) => boolean) | undefined;
	/** The most elements to return, from a parameter of the operation instead of *Limit*; undefined for all. */
	mostElements?(values: ValuesOf<Fields>): number | undefined;
	/** Adds to the elements, e.g. from another response. */
	complete?(elements: IDataObject[], item: Item<Fields, Options>): Promise<Completed>;
	readonly dataFor?: undefined;
	readonly output?: undefined;
	readonly finish?: undefined;
}

/** A single response. */
interface AnswerSpec<Fields extends readonly Field[], Options extends readonly Field[], Data> {
	readonly isList?: undefined;
	readonly matching?: undefined;
	readonly mostElements?: undefined;
	readonly complete?: undefined;
	/**
	 * What a failure means as `data`, if it is actually a valid answer, e.g. the 404 for "none". Decides by
	 * status, machine codes and fields, or by another request, and never by sentences.
	 *
	 * @returns undefined if it is a failure; another failure if that is the one to report
	 */
	dataFor?(
		failure: Failure,
		item: Item<Fields, Options>,
	): Promise<Result<Data, Failure> | undefined> | Result<Data, Failure> | undefined;
	/** Makes the item from `data`; by default, the items are those of the shape. */
	output?(
		data: Data,
		item: Item<Fields, Options>,
	): Promise<Result<Output, Failure>> | Result<Output, Failure>;
	/**
	 * Waits for the effect of a request, and replaces the item. Not part of `output`, because a wait takes minutes: the
	 * creation must be recorded before it, and other items with the same creation must not wait for it.
	 *
	 * Only runs after a request that succeeded in this attempt or an earlier one.
	 */
	finish?(item: IDataObject, about: Item<Fields, Options>): Promise<Output>;
}

/** What replaces the item's own request: its items, or another request, e.g. with a required value that was read. */
export type Instead = { readonly items: IDataObject[] } | { readonly request: ApiRequest };

interface Output extends Pick<ItemOutput, 'file' | 'warning'> {
	readonly item: IDataObject;
}

type Spec<Fields extends readonly Field[], Options extends readonly Field[], Data> = BaseSpec<
	Fields,
	Options,
	Data
> &
	(ListSpec<Fields, Options> | AnswerSpec<Fields, Options, Data>);

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
	const { value, name, action, description, notice, caution, done, toolText, pattern } = spec;
	return { value, name, action, description, notice, caution, done, toolText, pattern };
}

/** Without the values that `withListFields` adds (Limit, Simplify), because a request may send all values it gets. */
function ownValues(fields: readonly Field[], entered: Values): Values {
	const names = new Set(fields.map(({ name }) => name));
	return Object.fromEntries(Object.entries(entered).filter(([name]) => names.has(name)));
}

interface Sending {
	readonly onPage: OnPage | undefined;
	readonly limit: number;
	readonly matches: ((element: object) => boolean) | undefined;
}

/** Sends the item's request, and makes the output from the response. */
async function send<Fields extends readonly Field[], Options extends readonly Field[], Data>(
	spec: Spec<Fields, Options, Data>,
	item: Item<Fields, Options>,
	options: Sending,
): Promise<ItemResult> {
	if (!spec.isList) return outputFrom(spec, item, await item.send(item.request));
	const read = await readPages(item.send, item.request, spec.data, { ...options, bounds: RESULT });
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

async function outputFrom<Fields extends readonly Field[], Options extends readonly Field[], Data>(
	spec: SingleSpec<Fields, Options, Data>,
	item: Item<Fields, Options>,
	outcome: Reply,
): Promise<ItemResult> {
	const { output, finish } = spec;
	if (outcome.ok && !output && isOtherForm(spec.data, item.request, outcome)) {
		return ok({ items: [{ ...outcome.body, warning: OTHER_FORM }], warning: OTHER_FORM });
	}
	const data = await dataFrom(spec, item, outcome);
	if (!data.ok) return data;
	const confirmed = outcome.ok && isConfirmation(outcome.body);
	if (!output) return ok({ items: spec.data.items(data.value), confirmed });
	return andThen(await output(data.value, item), (made) =>
		ok({
			...itemOutput(made),
			...(finish && outcome.ok
				? { finish: async () => ok(itemOutput(await finish(made.item, item))) }
				: {}),
			confirmed,
		}),
	);
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

/** Reads a response, or a failure that is actually a valid answer. */
async function dataFrom<Fields extends readonly Field[], Options extends readonly Field[], Data>(
	{ data, dataFor }: Pick<SingleSpec<Fields, Options, Data>, 'data' | 'dataFor'>,
	item: Item<Fields, Options>,
	outcome: Reply,
): Promise<Result<Data, Failure>> {
	if (outcome.ok) return dataIn(data, item.request, outcome);
	return (await dataFor?.(outcome, item)) ?? outcome;
}

function dataIn<Data>(shape: Shape<Data>, request: ApiRequest, reply: Done): Result<Data, Failure> {
	const data = readAs(shape, request, reply);
	if (data !== undefined) return ok(data);
	return unreadableAnswer(reply.status, reply.body, creationOf(request));
}

function failureOf(result: Result<unknown, Failure>): Failure | undefined {
	return result.ok ? undefined : result;
}

/** Adds the warning to the item as well, for workflows that nobody watches. */
function itemOutput({ item, warning, ...rest }: Output): ItemOutput {
	return warning === undefined
		? { items: [item], ...rest }
		: { items: [{ ...item, warning }], warning, ...rest };
}

/** The output as it's shown: simplified, and with the IDs of what the items belong to. */
function shaped(
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
