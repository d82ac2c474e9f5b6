import type { IDataObject } from 'n8n-workflow';

import { doneWith } from '../../../nodes/Talkover/api/response/answer';
import type { Send } from '../../../nodes/Talkover/api/client';
import type { Simulator } from '../../../tools/simulator/simulator';

interface Asked {
	readonly page: number;
	readonly size: number;
}

/** A server with custom pages that records its requests. */
export function server(pageOf: (asked: Asked) => IDataObject) {
	const asked: Asked[] = [];
	const send: Send = async ({ query = {} }) => {
		const request = { page: Number(query.page), size: Number(query.per_page) };
		asked.push(request);
		return doneWith({ endpoint: 'listCalls' }, { success: true, ...pageOf(request) });
	};
	return { asked, send };
}

/** This many elements with ascending IDs that start at this number. */
export function elements(from: number, count: number): IDataObject[] {
	return Array.from({ length: Math.max(0, count) }, (_, index) => ({ id: `id-${from + index}` }));
}

/** The part of a list with this many elements that belongs to a page with at most `most` elements. */
export function cut(total: number, { page, size }: Asked, most = 100) {
	const perPage = Math.min(size, most);
	const from = (page - 1) * perPage;
	const last = Math.ceil(total / perPage);
	const data = elements(from, Math.min(perPage, total - from));
	return { data, block: { current_page: page, per_page: perPage, total }, last };
}

/** Makes a simulator respond to every request with custom pages. */
export function answerPages(
	simulator: Pick<Simulator, 'answer'>,
	pageOf: (asked: Asked) => IDataObject,
): void {
	const body: IDataObject = { success: true };
	const when = ({ url }: { readonly url: string }) => {
		const query = new URL(url, 'http://simulator').searchParams;
		const asked = { page: Number(query.get('page')), size: Number(query.get('per_page')) };
		Object.assign(body, pageOf(asked));
		return true;
	};
	simulator.answer(200, body, { when });
}

/** Makes a simulator respond to its next request with this data. */
export function answerOnce(simulator: Pick<Simulator, 'answer'>, data: unknown): void {
	const body = { success: true, data, ...(Array.isArray(data) ? { meta: { last_page: 1 } } : {}) };
	simulator.answer(200, body, { times: 1 });
}
