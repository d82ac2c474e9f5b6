import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { attempt, missing, textOfFaults } from '../base/invalidInput';
import { isRecord } from '../base/json';
import type { ApiRequest } from '../api/request';
import { pathSegment } from '../api/request';
import type { Field, Spec } from '../parameters/field';
import { field, isBlank, locatedValue } from '../parameters/field';
import { asText } from '../parameters/scalars';
import type { Bounds, PagedList } from '../operation/answers/pager';
import { pagesOf, readPage } from '../operation/answers/pager';
import { setupError } from '../report/errors';
import type { Shape } from '../operation/answers/shapes';
import { list } from '../operation/answers/shapes';
import { openSend, valueOrThrow } from './request';
import type { Entry } from './entry';
import { isEvaluated, listEntry, listOption } from './entry';

const PER_PAGE = 100;
/** The most pages to read of a list. */
const MOST_PAGES = 100;
/** The most entries to show, however many a page has. */
const MOST_ENTRIES = MOST_PAGES * PER_PAGE;
/** Proxies in front of n8n often time out after 60 s. */
export const BOUNDS: Bounds = { pages: MOST_PAGES, elements: MOST_ENTRIES, ms: 30_000 };
/** A list waits for the rate limit like any request. */
const SLOW = 'If this takes too long, choose ID and enter it';
const SLOW_MS = 10_000;
/** The most characters of a search. Searching long names for much longer texts would take far longer. */
const LONGEST_SEARCH = 200;

/** Reads another parameter that a list depends on. Throws an error that names it if it has no value. */
type Chosen = (name: string, label: string) => string;

/** A list of Talkover's that the editor shows. */
export interface Entries {
	/** The list's request, without its paging. */
	readonly request: (chosen: Chosen) => ApiRequest;
	readonly data?: Shape<IDataObject[]>;
	/** Whether the list is paged. */
	readonly paged?: boolean;
	/** Whether Talkover searches the list, with the query parameter `search`. */
	readonly searched?: boolean;
	/** Whether all pages are read, because some entries come last. */
	readonly sorted?: boolean;
	/**
	 * An element with Talkover's own texts. `listEntry` removes what n8n would evaluate. Declares which documented
	 * object it reads.
	 */
	readonly entry: (element: object) => Entry;
}

interface LocatorSpec<Name extends string> extends Spec<Name> {
	/** Its name in messages: `an agent`. */
	readonly what: string;
	/** The name by which n8n requests the list. It isn't stored. */
	readonly method: string;
	readonly idExample: string;
	readonly entries: Entries;
}

/** For AI builders, which don't know the IDs of an account: their users select one. */
export const LEFT_TO_USER = { propertyHint: 'Empty unless a node gives it' } as const;

/** Something in Talkover that an operation works on, chosen from a searchable list or by its ID. */
export function locator<const Name extends string>(spec: LocatorSpec<Name>): Field<Name, string> {
	return chosenFrom(spec, true, () => {
		throw missing(`is required: choose ${spec.what} from the list, or enter its ID`);
	});
}

/** Like {@link locator}; undefined if nothing is chosen. */
export function optionalLocator<const Name extends string>(
	spec: LocatorSpec<Name>,
): Field<Name, string | undefined> {
	return chosenFrom(spec, false, () => undefined);
}

function chosenFrom<const Name extends string, Nothing>(
	{ what, method, idExample, entries, ...spec }: LocatorSpec<Name>,
	required: boolean,
	ifBlank: () => Nothing,
): Field<Name, Nothing | string> {
	return field(
		{
			...spec,
			type: 'resourceLocator',
			...(required ? { required } : {}),
			default: { mode: 'list', value: '' },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: `Choose ${what}...`,
					typeOptions: {
						...{ searchListMethod: method, searchable: true },
						slowLoadNotice: { message: SLOW, timeout: SLOW_MS },
					},
				},
				{ displayName: 'ID', name: 'id', type: 'string', placeholder: `e.g. ${idExample}` },
			],
		},
		(raw) => {
			const id = locatedValue(raw);
			return isBlank(id) ? ifBlank() : pathSegment(asText(id));
		},
		{ methods: { listSearch: { [method]: searchIn(entries) } } },
	);
}

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

function searchIn(entries: Entries): Search {
	return async function (filter, paginationToken) {
		const page = pageOfToken(paginationToken);
		if (page === undefined) return { results: [] };
		const search = filter?.trim().slice(0, LONGEST_SEARCH) ?? '';
		const opened = await openList(this, entries, search);
		const matches = matching(entries, search);
		if (entries.sorted) {
			const { found } = await allPages(this, opened, matches);
			const [first, last] = [false, true].map((isLast) =>
				found.filter((entry) => (entry.isLast ?? false) === isLast),
			);
			return { results: [first, last].flatMap((some = []) => asListed(some)) };
		}
		const { elements, next } = valueOrThrow(this, await readPage(opened, page));
		if (next === 'possible') {
			// Only a request for the next page shows whether it exists.
			const all = await allPages(this, opened, matches);
			return { results: asListed(all.found) };
		}
		const more = next === 'promised' && page < MOST_PAGES;
		return {
			results: asListed(elements.filter(matches)),
			...(more ? { paginationToken: String(page + 1) } : {}),
		};
	};
}

function asListed(found: readonly Entry[]): Entry[] {
	return found.slice(0, MOST_ENTRIES).flatMap((entry) => listEntry(entry) ?? []);
}

/** The page that the editor requests; undefined if the token isn't one of ours. */
function pageOfToken(token = ''): number | undefined {
	if (isBlank(token)) return 1;
	const page = /^\d{1,3}$/.test(token) ? Number(token) : 0;
	return page >= 1 && page <= MOST_PAGES ? page : undefined;
}

/**
 * All entries of a list, for parameters without a search. A list that is too long or takes too long is cut, and
 * its first entry says so.
 *
 * @param after the parameter that is chosen before this list is loaded. While a node is new, the editor requests its
 * lists before it has a credential, shows an error, and doesn't request them again until such a parameter changes.
 */
export function allOf(entries: Entries, after?: string) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		if (after !== undefined && !isChosen(this, after)) return [];
		const { found, isCut } = await allPages(this, await openList(this, entries, ''), () => true);
		const options = found.flatMap((entry) => listOption(entry) ?? []);
		return isCut || options.length > MOST_ENTRIES ? cutShort(options) : options;
	};
}

function isChosen(context: ILoadOptionsFunctions, name: string): boolean {
	const value: unknown = context.getCurrentNodeParameter(name);
	return !isBlank(isRecord(value) ? value.value : value);
}

interface AllPages {
	readonly found: readonly Entry[];
	/** Whether there are more entries, which are too many or would have taken too long. */
	readonly isCut: boolean;
}

async function allPages(
	context: ILoadOptionsFunctions,
	opened: PagedList<Entry>,
	matches: (entry: Entry) => boolean,
): Promise<AllPages> {
	const all = new Map<string, Entry>();
	let isCut = false;
	for await (const page of pagesOf(opened)) {
		const { elements, goesOn, ...read } = valueOrThrow(context, page);
		for (const entry of elements.filter(matches)) all.set(entry.value, entry);
		({ isCut } = read);
		if (!goesOn) break;
	}
	return { found: [...all.values()], isCut };
}

/**
 * The first entries. The very first one says that there are more, because it is visible when the list opens. A
 * separate entry could be selected, and older versions of n8n can't disable entries.
 */
function cutShort(options: readonly INodePropertyOptions[]): INodePropertyOptions[] {
	const [first, ...others] = options.slice(0, MOST_ENTRIES);
	if (first === undefined) return [];
	const count = (others.length + 1).toLocaleString('en');
	const description = `Only the first ${count} entries are listed. To use another one, enter its ID as an expression.`;
	return [{ ...first, description }, ...others];
}

async function openList(
	context: ILoadOptionsFunctions,
	{ request, data = list, searched = false, entry }: Entries,
	search: string,
): Promise<PagedList<Entry>> {
	const asked = request(chosenIn(context));
	const searching = searched && search !== '' ? { search } : {};
	return {
		request: { ...asked, query: { ...asked.query, ...searching } },
		send: await openSend(context),
		size: PER_PAGE,
		read: (reply) => data.read(reply)?.map(entry),
		keyOf: ({ value }) => value,
		// Another request is better than a list without some of its entries.
		ignoresTotal: true,
		bounds: BOUNDS,
	};
}

/** Whether an entry matches the search, unless Talkover has searched the list. */
function matching({ searched = false }: Entries, search: string): (entry: Entry) => boolean {
	const entered = search.toLowerCase();
	return ({ name, value }) => searched || `${name}\n${value}`.toLowerCase().includes(entered);
}

function chosenIn(context: ILoadOptionsFunctions): Chosen {
	return (name, label) => {
		const raw = context.getCurrentNodeParameter(name, { extractValue: true });
		const value = typeof raw === 'string' ? raw.trim() : '';
		const fail = (message: string) => setupError(context.getNode(), message);
		if (value === '') throw fail(`Choose '${label}' first`);
		if (isEvaluated(value)) {
			throw fail(`'${label}' is an expression, so this list can't be loaded: enter the ID instead`);
		}
		const segment = attempt(() => pathSegment(value));
		if (segment.ok) return segment.value;
		throw fail(`'${label}': ${textOfFaults(segment)}`);
	};
}
