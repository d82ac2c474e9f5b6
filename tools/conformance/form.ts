import type { Exchange } from './recorder';

/** Fields that surround the content of a response. */
const ENVELOPE = ['code', 'data', 'error', 'errors', 'message', 'success'];
const PAGING = ['links', 'meta', 'pagination'];

/** The JSON value of a body. @returns undefined if it isn't JSON */
export function jsonOf(text: string): { readonly value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}

/** A description of the form of a response, based on the fields around its content. */
export function formOf({ body, contentType }: Pick<Exchange, 'body' | 'contentType'>): string {
	if (body.trim() === '') return 'empty';
	const json = jsonOf(body);
	if (json) return formOfJson(json.value);
	return contentType === 'text/html' || /^\s*</.test(body) ? 'web page' : 'text';
}

/** The same for a parsed body. */
export function formOfJson(value: unknown): string {
	if (Array.isArray(value)) return 'bare list';
	if (!isObject(value)) return value === null ? 'null' : 'a single value';
	if (Object.keys(value).length === 0) return 'empty object';
	// A resource without an envelope may have a field named data.
	const isAround = 'success' in value || isPage(value) || !hasOwnContent(value);
	if ('data' in value && isAround) return formWithData(value);
	if (hasOwnContent(value)) return 'success' in value ? 'success and fields' : 'bare';
	return 'error' in value || 'errors' in value ? 'error' : 'message only';
}

function formWithData(value: Readonly<Record<string, unknown>>): string {
	const { data, success } = value;
	if (isPage(value)) return 'paginator';
	if (isObject(data) && 'data' in data) {
		if (isPage(data)) return 'paginator in data';
		if (!hasOwnContent(data)) return 'data in data';
	}
	const paging = PAGING.filter((name) => name in value);
	const around = success === undefined ? 'data without success' : 'data';
	const others = hasOwnContent(value) ? ['other fields'] : [];
	return [around, ...paging, ...others].join(' + ');
}

/** Whether the fields of a Laravel paginator are beside `data`. */
function isPage(value: Readonly<Record<string, unknown>>): boolean {
	return 'current_page' in value || 'next_page_url' in value;
}

function hasOwnContent(value: Readonly<Record<string, unknown>>): boolean {
	const own = new Set([...ENVELOPE, ...PAGING]);
	return Object.keys(value).some((name) => !own.has(name));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
