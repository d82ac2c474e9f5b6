import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { RecentContacts } from '../account/recentContacts';
import { isConfirmation } from '../api/response/answer';
import type { Pause } from '../api/pacing/clock';
import type { Send } from '../api/client';
import type { Done, Failure, Reply } from '../api/response/reply';
import { NOT_SENT, unreadableAnswer } from '../api/response/failure';
import type { Sought } from '../api/response/sought';
import { withSought } from '../api/response/sought';
import type { Invalid } from '../base/invalidInput';
import { attempt } from '../base/invalidInput';
import type { Result } from '../base/result';
import { andThen, ok } from '../base/result';
import type { FieldName } from '../api/contract/documented';
import type { ApiRequest } from '../api/request';
import { creationOf, encodePath, methodOf } from '../api/request';
import type { Field, ValuesOf } from '../parameters/field';
import type { OptionValues } from '../parameters/groups';
import type { Listing } from './listing';
import { limitOf, simplified, withListFields } from './listing';
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
	/** Whether nothing was sent for now, so that another attempt decides again. */
	readonly postponed?: boolean;
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
	/** Whether a check comes before the request, so that jobs that create the same thing run one at a time in this process. */
	readonly looksFirst: boolean;
	/** The most items of the run in progress at once; undefined for *Max Concurrency*. */
	readonly atOnce?: number | undefined;
	/** Sends the creating request if it may be sent now. Called for each attempt, when its turn has come. */
	readonly sendNow?: ((request: ApiRequest, send: Send) => Promise<Reply>) | undefined;
	/** Undefined if what was created isn't remembered. Requires {@link looksFirst}. */
	readonly duplicate?: DuplicateInfo | undefined;
	readonly compensation?: Compensation | undefined;
	/** Undefined if no list shows what the item's request creates. */
	readonly recoveryLookup?: RecoveryLookup | undefined;
	/** @param known the outcome of the request in an earlier attempt, which is used instead of sending it */
	run(transport: Transport, known: Reply | undefined, onPage?: OnPage): Promise<ItemResult>;
}

/** What an item learns from another one that has just created the same thing, which Talkover's lists may not show yet. */
export interface DuplicateInfo {
	/**
	 * What is remembered of the thing; undefined if the response can't be read. Contains nothing about people, such as a
	 * number.
	 */
	trace(answer: Done): IDataObject | undefined;
	/**
	 * The items of a request that isn't sent because another execution created it. By default, the check before the request
	 * decides, which gets the trace as {@link Transport.justCreated}.
	 */
	items?(trace: IDataObject, isScheduled: boolean): IDataObject[];
	/** The milliseconds until what a request creates takes effect. It's remembered until then and a minute longer. */
	delay?(request: ApiRequest): number;
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
	/** Whom the executions of the process have just called. */
	readonly contacts: RecentContacts;
	/** The trace of what another item or execution has just created with the same key; see {@link DuplicateInfo}. */
	readonly justCreated?: IDataObject | undefined;
	/** What an attempt whose data is lost created for another item with the same creation. */
	readonly recovered: () => IDataObject | undefined;
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
	/**
	 * Sends the request if it may be sent now. Unlike {@link before}, it is called for each attempt, after all waiting.
	 *
	 * @returns items if they replace the request
	 */
	sendNow?(item: Item<Fields, Options>, send: Send): Promise<Reply | Skipped>;
	/** Has the process remember for a minute what was created, so that it isn't created twice, unless undefined. Requires {@link before}. */
	duplicate?(values: ValuesOf<Fields>, request: ApiRequest): DuplicateInfo | undefined;
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

/** A list, whose elements become the items. */
interface ListSpec<Fields extends readonly Field[]> {
	readonly isList: true;
	/**
	 * Whether an element passes a filter that Talkover may ignore. Declared here, because only elements that pass count
	 * toward *Limit*.
	 *
	 * @returns undefined if these values have no such filter
	 */
	matching?(values: ValuesOf<Fields>): ((element: object) => boolean) | undefined;
	readonly dataFor?: undefined;
	readonly output?: undefined;
	readonly finish?: undefined;
}

/** A single response. */
interface AnswerSpec<Fields extends readonly Field[], Options extends readonly Field[], Data> {
	readonly isList?: undefined;
	readonly matching?: undefined;
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
export type Instead = Skipped | { readonly request: ApiRequest };

/** The items that replace a request. */
export interface Skipped {
	readonly items: IDataObject[];
	/** Whether another attempt decides again. By default, these items are the result of all attempts. */
	readonly postponed?: boolean;
	/** The rejection that they follow from; undefined if nothing was sent. */
	readonly answer?: Failure;
}

interface Output extends Pick<ItemOutput, 'file' | 'warning'> {
	readonly item: IDataObject;
}

type Spec<Fields extends readonly Field[], Options extends readonly Field[], Data> = BaseSpec<
	Fields,
	Options,
	Data
> &
	(ListSpec<Fields> | AnswerSpec<Fields, Options, Data>);

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
				let current: Item<Fields, Options> | undefined;
				let skipped: Skipped | undefined;
				const attemptOnce: Job['run'] = async (transport, known, onPage) => {
					const own = { values, options, request, ...transport };
					const first = known ? undefined : await spec.before?.(own);
					if (first?.ok === false) return first;
					const instead = first?.value;
					if (instead && 'items' in instead) return ok(shaped(instead, spec, entered));
					const item = { ...own, ...instead };
					current = item;
					const result = await send(spec, item, { known, onPage, limit: limitOf(entered) });
					if (skipped) return ok(skipped);
					return andThen(result, (output) => ok(shaped(output, spec, entered)));
				};
				const sought = soughtIn(spec.fields, entered);
				const run: Job['run'] = async (...about) => {
					const result = await attemptOnce(...about);
					return result.ok ? result : withSought(result, sought);
				};
				return {
					request,
					looksFirst: spec.before !== undefined,
					atOnce: spec.atOnce?.(options),
					sendNow:
						spec.sendNow &&
						(async (own, send) => {
							const sent = current && (await spec.sendNow?.({ ...current, request: own }, send));
							if (!sent || !('items' in sent)) return sent ?? send(own);
							const { answer = NOT_SENT, ...instead } = sent;
							skipped = instead;
							return answer;
						}),
					duplicate: spec.duplicate?.(values, request),
					compensation: spec.compensation?.(values, options),
					recoveryLookup: creationOf(request) && spec.recoveryLookup?.(values, options),
					run,
				};
			}),
	};
}

/** What an item is about: the values of its parameters that are a single ID. */
function soughtIn(fields: readonly Field[], values: Values): readonly Sought[] {
	return fields.flatMap(({ name, property: { displayName: label } }) => {
		const id = values[name];
		return name.endsWith('Id') && typeof id === 'string' ? [{ label, id }] : [];
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
	readonly known: Reply | undefined;
	readonly onPage: OnPage | undefined;
	readonly limit: number;
}

/** Sends the item's request, unless its outcome is known, and makes the output from the response. */
async function send<Fields extends readonly Field[], Options extends readonly Field[], Data>(
	spec: Spec<Fields, Options, Data>,
	item: Item<Fields, Options>,
	{ known, onPage, limit }: Sending,
): Promise<ItemResult> {
	if (!spec.isList) {
		return outputFrom(spec, item, known ?? (await item.send(item.request)));
	}
	const matches = spec.matching?.(item.values);
	const options = { limit, onPage, matches };
	const read = await readPages(item.send, item.request, spec.data, options);
	return andThen(read, ({ elements: items, breaksPromise }) =>
		ok(breaksPromise ? { items, warning: `${ENDS_EARLY}. Entries may be missing` } : { items }),
	);
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

/** Adds the warning to the item as well, for workflows that nobody watches. */
function itemOutput({ item, warning, ...rest }: Output): ItemOutput {
	return warning === undefined
		? { items: [item], ...rest }
		: { items: [{ ...item, warning }], warning, ...rest };
}

function shaped(output: ItemOutput, { simplify }: Listing, values: Values): ItemOutput {
	if (output.confirmed) return output;
	return { ...output, items: output.items.map((item) => simplified(item, simplify, values)) };
}
