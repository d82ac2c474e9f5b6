import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { JsonObject } from '../../tools/simulator/contract';
import { DIALECTS, dialectsOf } from '../../tools/simulator/dialects';
import { startSimulator } from '../../tools/simulator/simulator';
import { newAgent, SEED } from '../../tools/simulator/state';
import { useDelivering } from '../support/servers/delivering';

const { talkover, receiver, webhook, tell } = useDelivering();

const AGENT = `/agents/${SEED.supportAgentId}`;
const SALES = `/agents/${SEED.salesAgentId}`;
const TRAINING = `${AGENT}/trainings/${SEED.trainingIds[0]}`;
const DEMO = `/voice-templates/${SEED.voiceTemplateId}/demo`;
const WEBHOOK = { name: 'CRM', webhook_url: 'https://example.com/', events: ['event_action'] };

/** Sends a request such as `GET /agents` to the simulator in these dialects, and returns any response. */
async function ask(dialects: string, request: string, sent?: unknown) {
	const { url, token, speak } = talkover();
	speak(...dialectsOf([dialects]));
	const [method = '', target = ''] = request.split(' ');
	const response = await fetch(`${url}${target}`, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
	});
	const text = await response.text();
	const isJson = String(response.headers.get('content-type')).startsWith('application/json');
	return { status: response.status, body: (isJson ? JSON.parse(text) : text) as never };
}

/** Adds this many agents, trainings of the support agent, and phone numbers. */
function fill(count: number): void {
	const { agents, trainings, phoneNumbers } = talkover().state;
	const [training, number] = [trainings[0], phoneNumbers[0]];
	for (const list of [trainings, phoneNumbers]) list.length = 0;
	for (let index = 0; index < count; index++) {
		const id = `id-${index}`;
		if (agents.length < count) agents.push(newAgent(id, { name: id, label: id }));
		trainings.push({ ...training, id });
		phoneNumbers.push({ ...number, id });
	}
}

/** Matches an object with these fields. */
const has = (fields: object): unknown => expect.objectContaining(fields);

/** A list with this many entries of any kind. */
const entries = (count: number): unknown[] =>
	Array.from({ length: count }, () => expect.anything() as unknown);

const idsOf = (list: readonly JsonObject[]) => list.map(({ id }) => id);
const ids = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => `id-${from + index}`);

const IN_PORTUGUESE = 'Operação concluída com sucesso.';
const TO_NOBODY = '/calls?to=%2B12125000000';
const DELETED = { message: 'Agent training deleted successfully' };
const TO = { to: '+12125001111' };
const CALLED = { id: expect.any(String), ...TO } as object;
const MP3 = expect.stringContaining('.mp3') as unknown;
const ANY = expect.anything() as unknown;
const BUSY = encodeURIComponent(SEED.busyPhone);
const IN_PROGRESS = has({ status: 'in-progress' });
const OTHERS = has({ data: [has({ to: SEED.busyPhone })] });
const VOICE = has({ display_name: 'Amy', templates: [has({ name: 'Amy' })] });
const MORE_FIELDS = { current_status: 'archived', x_internal: ANY };
const UNPUBLISHED = { success: true, message: 'Agent unpublished successfully' };
const QUICKSTART = {
	...{ call_id: expect.any(String) as string, agent_id: SEED.salesAgentId, ...TO },
	...{ status: 'initiated', created_at: expect.any(String) as string, estimated_duration: 120 },
};
const WSS = expect.stringMatching(/^wss:/) as unknown;
const EXTERNAL = { ...CALLED, status: 'external', websocket_url: WSS };
const CONFLITO = {
	message: 'A solicitação conflita com o estado atual.',
	code: 'AGENT_IS_PUBLISHED',
};
const INVALIDO = {
	message: 'Os dados fornecidos são inválidos.',
	errors: has({ subject: ['Este campo é inválido.'] }),
};

/** By dialect and request: the response. */
const FORMS: readonly [dialect: string, request: string, number, body: unknown, sent?: object][] = [
	['empty', `DELETE ${TRAINING}`, 204, ''],
	['empty', `POST ${AGENT}/unpublish`, 200, ''],
	['empty', `PATCH ${AGENT}/webhooks/${SEED.webhookId}/toggle`, 204, ''],
	['message', `DELETE ${TRAINING}`, 200, DELETED],
	['message', `POST ${AGENT}/unpublish`, 200, UNPUBLISHED],
	['bare', `GET ${DEMO}`, 200, { demo_url: MP3 }],
	['bare', `POST /campaigns/${SEED.activeCampaignId}/call`, 200, has({ ...CALLED }), TO],
	['quickstart', `POST ${SALES}/call`, 200, QUICKSTART, TO],
	['external', `POST ${SALES}/call`, 200, EXTERNAL, TO],
	['quickstart', `GET ${SALES}/active-call/${BUSY}`, 200, has({ data: [IN_PROGRESS] })],
	['portuguese', `DELETE ${AGENT}`, 409, { success: false, ...CONFLITO }],
	['portuguese', `POST ${AGENT}/trainings`, 422, has(INVALIDO), {}],
	['portuguese', `DELETE ${TRAINING}`, 200, { success: true, message: IN_PORTUGUESE }],
	['nulls', `GET ${AGENT}/flow`, 200, has({ message: null, data: has({ flow_config: null }) })],
	['extra', `GET ${AGENT}`, 200, has({ data: has(MORE_FIELDS) })],
	['small-pages', 'GET /agents?per_page=100', 200, has({ meta: has({ per_page: 10 }) })],
	['bare', 'GET /voice-templates', 200, expect.arrayContaining([VOICE])],
	[
		...(['bare', `GET ${AGENT}/webhooks`, 200] as const),
		{ data: { webhooks: entries(1), available_events: ANY } },
	],
	['', `GET ${TO_NOBODY}`, 200, has({ data: [] })],
	['ignores-filters', `GET ${TO_NOBODY}`, 200, OTHERS],
	['ignores-filters', `GET ${SALES}/active-call/%2B12125000000`, 200, OTHERS],
];

// Without test.each, which never ends if an argument contains %2B.
for (const [dialect, request, status, body, sent] of FORMS) {
	test(`${dialect || 'no dialect'} responds to ${request} in its form`, async () => {
		expect(await ask(dialect, request, sent)).toEqual({ status, body });
	});
}

/** By dialect: the fields of the seeded call that differ. */
const OF_CALLS: readonly [dialect: string, shown: object][] = [
	['call-no-zone', { created_at: '2026-03-29 11:30:00' }],
];

test.each(OF_CALLS)('%s shows a call in its form', async (dialect, shown) => {
	const [call] = talkover().state.calls;
	const ended = { status: 'completed', duration_seconds: 90, created_at: '2026-03-29T14:30:00Z' };
	Object.assign(call ?? {}, ended);

	const { body } = await ask(dialect, `GET ${SALES}/calls`);

	expect(body).toEqual(has({ data: [has(shown)] }));
});

const URL_OF_PAGE_2: unknown = expect.stringMatching(/^http:.+\/trainings\?page=2$/);
const block = { current_page: 1, last_page: 2, per_page: 20, total: 25 };
const small = { current_page: 1, last_page: 3, per_page: 10, total: 25 };
const inText = { current_page: '1', last_page: '2', per_page: '20', total: '25' };
const paginator = { data: entries(20), ...block, next_page_url: URL_OF_PAGE_2 };
const first: unknown = expect.stringContaining('?page=1');
const links = { first, last: URL_OF_PAGE_2, prev: null, next: URL_OF_PAGE_2 };

test.each<[string, unknown]>([
	['resource', { data: entries(20), meta: block, links }],
	['paginator', paginator],
	['paginator-in-data', { success: true, data: paginator }],
	['simple-paginator', { data: entries(20), next_page_url: URL_OF_PAGE_2 }],
	['text-numbers', { success: true, data: entries(20), meta: inText }],
	['small-pages', { success: true, data: entries(10), meta: small }],
	['bare', { data: entries(20), meta: block }],
])('%s returns a list without documented paging in its form', async (dialect, expected) => {
	fill(25);

	const { body } = await ask(dialect, `GET ${AGENT}/trainings`);

	expect(body).toEqual(expected);
});

test.each(['resource', 'paginator', 'simple-paginator'])(
	'%s returns the requested page with the requested size',
	async (dialect) => {
		fill(25);

		const training: { data: JsonObject[] } = (
			await ask(dialect, `GET ${AGENT}/trainings?page=2&per_page=12`)
		).body;
		const agents: { data: JsonObject[] } = (await ask(dialect, 'GET /agents?page=2&per_page=12'))
			.body;

		expect(idsOf(training.data)).toEqual(ids(12, 24));
		expect(idsOf(agents.data)).toEqual(idsOf(talkover().state.agents.slice(12, 24)));
	},
);

test('forbidden reduces a 403 to a sentence', async () => {
	const fault = { kind: 'documented', status: 403 } as const;
	talkover().fail({ operationId: 'createCampaign', fault });

	const { status, body } = await ask('forbidden', 'POST /campaigns', {});

	expect(status).toBe(403);
	expect(body).toEqual({ message: expect.any(String) });
});

test('numeric-ids uses the same number for an ID everywhere, and accepts it', async () => {
	const { body } = await ask('numeric-ids', 'GET /agents');
	const { data }: { data: JsonObject[] } = body;
	const [id] = idsOf(data);

	expect(id).toEqual(expect.any(Number));
	expect(talkover().withOwnIds({ id })).toEqual({ id: SEED.supportAgentId });
	expect(await ask('numeric-ids', `GET /agents/${String(id)}`)).toMatchObject({
		status: 200,
		body: { data: { id, name: 'SupportBot', trainings: [{ id: expect.any(Number) }, {}] } },
	});
	const calls = await ask('numeric-ids', `GET /calls?agent_id=${String(idsOf(data)[1])}`);
	expect(calls).toMatchObject({ body: { data: [{ agent: { id: idsOf(data)[1] } }] } });
});

test('numeric-ids accepts its numbers in the body of a request', async () => {
	const numbers: { data: JsonObject[] } = (await ask('numeric-ids', 'GET /phone-numbers')).body;
	const chosen = idsOf(numbers.data)[2];

	await ask('numeric-ids', `PUT ${AGENT}/calling`, {
		direction: 'inbound',
		phone_number_ids: [chosen],
	});

	expect(talkover().state.agents[0]?.phone_numbers).toEqual([
		expect.objectContaining({ id: SEED.phoneNumberIds[2] }),
	]);
});

const fields = {
	event: 'event_action',
	agent_id: SEED.supportAgentId,
	agent_name: 'SupportBot',
	timestamp: expect.any(String),
	duration: 9,
};

test.each<[string, unknown]>([
	['', { ...fields, call_id: 'call-1' }],
	['delivery-call', { call: { ...fields, id: 'call-1' } }],
	['delivery-data', { data: { ...fields, call_id: 'call-1' } }],
	['delivery-payload', { payload: { ...fields, call_id: 'call-1' } }],
	['delivery-data-call', { data: { call: { ...fields, id: 'call-1' } } }],
	[
		'delivery-call,numeric-ids',
		{ call: { ...fields, id: expect.any(Number), agent_id: expect.any(Number) } },
	],
])('a delivery in the dialect %j has its fields in their place', async (dialect, expected) => {
	await webhook();
	talkover().speak(...dialectsOf([dialect]));

	await tell({ duration: 9 });

	expect(receiver().received[0]?.body).toEqual(expected);
});

test('a payload template is filled in the same way in every dialect', async () => {
	await webhook({ payload_templates: { event_action: { of: '{{agent_id}}' } } });
	talkover().speak('delivery-data');

	await tell();

	expect(receiver().received[0]?.body).toEqual({ of: SEED.supportAgentId });
});

describe('combinations of dialects', () => {
	test.each(['portuguese,numeric-ids,paginator', 'paginator,portuguese,numeric-ids'])(
		'%s combines the forms of all three',
		async (dialects) => {
			const { body } = await ask(dialects, `GET ${AGENT}/trainings`);
			const deletion = await ask(dialects, `DELETE ${TRAINING}`);

			expect(body).toMatchObject({ next_page_url: null, data: [{ id: expect.any(Number) }, {}] });
			expect(body).not.toHaveProperty('success');
			expect(deletion.body).toEqual({ success: true, message: IN_PORTUGUESE });
		},
	);

	// The dialects of the fields of calls change none of these responses.
	const OTHERS = DIALECTS.filter(({ name }) => !name.startsWith('call-'));
	test.each(OTHERS.map(({ name }) => name))('%s works with every other dialect', async (name) => {
		const requests: readonly (readonly [string, object?])[] = [
			[`GET ${AGENT}`],
			['GET /agents?page=1'],
			[`GET ${AGENT}/trainings`],
			[`POST ${AGENT}/webhooks`, WEBHOOK],
			[`DELETE ${TRAINING}`],
			['GET /agents/nobody'],
		];
		for (const other of OTHERS.slice(OTHERS.findIndex((each) => each.name === name))) {
			talkover().reset();
			const statuses: number[] = [];
			for (const [request, sent] of requests) {
				statuses.push((await ask(`${other.name},${name}`, request, sent)).status);
			}

			expect(statuses.slice(0, -1).every((status) => status < 300)).toBe(true);
			expect(statuses.at(-1)).toBe(404);
		}
	});
});

test('the simulator uses dialects from the start, others on request, and the first ones after a reset', async () => {
	const simulator = await startSimulator({ dialects: ['bare'] });
	const { url, token } = simulator;
	const success = async (headers = {}) => {
		const sent = { authorization: `Bearer ${token}`, ...headers };
		const response = await fetch(`${url}/agents`, { headers: sent });
		return ((await response.json()) as JsonObject).success;
	};
	try {
		expect(await success()).toBeUndefined();
		expect(await success({ 'x-simulator-plain': 'yes' })).toBe(true);
		simulator.speak();
		expect(await success()).toBe(true);
		simulator.reset();
		expect(await success()).toBeUndefined();
	} finally {
		await simulator.close();
	}
});

test('the simulator rejects an unknown name, and lists the known names', async () => {
	await expect(startSimulator({ dialects: ['bare', 'klingon'] })).rejects.toThrow(
		/^There is no dialect klingon\. Choose from: .*paginator, .*bare, /,
	);
});

test('the simulator still reports a response that violates the contract', async () => {
	talkover().state.agents[0] = newAgent(SEED.supportAgentId, { language: 7 });
	await ask('bare,paginator', `GET ${AGENT}`);

	expect(talkover().violations).toEqual([expect.stringContaining('getAgent 200')]);
	talkover().reset();
});

test('the simulator sends responses that a test defines unchanged', async () => {
	const body = { success: true, data: { id: 'a' } };
	talkover().answer(200, body);

	expect((await ask('bare,numeric-ids', `GET ${AGENT}`)).body).toEqual(body);
});

test('the simulator forgets the numbers for IDs when it is reset', async () => {
	await ask('numeric-ids', 'GET /agents');
	talkover().reset();

	expect(talkover().withOwnIds({ id: 70_001 })).toEqual({ id: 70_001 });
});

test('the documentation lists each dialect with its description', () => {
	const text = readFileSync(path.join(__dirname, '../../docs/development/simulator.md'), 'utf8');

	for (const { name, description } of DIALECTS) {
		expect(text).toContain(`| \`${name}\` | ${description} |`);
	}
});
