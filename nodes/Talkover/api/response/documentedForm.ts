import type { IDataObject } from 'n8n-workflow';

import { cached } from '../../base/collections/cache';
import type { JsonObject } from '../../base/json';
import { isList, isRecord, isSet, jsonIn } from '../../base/json';
import { wordSet, words } from '../../base/text/words';
import { withValues } from '../../base/collections/changed';
import {
	ENVELOPE,
	PAGING,
	STATUS,
	holdsData,
	idOf,
	isAround,
	isEnvelope,
	isRejection,
} from './answer';

/**
 * Converts other forms that a Laravel service may use to the documented one, so that everything after it reads
 * documented names: an object under the name of its kind (`{agent: {…}}`), JSON:API (`attributes`), and camelCase.
 */

/** What the objects of a response are, according to the path of its request. */
interface Kinds {
	/** The names under which an object may be, the most specific first. */
	readonly names: readonly string[];
	/** Names that other objects may have as well, so nothing else may be next to them. */
	readonly vague: readonly string[];
	/** The names of fields that contain the ID of an object without an `id`. */
	readonly ids: readonly string[];
}

/** Parts of an object and verbs at the end of a path, for which Talkover returns the object itself. */
const PARTS = wordSet(`
	advanced-settings callback calling knowledge publish status toggle unpublish voice
`);
/** Collections whose path isn't in the plural. */
const SINGULAR = new Set(['active-call', 'call']);
const ANY_NAME = words(`
	result item record resource object response payload model entity content body d _embedded
`);

/** Names of an envelope around a list. */
const ANY_LIST = ['results', 'items', 'records', 'rows'];

/** The most levels between a body and its object. */
const MOST_LEVELS = 4;

/** The same body if it has the documented form. */
export function inDocumentedForm(path: readonly string[], body: IDataObject): IDataObject {
	const level = withSnakeCase(body) as JsonObject;
	const found = opened(withList(path, level), kindsIn(path), MOST_LEVELS);
	// The attributes of JSON:API are where others have no names of theirs.
	return (found === body ? found : withSnakeCase(found)) as IDataObject;
}

/**
 * The same with the list that the path names as `data`, if there are several lists. HAL has them in `_embedded`. Without
 * a list of that name, it isn't known which one was requested.
 */
function withList(path: readonly string[], body: JsonObject): JsonObject {
	const { _embedded: embedded = body.data, ...others } = body;
	const name = path.at(-1)?.replaceAll('-', '_') ?? '';
	const place = isRecord(embedded) ? embedded : body;
	const isOneOfSeveral = isList(place[name]) && Object.values(place).filter(isList).length > 1;
	const data = isOneOfSeveral ? { ...place, data: place[name] } : place;
	if (isRecord(body._embedded)) return { ...others, data };
	if (data === place) return body;
	return place === body ? data : { ...body, data };
}

function kindsIn(path: readonly string[]): Kinds {
	return kindsOf(path.filter((_segment, index) => isWord(path, index)).join('/'));
}

const kindsOf = cached((words: string): Kinds => {
	const [word = '', ...owners] = words
		.split('/')
		.reverse()
		.filter((each) => !PARTS.has(each));
	const own = kindOf(word);
	const isCollection = singular(word) !== word || SINGULAR.has(word);
	return {
		names: [
			own,
			// `request-release` creates a `release_request`.
			own.split('_').reverse().join('_'),
			...owners.map((owner) => `${kindOf(owner)}_${own}`),
			...[`${own}_data`, `${own}_details`],
			...(own.endsWith('call') ? ['call', 'phone_call'] : []),
		],
		vague: [...own.split('_').slice(1), `${own}s`, ...ANY_NAME, ...ANY_LIST],
		ids: isCollection ? [`${own}_id`] : [],
	};
});

const WORDS = /^[a-z]+(?:-[a-z]+)*$/;

/** Whether a segment of a path is a word and not an ID. An ID of letters only follows the name of its collection. */
function isWord(path: readonly string[], index: number): boolean {
	const [before = '', segment = ''] = [path[index - 1], path[index]];
	if (!WORDS.test(segment)) return false;
	const isSingle = singular(segment) === segment && !OBJECTS.has(segment);
	return !(isSingle && singular(before) !== before);
}

function kindOf(word: string): string {
	return singular(word).replaceAll('-', '_');
}

/** Words in the plural that name a single object. */
const OBJECTS = new Set(['settings', 'stats']);

function singular(word: string): string {
	const isPlural = word.endsWith('s') && !word.endsWith('ss') && !OBJECTS.has(word);
	return isPlural ? word.slice(0, -1) : word;
}

/** A body or a `data`, whose object or list is converted. */
function opened(level: JsonObject, kinds: Kinds, most: number): JsonObject {
	if (most === 0) return level;
	if (holdsData(level.data)) {
		const data = contentIn(level.data, kinds, most - 1);
		return data === level.data ? level : { ...level, data };
	}
	if (isSet(idOf(level))) return level;
	const isBeside = (name: string) => isEnvelopeName(name) && !isRecord(level[name]);
	const names = Object.keys(level);
	const content = Object.fromEntries(
		names.filter((name) => !isBeside(name)).map((name) => [name, level[name]]),
	);
	const found = objectIn(content, kinds, most);
	if (found === content) return withObjects(level, kinds, most);
	const beside = names.filter(isBeside).map((name) => [name, level[name]] as const);
	return { ...Object.fromEntries(beside), data: contentIn(found, kinds, most - 1) };
}

function contentIn(value: unknown, kinds: Kinds, most: number): unknown {
	const content = decoded(value);
	if (isList(content)) return listedIn(content, kinds, most);
	if (!isRecord(content)) return content;
	if (isEnvelope(content) && holdsData(content.data)) return opened(content, kinds, most);
	const found = objectIn(content, kinds, most);
	if (isSet(idOf(found)) || most === 0) return found;
	return found === content ? withObjects(found, kinds, most) : contentIn(found, kinds, most - 1);
}

/** The content of a text in JSON, which a service returns that encodes its content twice. Other texts stay as they are. */
function decoded(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*["[{]/.test(value)) return value;
	const content = decoded(jsonIn(value));
	return typeof content === 'object' ? content : value;
}

function listedIn(list: readonly unknown[], kinds: Kinds, most: number): unknown {
	const inside = list.length === 1 && isRecord(list[0]) ? insideOf(list[0]) : undefined;
	return inside === undefined || most === 0
		? objectsIn(list, kinds, most)
		: contentIn(inside, kinds, most - 1);
}

/** The content of an envelope; undefined if the level is something else, or reports a failure. */
function insideOf(level: JsonObject): unknown {
	return isEnvelope(level) && !isRejection(level as IDataObject) ? decoded(level.data) : undefined;
}

function isEnvelopeName(name: string): boolean {
	return ENVELOPE.has(name) || PAGING.has(name) || STATUS.has(name);
}

/** The same, with its lists converted. A list that is alone under a name of anything is `data`. */
function withObjects(level: JsonObject, kinds: Kinds, most: number): JsonObject {
	const entries = Object.entries(level);
	const [only, ...others] = entries.filter(
		([name, value]) => isList(value) && !isEnvelopeName(name),
	);
	if (only && others.length === 0) {
		const [name, list] = only as [string, readonly unknown[]];
		const { [name]: _list, ...beside } = level;
		const isAlone = Object.keys(beside).every((other) => isAround(other) || COUNT.test(other));
		if (isAlone && kinds.vague.includes(name) && list.some(isRecord)) {
			return { ...beside, data: objectsIn(list, kinds, most) };
		}
	}
	const changed = entries
		.filter(([, value]) => isList(value))
		.map(([name, value]) => [name, objectsIn(value as readonly unknown[], kinds, most)] as const)
		.filter(([name, value]) => value !== level[name]);
	return changed.length === 0 ? level : { ...level, ...Object.fromEntries(changed) };
}

/** Fields next to a list. */
const COUNT = /^(?:count|total|.*page.*)$/;

function objectsIn(list: readonly unknown[], kinds: Kinds, most: number): readonly unknown[] {
	return withValues(list, (each) => (isRecord(each) ? objectIn(each, kinds, most) : each));
}

/** An object without what is around it. Fields next to it stay, unless it has them as well. */
function objectIn(level: JsonObject, kinds: Kinds, most: number): JsonObject {
	if (isRecord(level.attributes) && (isSet(level.type) || isSet(idOf(level)))) {
		const { attributes, ...others } = level;
		const { id } = level;
		return { ...others, ...attributes, ...(isSet(id) ? { id } : {}) };
	}
	if (isSet(idOf(level)) || most === 0) return level;
	const inside = insideOf(level);
	if (isRecord(inside)) return objectIn(withSnakeCase(inside) as JsonObject, kinds, most - 1);
	const name = bearerIn(level, kinds);
	if (name !== undefined) {
		const { [name]: inner, ...others } = level;
		return { ...others, ...objectIn(onlyOne(inner) ?? {}, kinds, most - 1) };
	}
	const id = kinds.ids.map((each) => level[each]).find(isSet);
	return id === undefined ? level : { ...level, id };
}

/** The name of the field that contains the object. */
function bearerIn(level: JsonObject, { names, vague, ids }: Kinds): string | undefined {
	const isAlone = (name: string) =>
		Object.keys(level).every((other) => other === name || isAround(other) || !isSet(level[other]));
	const bearsId = (inner: JsonObject) =>
		isSet(idOf(inner)) || isRecord(inner.attributes) || ids.some((id) => isSet(inner[id]));
	const isBearer = (name: string) => {
		const inner = onlyOne(level[name]);
		return inner !== undefined && (bearsId(inner) || isAlone(name));
	};
	// A list under such a name may be a list of one.
	const isVague = (name: string) =>
		!isList(decoded(level[name])) && isAlone(name) && isBearer(name);
	return names.find(isBearer) ?? vague.find(isVague);
}

/** An object, also in JSON, and as the only element of a list. */
function onlyOne(value: unknown): JsonObject | undefined {
	const content = decoded(value);
	const one: unknown = isList(content) && content.length === 1 ? content[0] : content;
	return isRecord(one) ? (withSnakeCase(one) as JsonObject) : undefined;
}

/** `currentPage`, `CurrentPage`, `Current_Page`, `CURRENT_PAGE` and `ID`. */
const OTHER_CASE = /^(?=.*[A-Z])[A-Za-z]\w*$/;
const SNAKE_CASE = /^[a-z][a-z\d]*_[a-z\d_]*$/;
const CAPITAL = /[A-Z]/;

/** Fields whose content belongs to users. */
const USERS_OWN = wordSet(`
	context custom_headers flow_config headers input_schema metadata payload request_payload
	response response_headers variables
`);

/** Converts the body, its paging and its objects, each only if none of its names is in snake_case. */
export function withSnakeCase(level: unknown): unknown {
	if (isList(level)) return withValues(level, withSnakeCase);
	if (!isRecord(level)) return level;
	const names = Object.keys(level);
	const isOther =
		names.some((name) => CAPITAL.test(name)) && !names.some((name) => SNAKE_CASE.test(name));
	if (isOther && names.some((name) => OTHER_CASE.test(name))) return inSnakeCase(level);
	// An object decides for all of its parts.
	return isSet(idOf(level)) ? level : renamed(level, false, withSnakeCase);
}

/** Converts an object at any depth, except what belongs to users. */
function inSnakeCase(value: unknown): unknown {
	if (isList(value)) return withValues(value, inSnakeCase);
	return isRecord(value) ? renamed(value, true, inSnakeCase) : value;
}

function renamed(
	level: JsonObject,
	renames: boolean,
	change: (value: unknown) => unknown,
): JsonObject {
	// Without pairs of names and values, because this runs for each object of each response.
	const names = Object.keys(level);
	const known = names.map((name) => (renames && OTHER_CASE.test(name) ? snakeCase(name) : name));
	const values = known.map((name, index) => {
		const value = level[names[index] ?? ''];
		const isObject = typeof value === 'object' && value !== null;
		return isObject && !USERS_OWN.has(name) ? change(value) : value;
	});
	const isSame = names.every(
		(name, index) => known[index] === name && values[index] === level[name],
	);
	return isSame ? level : Object.fromEntries(known.map((name, index) => [name, values[index]]));
}

/** `callID` becomes `call_id`. */
function snakeCase(name: string): string {
	return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
}
