import type { IDataObject } from 'n8n-workflow';

import type { Send } from '../../nodes/Talkover/api/client';

interface Asked {
	readonly page: number;
	readonly size: number;
}

/** A server with pages of its own making; what it was asked for is kept. */
export function server(pageOf: (asked: Asked) => IDataObject) {
	const asked: Asked[] = [];
	const send: Send = async ({ query = {} }) => {
		const request = { page: Number(query.page), size: Number(query.per_page) };
		asked.push(request);
		return { ok: true, status: 200, body: { success: true, ...pageOf(request) } };
	};
	return { asked, send };
}

/** So many elements, by their ids from this number on. */
export function elements(from: number, count: number): IDataObject[] {
	return Array.from({ length: Math.max(0, count) }, (_, index) => ({ id: `id-${from + index}` }));
}

/** The part of a list of so many elements that a page has, with at most `most` on a page. */
export function cut(total: number, { page, size }: Asked, most = 100) {
	const perPage = Math.min(size, most);
	const from = (page - 1) * perPage;
	const last = Math.ceil(total / perPage);
	const data = elements(from, Math.min(perPage, total - from));
	return { data, block: { current_page: page, per_page: perPage, total }, last };
}
