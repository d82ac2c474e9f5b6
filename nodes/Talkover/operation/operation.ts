import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isConfirmation } from '../api/answer';
import type { Pause } from '../api/pacing/clock';
import type { Answer, Send } from '../api/client';
import type { Failure } from '../api/failure';
import { unreadableAnswer } from '../api/failure';
import type { Attempt } from '../parameters/invalidInput';
import { attempt } from '../parameters/invalidInput';
import type { ApiRequest } from '../api/request';
import { creationOf, encodePath } from '../api/request';
import type { Field, ValuesOf } from '../parameters/field';
import type { OptionValues } from '../parameters/groups';
import type { Listing } from './listing';
import { limitOf, simplified, withListFields } from './listing';
import type { OnPage, Paging } from './paging';
import { readPages } from './paging';
import type { Shape } from './shapes';
import { readAs } from './shapes';
import type { Trace } from './trace';

/** What an item's run gives: its output items, or why there are none. */
export type Result = Success | Failure;

interface Success {
	readonly ok: true;
	readonly output: IDataObject[];
	/** To be fetched, and put into the output as binary data. */
	readonly file?: FileLink;
	/** What to tell the user about an item that succeeded. */
	readonly warning?: string;
	/** Waits for the rest, after the item has been recorded and others like it may go on. */
	readonly finish?: () => Promise<Result>;
	/** The output is all that is known, because the response only confirmed the request. */
	readonly confirmed?: boolean;
}

/** A file that an answer points to. */
export interface FileLink {
	readonly url: string;
	readonly fileName: string;
	readonly mimeType: string;
}

/** An item that has been checked and can be sent. */
export interface Job {
	/** The request that the item is about; others may come before it. */
	readonly request: ApiRequest;
	/** Items that create the very same thing have to take turns, because each looks first. */
	readonly looksFirst: boolean;
	/** How many items of the run may be in progress at once, if that isn't *Max Concurrency*. */
	readonly atOnce?: number | undefined;
	readonly restoration?: Restoration | undefined;
	/** Undefined if no list tells whether the item's request has created anything. */
	readonly trace?: Trace | undefined;
	/** @param known how the request ended in an earlier attempt; it isn't sent then */
	run(sends: Sends, known: Answer | Failure | undefined, onPage?: OnPage): Promise<Result>;
}

/** The ways in which an item sends requests. */
export interface Sends {
	readonly send: Send;
	/** For questions that all items of a run share: the same GET request is sent once per run. */
	readonly ask: Send;
	/** All waiting of the run. */
	readonly pause: Pause;
	/** How many items of the run have a request with the same path, this one included. */
	readonly alike: number;
	/** What an attempt whose data is lost has created for another item that creates the same. */
	readonly recovered: () => IDataObject | undefined;
	/** What all items of a run share, made for the first one that needs it. */
	readonly shared: <Value>(key: string, make: () => Value) => Value;
}

/**
 * What requests undo, and the run puts back when all items have ended, e.g. that an agent is published.
 * In between it would be undone by the next item.
 */
export interface Restoration {
	/** The same for all items that undo the same thing. Stored with failed executions, so it never changes. */
	readonly key: string;
	/** Whether there is something to put back. Asked before anything is changed. */
	isNeeded(ask: Send): Promise<Failure | boolean>;
	restore(send: Send): Promise<Failure | Restored>;
	/** What it means that it can't be put back. The reason follows. */
	readonly failed: string;
}

export interface Restored {
	readonly ok: true;
	/** The output item with what is true again. */
	update(item: IDataObject): IDataObject;
}

/** An operation as the generic passes see it: its parameters' types are gone. */
export interface Operation {
	/** Stored in saved workflows, so it never changes. */
	readonly value: string;
	readonly name: string;
	/** Sentence of the node-creator list, e.g. `Update the calling settings of an agent`. */
	readonly action: string;
	readonly description: string;
	/** What the panel says above the fields. */
	readonly notice?: INodeProperties | undefined;
	/** What running it sets off outside of Talkover, such as phones that ring. Shown before the node is run. */
	readonly caution?: string | undefined;
	readonly fields: readonly Field[];
	/** What this operation adds to the options that all have. */
	readonly options: readonly Field[];
	/**
	 * The item's job, from its parsed parameters and the run's parsed options; faults when its
	 * request must not be sent.
	 */
	readonly prepare: (values: Values, options: Values) => Attempt<Job>;
}

export type Values = Readonly<Record<string, unknown>>;

/** What every operation declares. */
interface BaseSpec<Fields extends readonly Field[], Options extends readonly Field[], Data>
	extends
		Pick<Listing, 'simplify'>,
		Pick<Operation, 'action' | 'caution' | 'description' | 'name' | 'notice' | 'value'> {
	readonly fields: Fields;
	readonly options?: Options;
	/** @throws InvalidInput when these values must not be sent */
	request(values: ValuesOf<Fields>, options: OptionValues<Options>): ApiRequest;
	/**
	 * Runs before the request, e.g. to ask whether it may be sent. A result ends the item; another request
	 * is sent in place of the item's own; undefined goes on to the request.
	 */
	before?(
		item: Item<Fields, Options>,
	): Promise<Result | { readonly request: ApiRequest } | undefined>;
	/** What the request undoes and the run puts back; undefined if these values ask for none of that. */
	restoration?(values: ValuesOf<Fields>, options: OptionValues<Options>): Restoration | undefined;
	/** Where what the request creates can be seen; undefined if no list tells. */
	trace?(values: ValuesOf<Fields>, options: OptionValues<Options>): Trace | undefined;
	readonly data: Shape<Data>;
	/** How many items may be in progress at once; *Max Concurrency* by default. The first item decides. */
	atOnce?(values: ValuesOf<Fields>): number | undefined;
}

/** What an operation knows of an item. */
interface Item<Fields extends readonly Field[], Options extends readonly Field[]> extends Sends {
	readonly values: ValuesOf<Fields>;
	readonly options: OptionValues<Options>;
	readonly request: ApiRequest;
}

/** A list: nothing but its elements can be made of it. */
interface ListSpec<Fields extends readonly Field[]> {
	readonly paging: Paging;
	/**
	 * Whether an element passes a filter that Talkover may ignore.
	 *
	 * @returns undefined if these values have no such filter
	 */
	matching?(values: ValuesOf<Fields>): ((element: IDataObject) => boolean) | undefined;
	readonly dataFor?: undefined;
	readonly output?: undefined;
	readonly finish?: undefined;
	readonly file?: undefined;
}

/** One answer. */
interface AnswerSpec<Fields extends readonly Field[], Options extends readonly Field[], Data> {
	readonly paging?: undefined;
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
	): Promise<Explained<Data>> | Explained<Data>;
}

/** Waits for what a request has set off; what it gives replaces the item. */
type Finish<Fields extends readonly Field[], Options extends readonly Field[]> = (
	item: IDataObject,
	about: Item<Fields, Options>,
) => Promise<Output>;

type Explained<Data> = Failure | { readonly data: Data } | undefined;

/** The item to output, or why there is none. */
type Output = Failure | { readonly item: IDataObject; readonly warning?: string };

/** At most one of these makes something of `data` other than the shape's own items. */
type OutputSpec<Fields extends readonly Field[], Options extends readonly Field[], Data> =
	| {
			output?(data: Data, item: Item<Fields, Options>): Output | Promise<Output>;
			/** Only after a request that succeeded, in this attempt or an earlier one. */
			readonly finish?: Finish<Fields, Options>;
			readonly file?: undefined;
	  }
	| {
			readonly output?: undefined;
			readonly finish?: undefined;
			/** The file that `data` points to; becomes binary data of the shape's own items. */
			file(data: Data): FileLink;
	  };

type Spec<Fields extends readonly Field[], Options extends readonly Field[], Data> = BaseSpec<
	Fields,
	Options,
	Data
> &
	(ListSpec<Fields> | (AnswerSpec<Fields, Options, Data> & OutputSpec<Fields, Options, Data>));

/**
 * One operation as a value: everything that is known about it in one place. `displayOptions`, the
 * drop-down, the action list and the dispatch are derived from the list of these.
 */
export function operation<
	const Fields extends readonly Field[],
	const Options extends readonly Field[],
	Data,
>(spec: Spec<Fields, Options, Data>): Operation {
	const { value, name, action, description, notice, caution } = spec;
	return {
		value,
		name,
		action,
		description,
		notice,
		caution,
		fields: withListFields(spec.fields, spec),
		options: spec.options ?? [],
		prepare: (entered, enteredOptions) =>
			attempt(() => {
				// These are the parsed values of exactly `fields` and `options`; this is where their types come back.
				const values = ownValues(spec.fields, entered) as ValuesOf<Fields>;
				const options = enteredOptions as OptionValues<Options>;
				const request = spec.request(values, options);
				encodePath(request.path);
				const run: Job['run'] = async (sends, known, onPage) => {
					const own = { values, options, request, ...sends };
					const first = known ? undefined : await spec.before?.(own);
					if (first && 'ok' in first) {
						return first.ok ? shapeOutput(first, spec, entered) : first;
					}
					const item = { ...own, ...first };
					const result = spec.paging
						? await readPages(sends.send, item.request, spec.data, {
								paging: spec.paging,
								limit: limitOf(entered),
								onPage,
								matches: spec.matching?.(values),
							})
						: await toResult(spec, item, known ?? (await sends.send(item.request)));
					return result.ok ? shapeOutput(result, spec, entered) : result;
				};
				return {
					request,
					looksFirst: spec.before !== undefined,
					atOnce: spec.atOnce?.(values),
					restoration: spec.restoration?.(values, options),
					trace: creationOf(request) && spec.trace?.(values, options),
					run,
				};
			}),
	};
}

/** Without what `withListFields` adds (Limit, Simplify): a request may send on all values it gets. */
function ownValues(fields: readonly Field[], entered: Values): Values {
	const names = new Set(fields.map(({ name }) => name));
	return Object.fromEntries(Object.entries(entered).filter(([name]) => names.has(name)));
}

/** Reads an answer, or a failure that is actually a valid answer. */
async function toResult<Fields extends readonly Field[], Options extends readonly Field[], Data>(
	spec: Pick<Spec<Fields, Options, Data>, 'data' | 'dataFor' | 'file' | 'finish' | 'output'>,
	item: Item<Fields, Options>,
	outcome: Answer | Failure,
): Promise<Result> {
	const read = outcome.ok
		? dataOf(spec.data, item.request, outcome)
		: deletedBefore(item.request, outcome)
			? dataOf(spec.data, item.request, { ok: true, status: 204, body: {} })
			: ((await spec.dataFor?.(outcome, item)) ?? outcome);
	if (!('data' in read)) return read;
	const { data } = read;
	const made = (await spec.output?.(data, item)) ?? spec.data.items(data);
	if ('ok' in made) return made;
	const file = spec.file?.(data);
	const { finish } = spec;
	const goesOn = finish && outcome.ok && !Array.isArray(made);
	return {
		ok: true,
		...(goesOn ? { finish: async () => finished(await finish(made.item, item)) } : {}),
		...(Array.isArray(made) ? { output: made } : withWarning(made)),
		...(file ? { file } : {}),
		confirmed: outcome.ok && isConfirmation(outcome.body),
	};
}

function finished(output: Output): Result {
	return 'ok' in output ? output : { ok: true, ...withWarning(output) };
}

/** In the item as well, for workflows that nobody watches. */
function withWarning({
	item,
	warning,
}: Exclude<Output, Failure>): Pick<Success, 'output' | 'warning'> {
	return warning === undefined ? { output: [item] } : { output: [{ ...item, warning }], warning };
}

function dataOf<Data>(
	shape: Shape<Data>,
	request: ApiRequest,
	{ status, body }: Answer,
): Failure | { readonly data: Data } {
	const data = readAs(shape, request, body);
	return data === undefined ? unreadableAnswer(status, body, creationOf(request)) : { data };
}

/** An earlier try of the same deletion got no answer, and has done its work. */
function deletedBefore({ method }: ApiRequest, { status, repeated }: Failure): boolean {
	return method === 'DELETE' && status === 404 && repeated === true;
}

function shapeOutput(result: Success, { simplify }: Listing, values: Values): Success {
	if (result.confirmed) return result;
	return { ...result, output: result.output.map((item) => simplified(item, simplify, values)) };
}
