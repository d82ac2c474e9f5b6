import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { FieldName } from '../api/contract/documented';
import type { ApiRequest } from '../api/request';
import type { Failure } from '../api/response/reply';
import type { Invalid } from '../base/invalidInput';
import type { Result } from '../base/result';
import type { Field, ValuesOf } from '../parameters/field';
import type { OptionValues } from '../parameters/groups';
import type { Instead, ItemOutput, Job, Prepared, Restoring, Transport, Values } from './job';
import type { Once } from './creation/once';
import type { RecoveryLookup } from './creation/recoveryLookup';
import type { Shape } from './answers/shapes';

/** A notice that depends on the parameters. */
export interface ConditionalNotice {
	readonly property: INodeProperties;
	/** What the tool's text says, which depends on nothing. */
	readonly inTool: string;
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
	/** Under its name in the drop-down. One line, so at most 60 characters. */
	readonly description: string;
	/** The effects outside Talkover, such as phones that ring: the first notice above the fields. */
	readonly caution?: string | undefined;
	/** What can't be undone: the next notice, and the end of the tool's text. */
	readonly warning?: string | undefined;
	readonly notice?: ConditionalNotice | undefined;
	/** What has happened to the items that are done, in the reports of progress. */
	readonly done?: string | undefined;
	/** What an AI model reads about the operation as its tool, if that isn't the action: at most two sentences before those of the {@link warning} and the {@link notice}. */
	readonly toolText?: string | undefined;
	/** How the operation skips items; undefined if it does something for each. */
	readonly skips?: Skips | undefined;
	/**
	 * What n8n's workflow builder reads about the operation: a correct node in the form of its SDK, with expressions in
	 * `expr()`, and the fields of the output.
	 */
	readonly pattern?: string | undefined;
	readonly fields: readonly Field[];
	/** The operation's own options, in addition to those that every operation has. */
	readonly options: readonly Field[];
}

/** How an operation skips items. */
export interface Skips {
	/** The output of an item whose contact can't be used. */
	unusable(why: string): IDataObject;
	/** What is said above the output, from its items; undefined if none was skipped. */
	summary(items: readonly IDataObject[]): string | undefined;
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

/** What an operation shows. */
export type Texts = Omit<OperationBase, 'fields' | 'options'>;

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
	 * Runs before a request that creates nothing, e.g. to check whether it may be sent. {@link once} decides about one that does.
	 *
	 * @returns undefined to send the request
	 */
	before?(item: Item<Fields, Options>): Promise<Result<Instead, Failure> | undefined>;
	/** What decides about a creation besides its key, and what the process remembers of it; undefined if nothing does. */
	once?(item: Item<Fields, Options>): Once | undefined;
	/** What the request undoes and the run restores; undefined if these values don't require that. */
	compensation?(values: ValuesOf<Fields>, options: OptionValues<Options>): Restoring | undefined;
	/** The list that shows what the request creates; undefined if there is none. */
	recoveryLookup?(
		values: ValuesOf<Fields>,
		options: OptionValues<Options>,
	): RecoveryLookup | undefined;
	readonly data: Shape<Data>;
	/** The fields of a simplified item, if the raw one has more than ten. Requires a documented object as `data`. */
	readonly simplify?: readonly FieldName<NoInfer<Data>>[];
	/**
	 * The most items in progress at once; as many as requests by default. The first item decides. For {@link AnswerSpec.finish}:
	 * an item that waits sends nothing, but it may keep something busy that the user wants to limit.
	 */
	atOnce?(options: OptionValues<Options>): number | undefined;
}

/** What an operation knows about an item. */
export interface Item<
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

export interface Output extends Pick<ItemOutput, 'file' | 'warning'> {
	readonly item: IDataObject;
}

export type Spec<
	Fields extends readonly Field[],
	Options extends readonly Field[],
	Data,
> = BaseSpec<Fields, Options, Data> &
	(ListSpec<Fields, Options> | AnswerSpec<Fields, Options, Data>);
