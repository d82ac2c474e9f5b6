import type { IDataObject } from 'n8n-workflow';

import { isList, isRecord, isSet } from '../../base/json';
import { ENVELOPE, PAGING, STATUS, holdsData, idOf } from './answer';

/**
 * Converts other forms that a Laravel service may use to the documented one, so that everything after it reads
 * documented names: an object under the name of its kind (`{agent: {…}}`), JSON:API (`attributes`), and camelCase.
 */

type Level = Readonly<Record<string, unknown>>;

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
const PARTS = new Set([
	...['advanced-settings', 'callback', 'calling', 'knowledge', 'publish'],
	...['status', 'toggle', 'unpublish', 'voice'],
]);
/** Collections whose path isn't in the plural. */
const SINGULAR = new Set(['active-call', 'call']);
const ANY_NAME = [
	...['result', 'item', 'record', 'resource', 'object', 'response', 'payload', 'model'],
	...['entity', 'content', 'body'],
];

/** The most levels between a body and its object. */
const MOST_LEVELS = 4;

/** The same body if it has the documented form. */
export function inDocumentedForm(path: readonly string[], body: IDataObject): IDataObject {
	const found = opened(withList(path, withSnakeCase(body) as Level), kindsIn(path), MOST_LEVELS);
	// The attributes of JSON:API are where others have no names of theirs.
	return withSnakeCase(found) as IDataObject;
}

/**
 * The same with the list that the path names as `data`, if there are several lists. HAL has them in `_embedded`. Without
 * a list of that name, it isn't known which one was requested.
 */
function withList(path: readonly string[], body: Level): Level {
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
	const words = path.filter((_segment, index) => isWord(path, index)).reverse();
	const [word = '', ...owners] = words.filter((each) => !PARTS.has(each));
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
		vague: [...own.split('_').slice(1), ...ANY_NAME],
		ids: isCollection ? [`${own}_id`] : [],
	};
}

/** Whether a segment of a path is a word and not an ID. An ID of letters only follows the name of its collection. */
function isWord(path: readonly string[], index: number): boolean {
	const [before = '', segment = ''] = [path[index - 1], path[index]];
	const isSingle = singular(segment) === segment && !OBJECTS.has(segment);
	return /^[a-z]+(?:-[a-z]+)*$/.test(segment) && !(isSingle && singular(before) !== before);
}

function kindOf(word: string): string {
	return singular(word).replaceAll('-', '_');
}

/** Words in the plural that name a single object. */
const OBJECTS = new Set(['settings', 'stats']);

function singular(word: string): string {
	return OBJECTS.has(word) ? word : word.replace(/(?<!s)s$/, '');
}

/** A body or a `data`, whose object or list is converted. */
function opened(level: Level, kinds: Kinds, most: number): Level {
	if (most === 0) return level;
	if (holdsData(level.data)) {
		const data = contentIn(level.data, kinds, most - 1);
		return data === level.data ? level : { ...level, data };
	}
	const isAround = (name: string) => isEnvelopeName(name) && !isRecord(level[name]);
	const names = Object.keys(level);
	const content = Object.fromEntries(
		names.filter((name) => !isAround(name)).map((name) => [name, level[name]]),
	);
	if (isSet(idOf(level))) return level;
	const found = objectIn(content, kinds, most);
	if (found === content) return withObjects(level, kinds, most);
	const around = names.filter(isAround).map((name) => [name, level[name]] as const);
	return { ...Object.fromEntries(around), data: found };
}

function contentIn(content: unknown, kinds: Kinds, most: number): unknown {
	if (isList(content)) return objectsIn(content, kinds, most);
	if (!isRecord(content)) return content;
	if (holdsData(content.data) && Object.keys(content).every(isEnvelopeName)) {
		return opened(content, kinds, most);
	}
	const found = objectIn(content, kinds, most);
	return found === content && !isSet(idOf(found)) ? withObjects(found, kinds, most) : found;
}

function isEnvelopeName(name: string): boolean {
	return ENVELOPE.has(name) || PAGING.has(name) || STATUS.has(name);
}

/** The same, with its lists converted. */
function withObjects(level: Level, kinds: Kinds, most: number): Level {
	const lists = Object.entries(level).filter(([, value]) => isList(value));
	const changed = lists
		.map(([name, value]) => [name, objectsIn(value as readonly unknown[], kinds, most)] as const)
		.filter(([name, value]) => value !== level[name]);
	return changed.length === 0 ? level : { ...level, ...Object.fromEntries(changed) };
}

function objectsIn(list: readonly unknown[], kinds: Kinds, most: number): readonly unknown[] {
	const objects = list.map((each) => (isRecord(each) ? objectIn(each, kinds, most) : each));
	return objects.some((each, index) => each !== list[index]) ? objects : list;
}

/** An object without what is around it. Fields next to it stay, unless it has them as well. */
function objectIn(level: Level, kinds: Kinds, most: number): Level {
	if (isRecord(level.attributes) && (isSet(level.type) || isSet(idOf(level)))) {
		const { attributes, ...others } = level;
		const { id } = level;
		return { ...others, ...attributes, ...(isSet(id) ? { id } : {}) };
	}
	if (isSet(idOf(level)) || most === 0) return level;
	const name = bearerIn(level, kinds);
	if (name !== undefined) {
		const { [name]: inner, ...others } = level;
		return { ...others, ...objectIn(onlyOne(inner) ?? {}, kinds, most - 1) };
	}
	const id = kinds.ids.map((each) => level[each]).find(isSet);
	return id === undefined ? level : { ...level, id };
}

/** The name of the field that contains the object. */
function bearerIn(level: Level, { names, vague, ids }: Kinds): string | undefined {
	const isAlone = (name: string) =>
		Object.keys(level).every(
			(other) => other === name || isEnvelopeName(other) || !isSet(level[other]),
		);
	const bearsId = (inner: Level) =>
		isSet(idOf(inner)) || isRecord(inner.attributes) || ids.some((id) => isSet(inner[id]));
	const isBearer = (name: string) => {
		const inner = onlyOne(level[name]);
		return inner !== undefined && (bearsId(inner) || isAlone(name));
	};
	// A list under such a name may be a list of one.
	const isVague = (name: string) => !isList(level[name]) && isAlone(name) && isBearer(name);
	return names.find(isBearer) ?? vague.find(isVague);
}

/** An object, also as the only element of a list. */
function onlyOne(value: unknown): Level | undefined {
	const one: unknown = isList(value) && value.length === 1 ? value[0] : value;
	return isRecord(one) ? one : undefined;
}

/** `currentPage`, `CurrentPage` and `ID`. */
const CAMEL_CASE = /^(?=.*[A-Z])[A-Za-z][A-Za-z\d]*$/;

/** Fields whose content belongs to users. */
const USERS_OWN = new Set([
	...['context', 'custom_headers', 'flow_config', 'headers', 'input_schema', 'metadata'],
	...['payload', 'request_payload', 'response', 'variables'],
]);

/** Converts the body, its paging and its objects, each only if all of its names are in camelCase. */
function withSnakeCase(level: unknown): unknown {
	if (isList(level)) return mapped(level, withSnakeCase);
	if (!isRecord(level)) return level;
	const names = Object.keys(level);
	const isCamelCase =
		names.some((name) => CAMEL_CASE.test(name)) && !names.some((name) => name.includes('_'));
	const convert = isCamelCase ? inSnakeCase : withSnakeCase;
	// An object decides for all of its parts.
	const isObject = !isCamelCase && isSet(idOf(level));
	return renamed(level, isCamelCase, (value, name) =>
		isObject || USERS_OWN.has(name) ? value : convert(value),
	);
}

/** Converts an object in camelCase at any depth, except what belongs to users. */
function inSnakeCase(value: unknown): unknown {
	if (isList(value)) return mapped(value, inSnakeCase);
	if (!isRecord(value)) return value;
	return renamed(value, true, (inner, name) => (USERS_OWN.has(name) ? inner : inSnakeCase(inner)));
}

function renamed(
	level: Level,
	renames: boolean,
	change: (value: unknown, name: string) => unknown,
): Level {
	const before = Object.entries(level);
	const after = before.map(([name, value]) => {
		const isOther = renames && CAMEL_CASE.test(name);
		const known = isOther ? snakeCase(name) : name;
		return [known, change(value, known)] as const;
	});
	const isSame = after.every(
		([name, value], index) => name === before[index]?.[0] && value === before[index][1],
	);
	return isSame ? level : Object.fromEntries(after);
}

/** `callID` becomes `call_id`. */
function snakeCase(name: string): string {
	return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
}

function mapped(list: readonly unknown[], change: (value: unknown) => unknown): readonly unknown[] {
	const changed = list.map(change);
	return changed.some((each, index) => each !== list[index]) ? changed : list;
}
