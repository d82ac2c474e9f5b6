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
	return { status: response.status, body: (text === '' ? text : JSON.parse(text)) as never };
}

/** Gives the support agent 25 trainings. */
function fill(): void {
	const { trainings } = talkover().state;
	const [training] = trainings;
	trainings.length = 0;
	for (let index = 0; index < 25; index++) trainings.push({ ...training, id: `id-${index}` });
}

/** Matches an object with these fields. */
const has = (fields: object): unknown => expect.objectContaining(fields);

/** A list with this many entries of any kind. */
const entries = (count: number): unknown[] =>
	Array.from({ length: count }, () => expect.anything() as unknown);

const IN_PORTUGUESE = 'Operação concluída com sucesso.';
const TO_NOBODY = '/calls?to=%2B12125000000';
const TO = { to: '+12125001111' };
const MP3 = expect.stringContaining('.mp3') as unknown;
const ANY = expect.anything() as unknown;
const BUSY = encodeURIComponent(SEED.busyPhone);
const IN_PROGRESS = has({ status: 'in-progress' });
const OTHERS = has({ data: [has({ to: SEED.busyPhone })] });
const VOICE = has({ display_name: 'Amy', templates: [has({ name: 'Amy' })] });
const QUICKSTART = {
	...{ call_id: expect.any(String) as string, agent_id: SEED.salesAgentId, ...TO },
	...{ status: 'initiated', created_at: expect.any(String) as string, estimated_duration: 120 },
};
const WSS = expect.stringMatching(/^wss:/) as unknown;
const EXTERNAL = {
	id: expect.any(String) as string,
	...TO,
	status: 'external',
	websocket_url: WSS,
};
const CONFLITO = {
	message: 'A solicitação conflita com o estado atual.',
	code: 'AGENT_IS_PUBLISHED',
};
const INVALIDO = {
	message: 'Os dados fornecidos são inválidos.',
	errors: has({ subject: ['Este campo é inválido.'] }),
};

/** By dialect and request: the response. Those that `npm run conformance` distinguishes are in its tests. */
const FORMS: readonly [dialect: string, request: string, number, body: unknown, sent?: object][] = [
	['bare', `GET /voice-templates/${SEED.voiceTemplateId}/demo`, 200, { demo_url: MP3 }],
	['bare', `POST /campaigns/${SEED.activeCampaignId}/call`, 200, has(TO), TO],
	['bare', 'GET /voice-templates', 200, expect.arrayContaining([VOICE])],
	['quickstart', `POST ${SALES}/call`, 200, QUICKSTART, TO],
	['external', `POST ${SALES}/call`, 200, EXTERNAL, TO],
	['quickstart', `GET ${SALES}/active-call/${BUSY}`, 200, has({ data: [IN_PROGRESS] })],
	['portuguese', `DELETE ${AGENT}`, 409, { success: false, ...CONFLITO }],
	['portuguese', `POST ${AGENT}/trainings`, 422, has(INVALIDO), {}],
	['portuguese', `DELETE ${TRAINING}`, 200, { success: true, message: IN_PORTUGUESE }],
	['nulls', `GET ${AGENT}/flow`, 200, has({ message: null, data: has({ flow_config: null }) })],
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

test('call-no-zone shows the times of a call without a zone', async () => {
	Object.assign(talkover().state.calls[0] ?? {}, { created_at: '2026-03-29T14:30:00Z' });

	const { body } = await ask('call-no-zone', `GET ${SALES}/calls`);

	expect(body).toEqual(has({ data: [has({ created_at: '2026-03-29 11:30:00' })] }));
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
	fill();

	const { body } = await ask(dialect, `GET ${AGENT}/trainings`);

	expect(body).toEqual(expected);
});

test('forbidden reduces a 403 to a sentence', async () => {
	const fault = { kind: 'documented', status: 403 } as const;
	talkover().fail({ operationId: 'createCampaign', fault });

	const { status, body } = await ask('forbidden', 'POST /campaigns', {});

	expect(status).toBe(403);
	expect(body).toEqual({ message: expect.any(String) });
});

test('numeric-ids uses the same number for an ID everywhere, accepts it, and forgets it when it is reset', async () => {
	const { data }: { data: JsonObject[] } = (await ask('numeric-ids', 'GET /agents')).body;
	const numbers: { data: JsonObject[] } = (await ask('numeric-ids', 'GET /phone-numbers')).body;
	const { id } = data[0] ?? {};
	const changes = { direction: 'inbound', phone_number_ids: [numbers.data[2]?.id] };

	expect(id).toEqual(expect.any(Number));
	expect(talkover().withOwnIds({ id })).toEqual({ id: SEED.supportAgentId });
	await ask('numeric-ids', `PUT /agents/${String(id)}/calling`, changes);
	expect(talkover().state.agents[0]?.phone_numbers).toEqual([has({ id: SEED.phoneNumberIds[2] })]);
	talkover().reset();
	expect(talkover().withOwnIds({ id })).toEqual({ id });
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
	['delivery-call,numeric-ids', { call: { ...fields, id: ANY, agent_id: expect.any(Number) } }],
])('a delivery in the dialect %j has its fields in their place', async (dialect, expected) => {
	await webhook();
	talkover().speak(...dialectsOf([dialect]));

	await tell({ duration: 9 });

	expect(receiver().received[0]?.body).toEqual(expected);
});

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

test('the simulator reports a response that violates the contract in any dialect', async () => {
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

test('the documentation lists each dialect with its description', () => {
	const text = readFileSync(path.join(__dirname, '../../docs/development/simulator.md'), 'utf8');

	for (const { name, description } of DIALECTS) {
		expect(text).toContain(`| \`${name}\` | ${description} |`);
	}
});
