import type { Reply } from '../handlers/handler';
import type { Dialect } from './dialect';
import { isList } from './lists';

const WEB_PAGE =
	'<!doctype html><html><head><title>Guest Wi-Fi</title></head><body>Accept our terms to go online.</body></html>';

/** A dialect in which every successful request gets this response with status 200. */
function guard(name: string, description: string, answer: Omit<Reply, 'status'>): Dialect {
	return {
		name,
		description,
		encode: (reply) => (reply.status < 300 ? { status: 200, ...answer } : reply),
	};
}

/** Responses that no client may take for success. */
export const GUARDS: readonly Dialect[] = [
	guard('guard-web-page', 'An error: a web page with status 200.', {
		body: WEB_PAGE,
		headers: { 'content-type': 'text/html; charset=utf-8' },
	}),
	guard('guard-text', 'An error: plain text with status 200.', {
		body: 'The service is being upgraded.',
		headers: { 'content-type': 'text/plain; charset=utf-8' },
	}),
	guard('guard-success-false', 'An error: success is false in a 200.', {
		body: { success: false, message: 'The quota of this environment is used up.' },
	}),
	guard('guard-error', 'An error: an error object in a 200 without data.', {
		body: {
			error: { code: 'QUOTA_EXCEEDED', message: 'The quota of this environment is used up.' },
		},
	}),
	{
		name: 'guard-no-list',
		description: 'An error: the response of a list has no list.',
		encode: (reply, context) =>
			reply.status < 300 && isList(context)
				? { status: 200, body: { success: true, data: { total: 3 } } }
				: reply,
	},
];
