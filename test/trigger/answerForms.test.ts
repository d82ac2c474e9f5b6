import { dialectsIn } from '../dialects/forms';
import { skipWaits } from '../support/time/skippedTime';
import { credentialFor } from '../../tools/harness/talkoverNode';
import { AGENTS, forAgents, ended, PRODUCTION, STARTED } from '../support/n8n/trigger/agentTrigger';
import type { Exchange, Rewritten } from '../support/servers/rewriting';
import { useRewriting } from '../support/servers/rewriting';
import { useSimulator } from '../support/servers/useSimulator';
import { rejection, useTrigger } from '../support/n8n/trigger/useTrigger';

const EVENTS = ['event_phone_call_ended', 'event_voicemail_message_left'];
const ofAgents = { ...forAgents(2), events: EVENTS };

type Json = Record<string, unknown>;

const talkover = useSimulator();
const rewriting = useRewriting(talkover);
const trigger = useTrigger(talkover, ofAgents);

beforeEach(() => {
	skipWaits();
	const credential = { ...credentialFor(talkover()), baseUrl: rewriting.url() };
	trigger.host.change({ credential });
});

const called = () => trigger.host.called.splice(0);
const dataOf = (body: unknown) => (body as { data: Json }).data;
/** `…/webhooks` itself, without an ID. */
const isList = ({ url }: Exchange) => /\/webhooks(?:\?|$)/.test(url);
const is = (exchange: Exchange, what: What) =>
	exchange.status < 300 &&
	{
		list: exchange.method === 'GET' && isList(exchange),
		get: exchange.method === 'GET' && !isList(exchange),
		create: exchange.method === 'POST',
		update: exchange.method === 'PUT',
		delete: exchange.method === 'DELETE',
	}[what];

type What = 'create' | 'delete' | 'get' | 'list' | 'update';

function answer(what: What, form: (body: unknown) => unknown, status = 200): void {
	rewriting.answers((exchange): Rewritten => {
		const { status: own, body } = exchange;
		return is(exchange, what) ? { status, body: form(body) } : { status: own, body };
	});
}

/** Activates the workflow, restarts it, starts it with a delivery and deactivates it: no webhook remains. */
async function wholeLife(owners: readonly string[] = [AGENTS[0], AGENTS[1]]): Promise<void> {
	await trigger.host.activate();
	expect(trigger.owners()).toEqual(owners);
	expect(trigger.urls()).toEqual(owners.map(() => PRODUCTION));
	const before = structuredClone(trigger.webhooks());
	await trigger.host.restart();
	expect(called()).toEqual(['checkExists', 'create', 'checkExists']);
	expect(trigger.webhooks()).toEqual(before);
	expect(await trigger.deliver(ended())).toEqual(STARTED);
	await trigger.host.deactivate();
	expect(trigger.webhooks()).toEqual([]);
	expect([...trigger.host.log, ...trigger.logged]).toEqual([]);
}

/** Another webhook of each agent, which points elsewhere. */
const other = { id: 'other', webhook_url: 'https://example.com/hook', events: EVENTS };

test.each<[string, (body: unknown) => unknown]>([
	['empty', () => undefined],
	['another webhook', () => ({ data: other })],
	['an ID with blanks', (body) => ({ data: { id: ` ${String(dataOf(body).id)} ` } })],
	['an ID that is null', (body) => ({ data: { ...dataOf(body), id: null } })],
	['the agent', (body) => ({ data: { id: dataOf(body).agent_id, name: 'Support' } })],
])('a creation whose response is %s results in one webhook', async (_what, form) => {
	answer('create', form);

	await wholeLife();
	expect(trigger.sent('POST')).toHaveLength(2);
});

test.each<[string, What, (body: unknown) => unknown, number]>([
	['an update answered 204', 'update', () => undefined, 204],
	['a deletion with null', 'delete', () => ({ success: true, data: null }), 200],
])('%s counts as a success', async (_what, what, form, status) => {
	answer(what, form, status);

	await trigger.host.activate();
	trigger.setOptions({ maxRetries: 9 });
	await trigger.host.restart();
	expect(trigger.sent('PUT')).toHaveLength(2);
	expect(trigger.webhooks().map(({ max_retries: retries }) => retries)).toEqual([9, 9]);
	called();
	await trigger.host.restart();
	expect(called()).toEqual(['checkExists']);
	await trigger.host.deactivate();
	expect(trigger.webhooks()).toEqual([]);
	expect(trigger.host.log).toEqual([]);
});

test('webhooks are found again in a list with the host of the address in capitals', async () => {
	await trigger.host.activate();
	const ids = trigger.ids();
	// Without static data, only the list shows which webhooks point to this node.
	trigger.host.saved = '{}';
	answer('list', (body) => {
		const { webhooks } = dataOf(body) as { webhooks: Json[] };
		const capitals = (url: unknown) =>
			String(url).replace('n8n.example.com', 'N8N.Example.com:443');
		const listed = webhooks.map((each) => ({ ...each, webhook_url: capitals(each.webhook_url) }));
		return { success: true, data: { webhooks: listed, available_events: {} } };
	});
	await trigger.host.restart();
	expect(trigger.ids()).toEqual(ids);
	trigger.host.saved = '{}';
	await trigger.host.deactivate();

	expect(trigger.webhooks()).toEqual([]);
	expect(trigger.logged).toEqual([]);
});

test.each<[string, (webhook: Json) => unknown]>([
	['with null for everything', (webhook) => ({ data: nulls(webhook) })],
	['with nothing but the ID', ({ id }) => ({ data: { id } })],
	['without its state', ({ enabled: _, ...webhook }) => ({ data: webhook })],
	['with its events in another order', (webhook) => events(webhook, [...EVENTS].reverse())],
	['with events that are null', (webhook) => events(webhook, null)],
	['with the labels of its events', (webhook) => events(webhook, ['Phone call has ended'])],
])('a webhook that is listed %s is not registered again', async (_what, form) => {
	answer('get', (body) => form(dataOf(body)));

	await wholeLife();
	expect(trigger.sent('PUT')).toEqual([]);
});

test('a copy does not change webhooks of the original with numeric IDs, which are stored as text', async () => {
	talkover().speak(...dialectsIn('numeric-ids'));
	await trigger.host.activate();
	expect(trigger.host.saved).toMatch(/"webhookId":"\d+"/);
	const before = structuredClone(trigger.webhooks());
	trigger.use(trigger.host.copy({ workflowId: 'workflow-2' }));
	await trigger.host.activate();

	expect(trigger.webhooks().slice(0, 2)).toEqual(before);
	expect(trigger.webhooks()).toHaveLength(4);
	await trigger.host.deactivate();
	expect(trigger.webhooks()).toEqual(before);
});

test('a response without a list is an error, and nothing is created', async () => {
	answer('list', () => ({ success: true, data: { name: 'none' } }));
	const { message } = await rejection(trigger.host.activate());

	expect(message).toContain("This node can't read Talkover's response");
	expect(trigger.webhooks()).toEqual([]);
});

function nulls(webhook: Json): Json {
	const all = Object.keys(webhook).map((name) => [name, null]);
	return { ...(Object.fromEntries(all) as Json), id: webhook.id };
}

function events(webhook: Json, shown: unknown) {
	return { success: true, data: { ...webhook, events: shown } };
}
