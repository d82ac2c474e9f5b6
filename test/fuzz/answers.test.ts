import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	bodyOf,
	doneWith,
	idOf,
	isConfirmation,
	isRejection,
	listIn,
	messageIn,
	namedListIn,
	thingIn,
} from '../../nodes/Talkover/api/response/answer';
import { positionIn } from '../../nodes/Talkover/api/response/position';
import type { Send } from '../../nodes/Talkover/api/client';
import { readRateLimit } from '../../nodes/Talkover/api/pacing/rateLimit';
import type { ApiRequest } from '../../nodes/Talkover/api/request';
import { stampOf } from '../../nodes/Talkover/api/content/times';
import { clockOffset } from '../../nodes/Talkover/api/response/clockOffset';
import { readPages } from '../../nodes/Talkover/operation/answers/paging';
import type { Shape } from '../../nodes/Talkover/operation/answers/shapes';
import {
	changed,
	deleted,
	done,
	list,
	object,
	readAs,
} from '../../nodes/Talkover/operation/answers/shapes';
import {
	isEnabled,
	leadsTo,
	subscribedEvents,
	webhookIdOf,
} from '../../nodes/Talkover/trigger/registration/remoteWebhook';
import { ANYTHING, fuzz, jsonTexts, jsonValues } from '../support/fuzz';

const NAMES = [
	...['success', 'data', 'message', 'error', 'errors', 'code', 'status', 'status_code'],
	...['id', 'call_id', 'webhooks', 'webhook', 'events', 'enabled', 'webhook_url', '0', '1', '7'],
	...['meta', 'pagination', 'links', 'next', 'next_page_url', 'last_page'],
	...['total', 'per_page', 'current_page'],
];

const WHITESPACE = ['', ' ', '\n', '\ufeff', '\u00a0'];

/** Bodies as n8n gives them: parsed, or as text if it hasn't taken them for JSON. */
const raw = fc.oneof(
	jsonValues(NAMES),
	fc.tuple(fc.constantFrom(...WHITESPACE), jsonTexts(NAMES)).map((parts) => parts.join('')),
	fc.string(),
	ANYTHING,
);

const REQUESTS: readonly ApiRequest[] = [
	{ endpoint: 'listAgents', path: ['agents'] },
	{ endpoint: 'updateAgentCalling', path: ['agents', 'a', 'calling'] },
	{ endpoint: 'updateCampaignStatus', path: ['campaigns', 'a', 'status'] },
	{ endpoint: 'listAgentWebhooks', path: ['agents', 'a', 'webhooks'] },
	{ endpoint: 'deleteAgent', path: ['agents', 'a'] },
	{ endpoint: 'publishAgent', path: ['agents', 'a', 'publish'] },
	{
		endpoint: 'createAgent',
		path: ['agents'],
		creates: { key: ['agent'], label: 'it', where: 'there' },
	},
];

/** What makes items of a response. */
function itemsOf<Data>(shape: Shape<Data>) {
	return (request: ApiRequest, body: IDataObject): IDataObject[] => {
		const data = readAs(shape, request, doneWith(request, body));
		return data === undefined ? [] : shape.items(data);
	};
}

const READERS = [
	...[itemsOf(object), itemsOf(changed), itemsOf(list)],
	...[itemsOf(deleted), itemsOf(done)],
];

function sizeOf(value: unknown): number {
	return JSON.stringify(value).length;
}

/** Whether a value is what JSON makes: no object with a prototype that a response has chosen. */
function isPlain(value: unknown): boolean {
	return Object.getPrototypeOf(value) === Object.prototype;
}

fuzz('a response of any form is read without an error', raw, (given) => {
	const body = bodyOf(given);
	if (body === undefined) return;
	expect(typeof isRejection(body)).toBe('boolean');
	expect(typeof isConfirmation(body)).toBe('boolean');
	expect(['string', 'undefined']).toContain(typeof messageIn(body));
	for (const count of Object.values(positionIn(body)) as unknown[]) {
		expect(typeof count === 'boolean' || Number.isInteger(count)).toBe(true);
	}
	for (const found of [
		listIn(body, 'data'),
		listIn(body, 'webhooks'),
		namedListIn(body, 'webhooks'),
	]) {
		for (const element of found ?? []) expect(typeof element).toBe('object');
	}
});

fuzz(
	'what is read of a response is not larger than the response, and has no prototype of its own',
	fc.tuple(jsonValues(NAMES), fc.constantFrom(...REQUESTS), fc.constantFrom(...READERS)),
	([given, request, read]) => {
		const body = bodyOf(given);
		if (body === undefined) return;
		const items = read(request, body);
		// A `call_id` is also the `id`, and what only confirms gets a few words.
		expect(sizeOf(items)).toBeLessThanOrEqual(2 * sizeOf(given) + 100);
		for (const item of items) expect(isPlain(item)).toBe(true);
		const thing = thingIn(body);
		expect(thing === undefined || isPlain(thing)).toBe(true);
	},
);

fuzz('a webhook of any form is read without an error', raw, (given) => {
	const body = bodyOf(given);
	if (body === undefined) return;
	const webhook = thingIn(body);
	if (!webhook) return;
	expect(['boolean', 'undefined']).toContain(typeof leadsTo(webhook, 'https://a.example'));
	expect(['boolean', 'undefined']).toContain(typeof isEnabled(webhook));
	for (const name of subscribedEvents(webhook, ['event_phone_call_ended']) ?? []) {
		expect(typeof name).toBe('string');
	}
	expect((webhookIdOf(webhook) ?? 'none').length).toBeLessThanOrEqual(1_024);
});

/** Lists that repeat, lose or shorten elements, in all forms of pages; few random values are lists. */
const element = fc.record(
	{ id: fc.oneof(fc.nat({ max: 9 }), fc.constantFrom('a', '', null)), name: fc.nat({ max: 3 }) },
	{ requiredKeys: [] },
);
const POSITIONS: readonly object[] = [
	...[{}, { meta: { last_page: 9 } }, { pagination: { current_page: 1, per_page: 2, total: 50 } }],
	...[{ next_page_url: 'https://a.example/?page=2' }, { total: '3' }],
];
/** Pages of a list that is in `data`, or under its name in `data`. */
const pagesOf = (isNamed: boolean) =>
	fc
		.tuple(
			fc.array(element, { maxLength: 4 }),
			fc.constantFrom(...POSITIONS),
			isNamed ? fc.constant(false) : fc.boolean(),
		)
		.map(([elements, position, isNested]) => {
			const data = isNamed ? { webhooks: elements } : elements;
			const page = { data, ...position };
			return JSON.stringify(isNested ? { data: page } : { success: true, ...page });
		});
const PLAIN: readonly ApiRequest[] = [
	{ endpoint: 'listCalls', path: ['calls'] },
	{ endpoint: 'listPhoneNumbers', path: ['phone-numbers'] },
];
const NAMED: readonly ApiRequest[] = [
	{ endpoint: 'listAgentWebhooks', path: ['agents', 'a', 'webhooks'] },
];
let lists = { read: 0, all: 0 };

fuzz(
	'a list of any pages ends, after no more requests than it has different pages and one',
	fc.boolean().chain((isNamed) =>
		fc.tuple(
			fc.array(fc.oneof({ weight: 9, arbitrary: pagesOf(isNamed) }, jsonTexts(NAMES)), {
				minLength: 1,
				maxLength: 6,
			}),
			fc.constantFrom<ApiRequest>(...(isNamed ? NAMED : PLAIN)),
		),
	),
	async ([pages, request]) => {
		let requests = 0;
		const send: Send = async () => {
			// Parsed anew each time, as responses are.
			const body = bodyOf(JSON.parse(pages[requests % pages.length] ?? '')) ?? {};
			requests += 1;
			if (requests > 2 * pages.length) throw new Error('The list does not end');
			return doneWith(request, body);
		};

		const read = await readPages(send, request, list);

		expect(requests).toBeLessThanOrEqual(pages.length + 1);
		lists = { read: lists.read + Number(read.ok), all: lists.all + 1 };
		const found = read.ok ? read.value.elements : [];
		expect(sizeOf(found)).toBeLessThanOrEqual(4 * sizeOf(pages) + 100);
		const ids = found.map((each) => idOf(each)).filter((id) => typeof id === 'number' && id !== 0);
		expect(new Set(ids).size).toBe(ids.length);
	},
);

test('most of the lists of any pages are read, so that the property above says something about them', () => {
	expect(lists.read / lists.all).toBeGreaterThan(0.5);
});

const header = fc.oneof(
	ANYTHING,
	fc.integer().map(String),
	fc.double().map(String),
	fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
);

fuzz(
	'rate-limit headers of any form give a wait that is a number, or none',
	fc.tuple(
		fc.dictionary(
			fc.constantFrom('retry-after', 'x-ratelimit-reset', 'x-ratelimit-remaining', 'date'),
			header,
		),
		jsonValues(['error', 'details', 'retry_after']),
	),
	([headers, body]) => {
		for (const wait of Object.values(readRateLimit(headers, body, Date.now())) as unknown[]) {
			expect(typeof wait === 'number' && Number.isFinite(wait) && wait >= 0).toBe(true);
		}
		expect(clockOffset(headers, 0) ?? 0).not.toBeNaN();
	},
);

fuzz('the time of a response is a number, or none', header, (value) => {
	expect(Number.isFinite(stampOf(value)?.earliest ?? 0)).toBe(true);
});
