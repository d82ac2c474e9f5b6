import { isRecord } from './json';

/** What Talkover said about one field, or about the request as a whole. */
export interface ApiMessage {
	/** Path of the field as the API names it, e.g. `phone_number_ids.0`. */
	readonly field?: string;
	readonly text: string;
}

export interface ErrorBody {
	readonly code?: string;
	/** At least the general message where there is one, then the field messages in their order. */
	readonly messages: readonly ApiMessage[];
}

const MAX_TEXT = 500;

/**
 * Reads every error shape that Talkover's pages show: `{message}`, `{errors: {field: […]}}`,
 * `{errors: […]}`, `{error: {code, message, details}}`, `{error: "CODE", message}`, a bare string,
 * and a web page from something in between. Anything else gives an empty list, never a throw.
 */
export function parseErrorBody(body: unknown): ErrorBody {
	if (typeof body === 'string') return { messages: textMessages(body) };
	if (!isRecord(body)) return { messages: [] };
	const nested = isRecord(body.error) ? body.error : {};
	const fieldMessages = [
		...errorsOf(body.errors),
		...errorsOf(nested.errors),
		...detailOf(nested),
		...detailOf(body),
	];
	const code = [nested.code, body.code, body.error].find(isText);
	const general = [nested.message, body.message, bareError(body), code].find(isText);
	return {
		...(code === undefined ? {} : { code }),
		messages:
			fieldMessages.length > 0 ? fieldMessages : general === undefined ? [] : textMessages(general),
	};
}

/** `{error: "text"}` of the voice demo page; with a `message` beside it, `error` is a code. */
function bareError(body: Record<string, unknown>): unknown {
	return isText(body.message) ? undefined : body.error;
}

/** makeCall names the field in `details: {field, value}` instead of in `errors`. */
function detailOf(error: Record<string, unknown>): ApiMessage[] {
	const field = isRecord(error.details) ? error.details.field : undefined;
	return isText(field) && isText(error.message) ? [{ field, text: shorten(error.message) }] : [];
}

function errorsOf(errors: unknown): ApiMessage[] {
	if (Array.isArray(errors)) return errors.flatMap((entry) => messagesIn(entry));
	if (!isRecord(errors)) return messagesIn(errors);
	return Object.entries(errors).flatMap(([field, entry]) =>
		(Array.isArray(entry) ? entry : [entry]).flatMap((one) =>
			messagesIn(one).map(({ text }) => ({ field, text })),
		),
	);
}

function messagesIn(entry: unknown): ApiMessage[] {
	if (isText(entry)) return [{ text: shorten(entry) }];
	if (!isRecord(entry) || !isText(entry.message)) return [];
	return [{ ...(isText(entry.field) ? { field: entry.field } : {}), text: shorten(entry.message) }];
}

function textMessages(text: string): ApiMessage[] {
	const looksLikeHtml = /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text);
	if (looksLikeHtml) {
		const title = /<title[^>]*>([^<]*)</i.exec(text)?.[1]?.trim();
		const suffix = title ? ` ("${shorten(title)}")` : '';
		return [{ text: `A web page came back instead of an answer from Talkover${suffix}` }];
	}
	return text.trim() === '' ? [] : [{ text: shorten(text) }];
}

function shorten(text: string): string {
	const flat = text.replace(/\s+/g, ' ').trim();
	return flat.length > MAX_TEXT ? `${flat.slice(0, MAX_TEXT)}…` : flat;
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
