import type { IDataObject } from 'n8n-workflow';

import { comparableId, idOf, withId } from '../content/identity';
import { hasEnded } from '../content/status';
import type { JsonObject } from '../../base/json';
import { isIndex, isList, isRecord, isSet, isText, jsonIn, numberIn } from '../../base/json';
import { wordSet, words } from '../../base/text/words';

export { idOf, withId } from '../content/identity';

/**
 * Reads the bodies of successful responses. Talkover's publications disagree about their form: with or without
 * `data`, lists under a name or bare, four kinds of paging, or no body at all. All code that reads a response
 * uses these functions, so nothing else in this package knows the envelopes.
 */

/** Whether a value is set and isn't an empty object, which PHP also writes as `[]`. */
export function holdsData(value: unknown): boolean {
	return isSet(value) && (typeof value !== 'object' || holdsAny(value));
}

/** Fields around the content of a response that aren't part of it. */
export const ENVELOPE = wordSet('code data error errors message success');
/** Fields around the content with which a response may report an error. */
export const STATUS = new Set(['ok', 'status', 'status_code']);
/** Fields of a response about itself. */
const ABOUT = wordSet(`
	detail details documentation_url instance method path request_id timestamp title trace_id type
	version reason fault exception file line trace failed is_error has_error has_errors error_code
	error_message is_success succeeded successful result state outcome placed queued accepted
	rejected _links _meta
`);
/** Fields around a page of a list. */
export const PAGING = new Set(['links', 'meta', 'pagination']);

/**
 * Converts a body to the form that all functions below read: an empty body becomes `{}`, a bare list
 * `{data: […]}`.
 *
 * @returns undefined if the body isn't JSON, e.g. a web page
 */
export function bodyOf(raw: unknown): IDataObject | undefined {
	const value = parsedBody(raw);
	if (!isSet(value)) return {};
	// A deletion may respond with the number of deleted rows.
	if (value === true || typeof value === 'number') return { data: true };
	if (isRecord(value)) return value as IDataObject;
	return Array.isArray(value) ? { data: value } : undefined;
}

/** The content of a body that arrived as text: its JSON, or the text if it isn't JSON. */
export function parsedBody(raw: unknown): unknown {
	if (typeof raw !== 'string') return raw;
	// Also removes a byte order mark.
	const text = raw.trim();
	const value = jsonIn(text);
	return value === undefined ? (text === '' ? text : raw) : value;
}

/**
 * Whether a response with a success status reports a failure, in its envelope or in an envelope inside `data`. Only
 * `success` and `ok` count next to an object with an ID: anything else may be about the object.
 *
 * @param creates whether the object should have been created, so that an error next to it contradicts it
 */
export function isRejection(body: IDataObject, creates = false): boolean {
	const levels = levelsOf(body, onlyOne);
	const isFailed = (level: IDataObject) =>
		saysNo(level) || (!holdsObject(level) && saysFailure(level));
	const around = levels.filter((level, index) => index === 0 || Object.keys(level).every(isAround));
	if (around.some(isFailed) || (creates && levels.some(contradicts))) return true;
	const { meta } = body;
	return (
		isRecord(meta) && !holdsObject(body) && (saysNo(meta as IDataObject) || isErrorCode(meta.code))
	);
}

/** Whether a field is around the content of a response. */
export function isAround(name: string): boolean {
	return ENVELOPE.has(name) || STATUS.has(name) || PAGING.has(name) || ABOUT.has(name);
}

/** Whether a level of the response to a creation says that something went wrong, even next to an object. */
function contradicts(level: IDataObject): boolean {
	// The error of a call that has ended is the reason of its status.
	const isExplained = hasId(level) && hasEnded(level) === 'yes';
	const hasError = [...ERRORS, ...FAILURES, ...FAILED].some((name) => isError(level[name]));
	if (hasError && !isExplained) return true;
	const isEnvelopeOnly = Object.keys(level).every(isAround);
	const { status, status_code: code = level.code } = level;
	const isBadCode = (countOf(code) ?? 0) >= 400;
	return (
		(isEnvelopeOnly && (isBadCode || isNegativeStatus(status))) ||
		(!hasId(level) && DECISIONS.some((name) => level[name] === 0))
	);
}

function saysNo(level: IDataObject): boolean {
	const { success, ok } = level;
	return isNo(success) || isNo(ok) || VERDICTS.some((name) => isNoWord(level[name]));
}

/** Fields that are a number if they count something. */
const VERDICTS = ['is_success', 'succeeded', 'successful'];

function isNoWord(value: unknown): boolean {
	return typeof value !== 'number' && isNo(value);
}

const NO = wordSet('0 false no n off ko fail failed failure error');

/** Whether a value means no: `false`, 0, or a word for it. */
export function isNo(value: unknown): boolean {
	return value === false || value === 0 || (isText(value) && NO.has(plainWord(value)));
}

function plainWord(value: string): string {
	return value.trim().toLowerCase();
}

/** Whether a level is or contains an object with an ID, or an ID alone. */
function holdsObject(level: IDataObject): boolean {
	const { data } = level;
	const elements: readonly unknown[] = isList(data) ? data : [data];
	return isObject(level) || isId(data) || elements.some((each) => isRecord(each) && holdsId(each));
}

function holdsId(thing: JsonObject): boolean {
	return hasId(thing) || (isRecord(thing.data) && hasId(thing.data));
}

function hasId(thing: JsonObject): boolean {
	return comparableId(idOf(thing)) !== undefined;
}

/** Whether a level is an object. Next to an error with a message and nothing else, an ID is that of the request or the error. */
function isObject(level: IDataObject): boolean {
	if (!hasId(level)) return false;
	const { error, errors, status, message } = level;
	const isAlone = Object.keys(level).every((name) => isAround(name) || OF_REQUEST.has(name));
	const isFailed = isError(error) || isError(errors) || isNegativeStatus(status);
	return !(isAlone && isFailed && isText(message));
}

/** Names that the ID of a request or of an error may have. */
const OF_REQUEST = new Set(['id', 'uuid']);

const NEGATIVE = new Set([
	...NO,
	...words('-1 denied exception forbidden invalid nok not_ok rejected'),
	...words('unauthorized unauthenticated unsuccessful'),
]);

function saysFailure(level: IDataObject): boolean {
	const { status, error, errors } = level;
	// What a check found is its content, e.g. why a SIP trunk isn't healthy.
	const isCheck = Object.keys(level).some((name) => /^(?:is_\w+|valid|available)$/.test(name));
	if (!isCheck && (isError(error) || isError(errors))) return true;
	if (isNegativeStatus(status)) return true;
	if (level.failed === true || level.is_error === true || isError(level.error_code)) return true;
	// Next to other fields, a code belongs to the content, e.g. the status of a receiver.
	const isAlone = Object.keys(level).every(isAround);
	if (!isAlone) return false;
	return (
		[level.code, level.status_code].some(isErrorCode) ||
		FAILURES.some((name) => isError(level[name])) ||
		DECISIONS.some((name) => typeof level[name] !== 'number' && isNegativeStatus(level[name]))
	);
}

/** Fields of an error. */
const ERRORS = ['error', 'errors', 'error_code', 'is_error'];
/** Fields of an error, unless they are next to other content. */
const FAILURES = ['error_message', 'exception', 'fault', 'has_error', 'has_errors'];
/** Fields that may count failures, of which the creation of one object has none. */
const FAILED = ['failed', 'rejected'];
/** Fields that say what was done with the request, unless they are next to other content. A number counts something. */
const DECISIONS = ['result', 'state', 'outcome', 'placed', 'queued', 'accepted'];

/** Whether the field of an error is set to something that means one. */
function isError(value: unknown): boolean {
	if (typeof value === 'object') return holdsAny(value);
	if (typeof value === 'number') return value !== 0;
	return value === true || (isText(value) && !NO_ERROR.has(plainWord(value)));
}

const NO_ERROR = wordSet('0 00 false none null ok success');

function isNegativeStatus(status: unknown): boolean {
	if (typeof status === 'boolean') return !status;
	const count = countOf(status);
	if (count !== undefined) return count === 0 || count >= 400;
	return status === -1 || (isText(status) && NEGATIVE.has(plainWord(status)));
}

/** Codes of success are 0, 1, and those of HTTP. */
function isErrorCode(code: unknown): boolean {
	const count = countOf(code);
	if (count !== undefined) return count > 1 && (count < 200 || count > 299);
	if (typeof code === 'number') return true;
	return (
		isText(code) && !/^(?:ok|success(?:ful)?|created|accepted|done|completed)$/i.test(code.trim())
	);
}

/** Whether a value is an object or list that isn't empty. */
export function holdsAny(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** Talkover's message about what it did. */
export function messageIn({ message }: IDataObject): string | undefined {
	return isText(message) ? message : undefined;
}

/**
 * The object in a response: in `data`, in `data` within `data`, or the body itself. A call's `call_id` is also
 * its `id`.
 *
 * @returns undefined if there is none
 */
export function thingIn(body: IDataObject): IDataObject | undefined {
	const thing = onlyOne(contentOf(body));
	if (!isRecord(thing)) return isId(thing) ? { id: thing } : undefined;
	return withId(thing as IDataObject);
}

/** Whether a response only confirms success: no body, `{success: true}`, or a message. */
export function isConfirmation(body: IDataObject): boolean {
	const content = contentOf(body);
	return !isSet(content) || content === true || isSentence(content) || isEmptyList(content);
}

/** Whether a response contains only a number or a word: an ID, or the number of changed rows. */
export function isScalar(body: IDataObject): boolean {
	return isId(contentOf(body));
}

/** PHP writes an object without properties as `[]`. */
function isEmptyList(value: unknown): boolean {
	return Array.isArray(value) && value.length === 0;
}

function contentOf(body: IDataObject): unknown {
	let content: unknown = isBare(body) ? withoutEnvelope(body) : body.data;
	while (isRecord(content) && isEnvelope(content)) content = content.data;
	return isRecord(content) && Object.keys(content).length === 0 ? undefined : content;
}

/** Whether the body is the content itself, possibly an object with a field named `data`. */
function isBare(body: IDataObject): boolean {
	// Next to the ID of the object itself, an empty `data` is a field of the object, or meaningless.
	if (!isSet(body.data) || (!holdsData(body.data) && isSet(idOf(body)))) return true;
	const inner = isRecord(body.data) ? idOf(body.data) : undefined;
	return !('success' in body) && isSet(idOf(body)) && !isSet(inner) && !Array.isArray(body.data);
}

function withoutEnvelope({ success: _success, message: _message, ...content }: IDataObject) {
	const set = Object.entries(content).filter(
		([name, value]) => !ENVELOPE.has(name) || isSet(value),
	);
	return Object.fromEntries(set);
}

/** Whether an object is only an envelope around its `data`. */
export function isEnvelope(level: JsonObject): boolean {
	return isSet(level.data) && Object.keys(level).every(isAround);
}

/** Whether a text is a message and not an ID. IDs have digits, and neither spaces nor quotes. */
function isSentence(value: unknown): boolean {
	return isText(value) && (/[\s"]/.test(value) || !/\d/.test(value));
}

function isId(value: unknown): value is number | string {
	return typeof value === 'number' || (isText(value) && !isSentence(value));
}

/**
 * The list in a response: bare, in `data`, in `data` within `data`, under its name at any of these levels, or
 * the only list there is. `null` in its place is an empty list.
 *
 * @param name the documented name, if it isn't `data`
 * @returns undefined if there is no list of objects
 */
export function listIn(body: IDataObject, name?: string): IDataObject[] | undefined {
	const levels = levelsOf(body);
	const named = name === undefined ? [] : levels.filter((level) => name in level);
	const places = [
		...named.map((level) => level[name ?? '']),
		...levels.map(({ data }) => data).reverse(),
		...levels.flatMap(onlyList),
	];
	const found = places.map(elementsOf).find((list) => list !== undefined);
	if (found) return found;
	// PHP may write an empty list as an empty object.
	const isNone = places.some((place) => isRecord(place) && Object.keys(place).length === 0);
	return isNone || places.includes(null) ? [] : undefined;
}

/** A list inside an object; undefined if the object has no list of that name. */
export function namedListIn<Thing extends Readonly<IDataObject>>(
	thing: Thing,
	name: Extract<keyof Thing, string>,
): IDataObject[] | undefined {
	return thing[name] === null ? [] : elementsOf(thing[name]);
}

/** The body, its `data`, and the `data` in that, as far as they are objects. */
export function levelsOf(
	body: IDataObject,
	inside = (data: unknown): unknown => data,
): readonly IDataObject[] {
	const levels: IDataObject[] = [];
	for (let level: unknown = body; isRecord(level) && levels.length < 3;) {
		levels.push(level as IDataObject);
		level = inside(level.data);
	}
	return levels;
}

function onlyOne(value: unknown): unknown {
	return isList(value) && value.length === 1 ? value[0] : value;
}

/** Lists next to the one that was requested. */
const BESIDE = new Set(['filters', 'included', 'warnings']);

function onlyList(level: IDataObject): unknown[] {
	// Lists inside a single object belong to it.
	if (isSet(idOf(level))) return [];
	const lists = Object.entries(level)
		.filter(([name]) => !ENVELOPE.has(name) && !PAGING.has(name) && !BESIDE.has(name))
		.map(([, value]) => value)
		.filter((value) => Array.isArray(value) && elementsOf(value) !== undefined);
	// Several lists may contain different things, so none of them is the one.
	return lists.length === 1 ? lists : [];
}

function elementsOf(value: unknown): IDataObject[] | undefined {
	// PHP writes a list with gaps as an object: `{"0": …, "2": …}`. Laravel's `keyBy` has the IDs as keys.
	const numbered = isRecord(value) && Object.keys(value).length > 0 && isNumbered(value);
	const list = numbered ? Object.values(value) : value;
	if (!Array.isArray(list)) return undefined;
	const elements: unknown[] = list.filter((element) => element !== null);
	return elements.every(isRecord)
		? (elements as IDataObject[]).map((each) => withId(each))
		: undefined;
}

function isNumbered(value: JsonObject): boolean {
	return Object.entries(value).every(
		([key, element]) =>
			isRecord(element) && (isIndex(key) || comparableId(idOf(element)) === comparableId(key)),
	);
}

/** A count, as a number or as text. */
export function countOf(value: unknown): number | undefined {
	const count = numberIn(value);
	return Number.isInteger(count) ? count : undefined;
}
