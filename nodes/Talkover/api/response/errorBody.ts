import { LONGEST_NAME, LONGEST_TEXT, MOST_MESSAGES, andMore, cut } from '../../base/bounds';
import { isRecord, isText } from '../../base/json';

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
 * and a web page from a proxy. Anything else returns an empty list. Never throws.
 *
 * @returns the field messages in their order, or the general message if there are none
 */
export function parseErrorBody(body: unknown): ErrorBody {
	if (typeof body === 'string') return { messages: textMessages(body) };
	if (!isRecord(body)) return { messages: [] };
	const nested = isRecord(body.error) ? body.error : {};
	const found = collect((take) => {
		takeErrors(body.errors, take);
		takeErrors(nested.errors, take);
		takeDetail(nested, take);
		takeDetail(body, take);
	});
	const code = [nested.code, body.code, body.error].find(isText);
	const general = [nested.message, body.message, bareError(body), code].find(isText);
	return {
		...(code === undefined ? {} : { code: cut(code, LONGEST_NAME) }),
		...(found.messages.length > 0 || general === undefined
			? found
			: { messages: textMessages(general) }),
	};
}

/** The messages as sentences for an output item. The last one says how many more there are. */
export function sentences({ messages, more = 0 }: Messages): string[] {
	const said = messages.map(({ field, text }) => (field ? `${field}: ${text}` : text));
	return more > 0 ? [...said, andMore(more)] : said;
}

type Body = Readonly<Record<string, unknown>>;

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
		const named = field === undefined ? {} : { field: cut(field, LONGEST_NAME) };
		messages.push({ ...named, text: shorten(text) });
	});
	return { messages, ...(more > 0 ? { more } : {}) };
}

/** `{error: "text"}` on the voice demo page. Next to a `message`, `error` is a code. */
function bareError(body: Body): unknown {
	return isText(body.message) ? undefined : body.error;
}

/** makeCall names the field in `details: {field, value}` instead of in `errors`. */
function takeDetail(error: Body, take: Take): void {
	const field = isRecord(error.details) ? error.details.field : undefined;
	if (isText(field) && isText(error.message)) take({ field, text: error.message });
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
	if (isText(entry)) take({ text: entry });
	else if (isRecord(entry) && isText(entry.message)) {
		take({ ...(isText(entry.field) ? { field: entry.field } : {}), text: entry.message });
	}
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
	return `The response is a web page${suffix}`;
}

function shorten(text: string): string {
	return cut(onOneLine(text), LONGEST_TEXT);
}

/** The beginning of a text, with each run of whitespace replaced by a single space. */
export function onOneLine(text: string): string {
	const start = text.trimStart().slice(0, MOST_READ);
	return start.replace(/\s+/g, ' ').trimEnd();
}
