import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { JsonObject } from '../../simulator/contract';
import { DIALECTS, dialectsOf } from '../../simulator/dialects';
import { startSimulator } from '../../simulator/simulator';
import { newAgent, SEED } from '../../simulator/state';
import { useDelivering } from '../support/servers/delivering';

const { talkover, receiver, webhook, tell } = useDelivering();

const AGENT = `/agents/${SEED.supportAgentId}`;
const SALES = `/agents/${SEED.salesAgentId}`;
const TRAINING = `${AGENT}/trainings/${SEED.trainingIds[0]}`;
const CALL = `${SALES}/call`;
const VOICE = { voice_id: SEED.voiceTemplateId, conversation_speed: 1, who_speaks_first: 'agent' };
const WEBHOOK = { name: 'CRM', webhook_url: 'https://example.com/', events: ['event_action'] };
const MEMBERS = `/calendars/${SEED.calendarId}/members`;

/** Sends a request to the simulator in these dialects, and returns any response. */
async function ask(dialects: string, method: string, target: string, sent?: unknown) {
	const { url, token, speak } = talkover();
	speak(...dialectsOf([dialects]));
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

/** A list with this many entries of any kind. */
const entries = (count: number): unknown[] =>
	Array.from({ length: count }, () => expect.anything() as unknown);

const idsOf = (list: readonly JsonObject[]) => list.map(({ id }) => id);
const ids = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => `id-${from + index}`);

describe('the forms of single resources', () => {
	test.each<[dialect: string, method: string, path: string, body: unknown, status: number]>([
		['empty', 'DELETE', TRAINING, undefined, 204],
		['empty', 'PUT', `${AGENT}/voice`, VOICE, 200],
		['empty', 'POST', `${AGENT}/unpublish`, undefined, 200],
		['empty', 'PATCH', `${AGENT}/webhooks/${SEED.webhookId}/toggle`, undefined, 204],
	])('%s responds to %s %s without a body', async (dialect, method, target, sent, status) => {
		expect(await ask(dialect, method, target, sent)).toEqual({ status, body: '' });
	});

	test.each<[string, string, string, unknown, number, unknown]>([
		[
			'message',
			'DELETE',
			TRAINING,
			undefined,
			200,
			{ message: 'Agent training deleted successfully' },
		],
		[
			'message',
			'POST',
			`${AGENT}/unpublish`,
			undefined,
			200,
			{ success: true, message: 'Agent unpublished successfully' },
		],
		[
			'bare',
			'POST',
			MEMBERS,
			{ user_id: 'u', role: 'editor' },
			201,
			{ id: expect.any(String), user_id: 'u', role: 'editor', added_at: expect.any(String) },
		],
		[
			'bare',
			'DELETE',
			TRAINING,
			undefined,
			200,
			{ message: 'Agent training deleted successfully' },
		],
		[
			'bare',
			'POST',
			`/campaigns/${SEED.activeCampaignId}/call`,
			{ to: '+12125001111' },
			200,
			expect.objectContaining({ id: expect.any(String), to: '+12125001111', status: 'queued' }),
		],
		[
			'bare',
			'GET',
			`/voice-templates/${SEED.voiceTemplateId}/demo`,
			undefined,
			200,
			{ demo_url: expect.stringContaining('.mp3') },
		],
		[
			'demo-url',
			'GET',
			`/voice-templates/${SEED.voiceTemplateId}/demo`,
			undefined,
			200,
			{ success: true, data: { demo_url: expect.stringContaining('.mp3') } },
		],
		[
			'quickstart',
			'POST',
			CALL,
			{ to: '+12125001111' },
			200,
			{
				call_id: expect.any(String),
				agent_id: SEED.salesAgentId,
				to: '+12125001111',
				status: 'initiated',
				created_at: expect.any(String),
				estimated_duration: 120,
			},
		],
		[
			'external',
			'POST',
			CALL,
			{ to: '+12125001111' },
			200,
			{
				id: expect.any(String),
				status: 'external',
				to: '+12125001111',
				websocket_url: expect.stringMatching(/^wss:/),
			},
		],
		[
			'webhook-list-data',
			'POST',
			`${AGENT}/webhooks`,
			WEBHOOK,
			200,
			expect.objectContaining({ data: [expect.objectContaining({ name: 'CRM' })] }),
		],
		[
			'data-in-data',
			'GET',
			`/calendars/${SEED.calendarId}`,
			undefined,
			200,
			{ success: true, data: { data: expect.objectContaining({ id: SEED.calendarId }) } },
		],
	])('%s responds to %s %s in its form', async (dialect, method, target, sent, status, body) => {
		expect(await ask(dialect, method, target, sent)).toEqual({ status, body });
	});

	test('bare responds to a creation with the agent itself and status 200', async () => {
		const { body } = await ask('bare', 'GET', AGENT);

		expect(body).toMatchObject({ id: SEED.supportAgentId, name: 'SupportBot' });
		const release = `/phone-numbers/${SEED.phoneNumberIds[1]}/request-release`;
		talkover().state.agents.length = 0;
		expect(await ask('bare', 'POST', release, { reason: 'No longer in use' })).toMatchObject({
			status: 200,
			body: { phone_number_id: SEED.phoneNumberIds[1] },
		});
	});

	test('quickstart shows an answered call as in-progress', async () => {
		const active = `${SALES}/active-call/${encodeURIComponent(SEED.busyPhone)}`;

		expect(await ask('quickstart', 'GET', active)).toMatchObject({
			body: { data: [{ status: 'in-progress' }] },
		});
	});
});

describe('the forms of lists', () => {
	const URL_OF_PAGE_2 = expect.stringMatching(/^http:.+\/trainings\?page=2$/);
	const block = { current_page: 1, last_page: 2, per_page: 20, total: 25 };

	test.each<[string, unknown]>([
		[
			'resource',
			{
				data: entries(20),
				meta: block,
				links: {
					first: expect.stringContaining('?page=1'),
					last: URL_OF_PAGE_2,
					prev: null,
					next: URL_OF_PAGE_2,
				},
			},
		],
		['paginator', { data: entries(20), ...block, next_page_url: URL_OF_PAGE_2 }],
		[
			'paginator-in-data',
			{ success: true, data: { data: entries(20), ...block, next_page_url: URL_OF_PAGE_2 } },
		],
		['simple-paginator', { data: entries(20), next_page_url: URL_OF_PAGE_2 }],
		[
			'text-numbers',
			{
				success: true,
				data: entries(20),
				meta: { current_page: '1', last_page: '2', per_page: '20', total: '25' },
			},
		],
		[
			'small-pages',
			{
				success: true,
				data: entries(10),
				meta: { current_page: 1, last_page: 3, per_page: 10, total: 25 },
			},
		],
		['bare', { data: entries(20), meta: block }],
		['bare-arrays', entries(25)],
		['no-paging-block', { success: true, data: entries(25) }],
		['data-in-data', { success: true, data: { data: entries(25) } }],
	])('%s returns a list without documented paging in its form', async (dialect, expected) => {
		fill(25);

		const { body } = await ask(dialect, 'GET', `${AGENT}/trainings`);

		expect(body).toEqual(expected);
	});

	test.each(['resource', 'paginator', 'simple-paginator'])(
		'%s returns the requested page with the requested size',
		async (dialect) => {
			fill(25);

			const training: { data: JsonObject[] } = (
				await ask(dialect, 'GET', `${AGENT}/trainings?page=2&per_page=12`)
			).body;
			const agents: { data: JsonObject[] } = (
				await ask(dialect, 'GET', '/agents?page=2&per_page=12')
			).body;

			expect(idsOf(training.data)).toEqual(ids(12, 24));
			expect(idsOf(agents.data)).toEqual(idsOf(talkover().state.agents.slice(12, 24)));
		},
	);

	test('small-pages returns at most 10 entries of a list with documented paging, and reports that size', async () => {
		fill(25);

		expect(await ask('small-pages', 'GET', '/agents?per_page=100&page=3')).toMatchObject({
			body: {
				data: entries(5),
				meta: { current_page: 3, per_page: 10, last_page: 3, total: 25 },
			},
		});
	});

	test('no-paging-block removes the paging data of a list with documented paging', async () => {
		fill(25);

		expect((await ask('no-paging-block', 'GET', '/agents')).body).toEqual({
			success: true,
			data: entries(20),
		});
	});

	test('bare returns the voices as a bare array with templates', async () => {
		const { body } = await ask('bare', 'GET', '/voice-templates');

		expect(body).toContainEqual({
			display_name: 'Amy',
			templates: [expect.objectContaining({ name: 'Amy' })],
		});
	});

	test.each([
		['bare', { webhooks: [expect.anything()], available_events: expect.anything() }],
		['bare-arrays', [expect.objectContaining({ id: SEED.webhookId })]],
		[
			'paginator-in-data',
			{
				success: true,
				data: {
					current_page: 1,
					last_page: 1,
					per_page: 20,
					total: 1,
					webhooks: [expect.anything()],
					available_events: expect.anything(),
					next_page_url: null,
				},
			},
		],
	])('%s returns a list with its own name in its form', async (dialect, expected) => {
		expect((await ask(dialect, 'GET', `${AGENT}/webhooks`)).body).toEqual(expected);
	});
});

describe('the forms of values', () => {
	test('portuguese translates every sentence, and preserves machine-readable codes', async () => {
		expect(await ask('portuguese', 'DELETE', AGENT)).toEqual({
			status: 409,
			body: {
				success: false,
				message: 'A solicitação conflita com o estado atual.',
				code: 'AGENT_IS_PUBLISHED',
			},
		});
		expect((await ask('portuguese', 'POST', `${AGENT}/trainings`, {})).body).toMatchObject({
			message: 'Os dados fornecidos são inválidos.',
			errors: { subject: ['Este campo é inválido.'] },
		});
		expect((await ask('portuguese', 'DELETE', TRAINING)).body).toEqual({
			success: true,
			message: 'Operação concluída com sucesso.',
		});
	});

	test('forbidden reduces a 403 to a sentence', async () => {
		const fault = { kind: 'documented', status: 403 } as const;
		talkover().fail({ operationId: 'createCampaign', fault });

		const { status, body } = await ask('forbidden', 'POST', '/campaigns', {});

		expect(status).toBe(403);
		expect(body).toEqual({ message: expect.any(String) });
	});

	test('numeric-ids uses the same number for an ID everywhere, and accepts it', async () => {
		const { body } = await ask('numeric-ids', 'GET', '/agents');
		const { data }: { data: JsonObject[] } = body;
		const [id] = idsOf(data);

		expect(id).toEqual(expect.any(Number));
		expect(talkover().withOwnIds({ id })).toEqual({ id: SEED.supportAgentId });
		expect(await ask('numeric-ids', 'GET', `/agents/${String(id)}`)).toMatchObject({
			status: 200,
			body: { data: { id, name: 'SupportBot', trainings: [{ id: expect.any(Number) }, {}] } },
		});
		const calls = await ask('numeric-ids', 'GET', `/calls?agent_id=${String(idsOf(data)[1])}`);
		expect(calls).toMatchObject({ body: { data: [{ agent: { id: idsOf(data)[1] } }] } });
	});

	test('numeric-ids accepts its numbers in the body of a request', async () => {
		const numbers: { data: JsonObject[] } = (await ask('numeric-ids', 'GET', '/phone-numbers'))
			.body;
		const chosen = idsOf(numbers.data)[2];

		await ask('numeric-ids', 'PUT', `${AGENT}/calling`, {
			direction: 'inbound',
			phone_number_ids: [chosen],
		});

		expect(talkover().state.agents[0]?.phone_numbers).toEqual([
			expect.objectContaining({ id: SEED.phoneNumberIds[2] }),
		]);
	});

	test('nulls returns null for absent fields and empty texts', async () => {
		talkover().state.agents[0] = newAgent(SEED.supportAgentId, { label: '' });

		const { body } = await ask('nulls', 'GET', AGENT);

		expect(body).toMatchObject({
			success: true,
			message: null,
			errors: null,
			data: { label: null },
		});
		expect((await ask('nulls', 'GET', `${AGENT}/flow`)).body).toMatchObject({
			data: { flow_config: null },
		});
	});

	test('extra returns undocumented fields and states', async () => {
		const { body } = await ask('extra', 'GET', AGENT);

		expect(body).toMatchObject({
			data: { current_status: 'archived', x_internal: expect.anything() },
		});
	});

	test('ignores-filters returns the calls to all numbers', async () => {
		const filtered = `/calls?to=${encodeURIComponent('+12125000000')}`;
		const active = `${SALES}/active-call/${encodeURIComponent('+12125000000')}`;

		expect((await ask('', 'GET', filtered)).body).toMatchObject({ data: [] });
		expect((await ask('ignores-filters', 'GET', filtered)).body).toMatchObject({
			data: [{ to: SEED.busyPhone }],
		});
		expect((await ask('ignores-filters', 'GET', active)).body).toMatchObject({
			data: [{ to: SEED.busyPhone }],
		});
	});
});

describe('the forms of deliveries', () => {
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
	])(
		'a delivery in the dialect %j has its fields in the right place',
		async (dialect, expected) => {
			await webhook();
			talkover().speak(...dialectsOf([dialect]));

			await tell({ duration: 9 });

			expect(receiver().received[0]?.body).toEqual(expected);
		},
	);

	test('a payload template is filled in the same way in every dialect', async () => {
		await webhook({ payload_templates: { event_action: { of: '{{agent_id}}' } } });
		talkover().speak('delivery-data');

		await tell();

		expect(receiver().received[0]?.body).toEqual({ of: SEED.supportAgentId });
	});
});

describe('the forms of errors', () => {
	test.each<[string, unknown]>([
		['guard-web-page', expect.stringContaining('<!doctype html>')],
		['guard-text', 'The service is being upgraded.'],
		['guard-success-false', { success: false, message: expect.any(String) }],
		['guard-error', { error: { code: 'QUOTA_EXCEEDED', message: expect.any(String) } }],
		['guard-no-list', { success: true, data: { total: 3 } }],
	])('%s returns a list with status 200', async (guard, body) => {
		expect(await ask(guard, 'GET', '/agents')).toEqual({ status: 200, body });
	});
});

describe('combinations of dialects', () => {
	test.each(['portuguese,numeric-ids,paginator', 'paginator,portuguese,numeric-ids'])(
		'%s combines the forms of all three',
		async (dialects) => {
			const list = await ask(dialects, 'GET', `${AGENT}/trainings`);
			const deletion = await ask(dialects, 'DELETE', TRAINING);

			expect(list).toMatchObject({
				body: { current_page: 1, next_page_url: null, data: [{ id: expect.any(Number) }, {}] },
			});
			expect(list.body).not.toHaveProperty('success');
			expect(deletion.body).toEqual({ success: true, message: 'Operação concluída com sucesso.' });
		},
	);

	test.each(DIALECTS.map(({ name }) => name))(
		'%s works together with every other dialect',
		async (name) => {
			const requests = [
				['GET', AGENT],
				['GET', '/agents?page=1'],
				['GET', `${AGENT}/trainings`],
				['POST', `${AGENT}/webhooks`, WEBHOOK],
				['DELETE', TRAINING],
				['GET', '/agents/nobody'],
			] as const;
			for (const other of DIALECTS.slice(DIALECTS.findIndex((each) => each.name === name))) {
				talkover().reset();
				const statuses: number[] = [];
				for (const [method, target, sent] of requests) {
					statuses.push((await ask(`${other.name},${name}`, method, target, sent)).status);
				}

				expect(statuses.slice(0, -1).every((status) => status < 300)).toBe(true);
				expect(statuses.at(-1)).toBe(404);
			}
		},
	);
});

describe('a simulator manages its dialects', () => {
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
		await ask('bare,paginator', 'GET', AGENT);

		expect(talkover().violations).toEqual([expect.stringContaining('getAgent 200')]);
		talkover().reset();
	});

	test('the simulator sends responses that a test defines unchanged', async () => {
		const body = { success: true, data: { id: 'a' } };
		talkover().fail({ fault: { kind: 'answer', status: 200, body } });

		expect((await ask('bare,numeric-ids', 'GET', AGENT)).body).toEqual(body);
	});

	test('the simulator forgets the numbers for IDs when it is reset', async () => {
		await ask('numeric-ids', 'GET', '/agents');
		talkover().reset();

		expect(talkover().withOwnIds({ id: 70_001 })).toEqual({ id: 70_001 });
	});
});

test('the documentation lists each dialect with its description', () => {
	const text = readFileSync(path.join(__dirname, '../../docs/development/simulator.md'), 'utf8');

	for (const { name, description } of DIALECTS) {
		expect(text).toContain(`| \`${name}\` | ${description} |`);
	}
});
