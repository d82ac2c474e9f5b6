import { LONGEST_NAME, LONGEST_TEXT, MOST_MESSAGES, andMore, cut } from '../../base/bounds';
import type { JsonObject } from '../../base/json';
import { isRecord, isText } from '../../base/json';
import { defined } from '../../base/collections/defined';

/** Talkover's message about one field or the whole request. */
export interface ApiMessage {
	/** Path of the field as the API names it, e.g. `phone_number_ids.0`. */
	readonly field?: string;
	readonly text: string;
}

export interface Messages {
	/** The first 50, each with its name and text cut to a readable length. */
	readonly messages: readonly ApiMessage[];
	/** The number of messages beyond those; undefined if there are none. */
	readonly more?: number;
}

export interface ErrorBody extends Messages {
	readonly code?: string;
}

/** The number of characters searched for a message; error pages have their title near the beginning. */
const MOST_READ = 20_000;

/**
 * Reads every error form that Talkover documents: `{message}`, `{errors: {field: […]}}`,
 * `{errors: […]}`, `{error: {code, message, details}}`, `{error: "CODE", message}`, a plain string,
 * and a web page from a proxy. Then the forms of other frameworks: RFC 9457, validators, lists, and errors inside
 * `data`. In anything else, it takes the first sentences. Never throws.
 *
 * @returns the field messages in their order, or the general message if there are none
 */
export function parseErrorBody(body: unknown): ErrorBody {
	if (typeof body === 'string') return { messages: textMessages(body) };
	if (Array.isArray(body)) return parseErrorBody({ errors: body });
	if (!isRecord(body)) return { messages: [] };
	const nested = isRecord(body.error) ? body.error : {};
	const found = collect((take) => {
		takeErrors(body.errors, take);
		takeErrors(nested.errors, take);
		takeDetail(nested, take);
		takeDetail(body, take);
		takeOthers(body, take);
	});
	const code = [nested.code, body.code, body.error].find(isText);
	// `{error: "text"}` on the voice demo page. Next to a `message`, `error` is a code.
	const bareError = isText(body.message) ? undefined : body.error;
	const general = [
		...[nested.message, body.message, bareError].filter((text) => !isCode(text)),
		...[descriptionIn(body), descriptionIn(nested), firstSentences(body)],
		...[nested.message, body.message, code],
	].find(isText);
	return defined({
		code: code && cut(code, LONGEST_NAME),
		...(found.messages.length > 0 || general === undefined
			? found
			: { messages: textMessages(general) }),
	});
}

/** The messages as sentences for an output item. The last one says how many more there are. */
export function sentences({ messages, more = 0 }: Messages): string[] {
	const said = messages.map(({ field, text }) => (field ? `${field}: ${text}` : text));
	return more > 0 ? [...said, andMore(more)] : said;
}

/** Called for each message of a body, in their order. */
type Take = (message: ApiMessage) => void;

/** The first messages. Further ones are only counted, so that a large number costs little. */
function collect(find: (take: Take) => void): Messages {
	const messages: ApiMessage[] = [];
	let more = 0;
	find(({ field, text }) => {
		if (messages.length === MOST_MESSAGES) {
			more += 1;
			return;
		}
		messages.push(defined({ field: field && cut(field, LONGEST_NAME), text: shorten(text) }));
	});
	return { messages, ...(more > 0 ? { more } : {}) };
}

/** makeCall names the field in `details: {field, value}` instead of in `errors`. */
function takeDetail(error: JsonObject, take: Take): void {
	const field = isRecord(error.details) ? error.details.field : undefined;
	if (isText(field) && isText(error.message)) take({ field, text: error.message });
}

/** Where other frameworks have errors of fields. Each is only read if the ones before have none. */
function* othersIn(body: JsonObject): Generator<unknown, void> {
	const { data, detail, details, error, message, messages, violations } = body;
	if (isRecord(data)) yield data.errors;
	yield body['invalid-params'] ?? body.invalid_params;
	for (const list of [detail, details, isRecord(error) ? error.details : undefined, violations]) {
		if (Array.isArray(list)) yield list;
	}
	// A validator object: `{phone: ['…']}`, as `message`, as `error`, or as the body.
	if (typeof message === 'object') yield message;
	yield messages;
	for (const validator of [data, error, body]) {
		if (isRecord(validator) && isValidator(validator)) yield validator;
	}
}

function takeOthers(body: JsonObject, take: Take): void {
	let taken = 0;
	const counted: Take = (message) => {
		taken += 1;
		take(message);
	};
	if (isRecord(body.error) && holdsErrors(body.error.errors)) return;
	if (holdsErrors(body.errors)) return;
	for (const errors of othersIn(body)) {
		takeErrors(errors, counted);
		if (taken > 0) return;
	}
}

function holdsErrors(errors: unknown): boolean {
	return isText(errors) || (typeof errors === 'object' && errors !== null);
}

/** Whether each field of an object has a list of sentences. */
function isValidator(value: JsonObject): boolean {
	const entries = Object.values(value);
	return (
		entries.length > 0 && entries.every((list) => Array.isArray(list) && list.some(isSentence))
	);
}

/** A reason under a name of its own (RFC 9457, OAuth, and others). */
function descriptionIn(level: JsonObject): string | undefined {
	const { detail, title, error_description, reason, msg, description, error_message } = level;
	const said = [detail, error_description, error_message, msg, reason, description].find(isText);
	return said !== undefined && isText(title) && !said.includes(title) && isText(detail)
		? `${title}: ${said}`
		: (said ?? [title].find(isText));
}

/** The most values in which sentences are looked for, and the most sentences to take. */
const MOST_VALUES = 200;
const MOST_SENTENCES = 3;

/** The first sentences anywhere in a body, level by level. */
function firstSentences(body: JsonObject): string | undefined {
	let found: readonly string[] = [];
	let level: readonly unknown[] = [body];
	for (let seen = 0; level.length > 0 && seen < MOST_VALUES && found.length < MOST_SENTENCES;) {
		const inner = level.slice(0, MOST_VALUES - seen);
		seen += inner.length;
		found = [...found, ...inner.filter(isSentence)];
		level = inner.flatMap((value): readonly unknown[] =>
			Array.isArray(value)
				? value.slice(0, MOST_VALUES)
				: isRecord(value)
					? firstValues(value)
					: [],
		);
	}
	return found.length === 0 ? undefined : found.slice(0, MOST_SENTENCES).join('. ');
}

function firstValues(value: JsonObject): readonly unknown[] {
	const values: unknown[] = [];
	for (const name in value) {
		if (values.length === MOST_VALUES) break;
		// The trace of an exception and what was sent aren't reasons.
		if (!/^(?:trace|exception|file|links?|url|path|input|request|previous)$/.test(name)) {
			values.push(value[name]);
		}
	}
	return values;
}

/** Whether a text has more than one word. */
function isSentence(value: unknown): value is string {
	if (!isText(value)) return false;
	const words = value.slice(0, LONGEST_TEXT).trim().split(/\s+/, 2);
	return words.length === 2 && words.every((word) => /\p{L}/u.test(word));
}

/** `AGENT_INACTIVE` or `invalid_request`, which says less than a sentence elsewhere. */
function isCode(value: unknown): boolean {
	// A longer text isn't a code, and a text of some megabytes can overflow the stack of a regular expression.
	if (!isText(value) || value.length > LONGEST_TEXT) return false;
	return /^(?:[A-Z][A-Z\d]*(?:_[A-Z\d]+)+|[a-z]+(?:_[a-z]+)+)$/.test(value.trim());
}

function takeErrors(errors: unknown, take: Take): void {
	if (!isRecord(errors)) {
		for (const entry of asList(errors)) takeMessage(entry, take);
		return;
	}
	// For an object with many fields, `Object.entries` would take longer than everything else here.
	for (const field of Object.keys(errors)) {
		for (const entry of asList(errors[field])) {
			takeMessage(entry, ({ text }) => {
				take({ field, text });
			});
		}
	}
}

function takeMessage(entry: unknown, take: Take): void {
	if (isText(entry)) {
		take({ text: entry });
		return;
	}
	if (!isRecord(entry)) return;
	const text = [entry.message, descriptionIn(entry), entry.error, entry.text].find(isText);
	const field = fieldOf(entry);
	if (text !== undefined) take({ ...(field === undefined ? {} : { field }), text });
}

/** The field that a message is about: by its name, a path, or a pointer (`/data/attributes/phone`). */
function fieldOf(entry: JsonObject): string | undefined {
	const { source = {}, loc } = entry;
	const { pointer = entry.pointer, parameter } = isRecord(source) ? source : {};
	if (Array.isArray(loc)) return loc.slice(1).filter(isPathPart).join('.') || undefined;
	if (isText(pointer)) {
		return pointer.replace(/^#?\/(?:data\/)?(?:attributes\/)?/, '').replaceAll('/', '.');
	}
	const { field, property, propertyPath, param, path, name, attribute } = entry;
	return [field, property, propertyPath, param, parameter, attribute, path, name].find(isText);
}

function isPathPart(part: unknown): boolean {
	return typeof part === 'string' || typeof part === 'number';
}

function asList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [value];
}

function textMessages(text: string): ApiMessage[] {
	if (text.trim() === '') return [];
	return [{ text: webPage(text) ?? shorten(text) }];
}

/** The message for a web page, which comes from a proxy or a wrong Base URL; undefined for other text. */
export function webPage(text: string): string | undefined {
	const start = text.trimStart().slice(0, MOST_READ);
	if (!/^<(?:!doctype|html|head|body|\?xml)/i.test(start)) return undefined;
	const title = /<title[^<>]*>([^<]*)/i.exec(start)?.[1]?.trim();
	const suffix = title ? ` ("${shorten(title)}")` : '';
	if (!isOfCloudflare(start)) return `The response is a web page${suffix}`;
	// Cloudflare's support asks for it.
	const ray = RAY_ID.exec(start)?.[1];
	const id = ray === undefined ? '' : `, Ray ID ${ray}`;
	return `The response is a web page of Cloudflare, a service in front of Talkover${suffix}${id}`;
}

/** Elements and addresses of Cloudflare's pages for errors, blocks and challenges. */
function isOfCloudflare(page: string): boolean {
	return /\bcf-(?:error|wrapper|browser-verification|challenge)|cdn-cgi\/|<title>[^<]*Cloudflare/i.test(
		page,
	);
}

const RAY_ID = /Ray ID:?\s*(?:<[^<>]*>\s*)*([\da-f]{10,32})\b/i;

function shorten(text: string): string {
	return cut(onOneLine(text), LONGEST_TEXT);
}

/** The beginning of a text, with each run of whitespace replaced by a single space. */
export function onOneLine(text: string): string {
	const start = text.trimStart().slice(0, MOST_READ);
	return start.replace(/\s+/g, ' ').trimEnd();
}
