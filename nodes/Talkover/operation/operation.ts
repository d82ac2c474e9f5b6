import type { IDataObject } from 'n8n-workflow';

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
import type { OnPage } from './paging';
import { readPages } from './paging';
import type { Shape } from './shapes';

/** What an item's run gives: its output items, or why there are none. */
export type Result = Success | Failure;

interface Success {
	readonly ok: true;
	readonly output: IDataObject[];
	/** To be fetched, and put into the output as binary data. */
	readonly file?: FileLink;
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
	/**
	 * @param known how the request ended in an earlier try; nothing is sent then
	 * @param onPage follows a list that is read page by page
	 */
	run(send: Send, known: Answer | Failure | undefined, onPage?: OnPage): Promise<Result>;
}

/** An operation as the generic passes see it: its parameters' types are gone. */
export interface Operation {
	/** Stored in saved workflows, so it never changes. */
	readonly value: string;
	readonly name: string;
	/** Sentence of the node-creator list, e.g. `Update calling settings of an agent`. */
	readonly action: string;
	readonly description: string;
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
	extends Pick<Listing, 'simplify'>, Pick<Operation, 'action' | 'description' | 'name' | 'value'> {
	readonly fields: Fields;
	readonly options?: Options;
	/** @throws InvalidInput when these values must not be sent */
	request(values: ValuesOf<Fields>, options: OptionValues<Options>): ApiRequest;
	/**
	 * Runs before the request, e.g. to ask whether it may be sent. A result ends the item; undefined
	 * goes on to the request.
	 */
	before?(item: {
		readonly values: ValuesOf<Fields>;
		readonly options: OptionValues<Options>;
		readonly request: ApiRequest;
		readonly send: Send;
	}): Promise<Result | undefined>;
	readonly data: Shape<Data>;
}

/** A list that is read page by page: nothing but its elements can be made of it. */
interface PagedSpec {
	readonly paging: 'page';
	readonly dataFor?: undefined;
	readonly output?: undefined;
	readonly file?: undefined;
}

/** One answer. */
interface AnswerSpec<Data> {
	readonly paging?: 'none';
	/** What a failure means as `data`, where it is actually a valid answer, e.g. the 404 for "none". */
	dataFor?(failure: Failure): Data | undefined;
}

/** At most one of these makes something of `data` other than the shape's own items. */
type OutputSpec<Options extends readonly Field[], Data> =
	| {
			/** The item made of `data`, or why there is none. */
			output?(data: Data, options: OptionValues<Options>): Failure | { readonly item: IDataObject };
			readonly file?: undefined;
	  }
	| {
			readonly output?: undefined;
			/** The file that `data` points to; becomes binary data of the shape's own items. */
			file(data: Data): FileLink;
	  };

type Spec<Fields extends readonly Field[], Options extends readonly Field[], Data> = BaseSpec<
	Fields,
	Options,
	Data
> &
	(PagedSpec | (AnswerSpec<Data> & OutputSpec<Options, Data>));

/**
 * One operation as a value: everything that is known about it in one place. `displayOptions`, the
 * drop-down, the action list and the dispatch are derived from the list of these.
 */
export function operation<
	const Fields extends readonly Field[],
	const Options extends readonly Field[],
	Data,
>(spec: Spec<Fields, Options, Data>): Operation {
	const { value, name, action, description } = spec;
	return {
		value,
		name,
		action,
		description,
		fields: withListFields(spec.fields, spec),
		options: spec.options ?? [],
		prepare: (entered, enteredOptions) =>
			attempt(() => {
				// These are the parsed values of exactly `fields` and `options`; this is where their types come back.
				const values = ownValues(spec.fields, entered) as ValuesOf<Fields>;
				const options = enteredOptions as OptionValues<Options>;
				const request = spec.request(values, options);
				encodePath(request.path);
				const run: Job['run'] = async (send, known, onPage) => {
					const early = known ? undefined : await spec.before?.({ values, options, request, send });
					if (early) return early;
					const result =
						spec.paging === 'page'
							? await readPages(send, request, spec.data, limitOf(entered), onPage)
							: toResult(spec, request, options, known ?? (await send(request)));
					return result.ok ? shapeOutput(result, spec, entered) : result;
				};
				return { request, looksFirst: spec.before !== undefined, run };
			}),
	};
}

/** Without what `withListFields` adds (Limit, Simplify): a request may send on all values it gets. */
function ownValues(fields: readonly Field[], entered: Values): Values {
	const names = new Set(fields.map(({ name }) => name));
	return Object.fromEntries(Object.entries(entered).filter(([name]) => names.has(name)));
}

/** Reads an answer, or a failure that is one in truth. */
function toResult<Data, Options extends readonly Field[]>(
	spec: Pick<Spec<readonly Field[], Options, Data>, 'data' | 'dataFor' | 'file' | 'output'>,
	request: ApiRequest,
	options: OptionValues<Options>,
	outcome: Answer | Failure,
): Result {
	const data = outcome.ok
		? spec.data.read(outcome.body)
		: deletedBefore(request, outcome)
			? spec.data.read({})
			: spec.dataFor?.(outcome);
	if (data === undefined) {
		return outcome.ok
			? unreadableAnswer(outcome.status, outcome.body, creationOf(request))
			: outcome;
	}
	const made = spec.output?.(data, options) ?? spec.data.items(data);
	const file = spec.file?.(data);
	if (Array.isArray(made)) return { ok: true, output: made, ...(file ? { file } : {}) };
	return 'item' in made ? { ok: true, output: [made.item] } : made;
}

/** An earlier try of the same deletion got no answer, and has done its work. */
function deletedBefore({ method }: ApiRequest, { status, repeated }: Failure): boolean {
	return method === 'DELETE' && status === 404 && repeated === true;
}

function shapeOutput(result: Success, { paging, simplify }: Listing, values: Values): Success {
	const output = paging ? result.output.slice(0, limitOf(values)) : result.output;
	return { ...result, output: output.map((item) => simplified(item, simplify, values)) };
}
