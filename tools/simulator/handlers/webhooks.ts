import type { JsonObject } from '../contract';
import { agentEvents, responseExample } from '../contract';
import { campaignTestBody, testBody } from '../deliveries/payload';
import { newId } from '../state';
import type { Environment, Handler, Handlers, Reply, RequestContext } from './handler';
import { byId, ok, paged, remove } from './handler';

/** Fields that requests set and no response shows. */
const HIDDEN = [
	'webhook_secret',
	'http_method',
	'authorization_scheme',
	'custom_headers',
	'payload_templates',
];
const DEFAULTS = { timeout: 30, max_retries: 3, enabled: true };

export const webhooks: Handlers = {
	listAgentWebhooks: listOf(ofAgent),
	listCampaignWebhooks: listOf(visible),

	createWebhook: withOwner((context, { state }, owner) => {
		const webhook = newWebhook(context, owner);
		state.webhooks.push(webhook);
		return ok({ message: 'Webhook created successfully', data: ofAgent(webhook) });
	}),
	createCampaignWebhook: withOwner((context, { state }, owner) => {
		const webhook = { include_call_events: false, ...newWebhook(context, owner) };
		state.webhooks.push(webhook);
		const { webhook_url: _url, timeout: _timeout, updated_at: _at, ...more } = visible(webhook);
		const { max_retries: _retries, ...told } = more;
		return ok({ data: told });
	}),

	getWebhook: withWebhook((_context, _environment, webhook) => ok({ data: ofAgent(webhook) })),
	getCampaignWebhook: withWebhook((_context, _environment, webhook) =>
		ok({ data: visible(webhook) }),
	),

	updateWebhook: withWebhook((context, _environment, webhook) => {
		change(webhook, context.request.requestBody);
		return ok({ message: 'Webhook updated successfully', data: ofAgent(webhook) });
	}),
	updateCampaignWebhook: withWebhook((context, _environment, webhook) => {
		change(webhook, context.request.requestBody);
		const { id, updated_at } = webhook;
		return ok({ data: { id, ...visible(context.request.requestBody), updated_at } });
	}),

	deleteWebhook: withWebhook((_context, { state }, webhook) => {
		remove(state.webhooks, (other) => other === webhook);
		remove(state.webhookLogs, ({ webhook_id: id }) => id === webhook.id);
		return ok({ message: 'Webhook deleted successfully' });
	}),
	deleteCampaignWebhook: withWebhook((_context, { state }, webhook) => {
		remove(state.webhooks, (other) => other === webhook);
		return ok({ message: 'Campaign webhook deleted' });
	}),

	toggleWebhook: withWebhook((_context, _environment, webhook) => {
		change(webhook, { enabled: !isEnabled(webhook) });
		return ok({ message: turned(webhook), data: ofAgent(webhook) });
	}),
	toggleCampaignWebhook: withWebhook((_context, _environment, webhook) => {
		change(webhook, { enabled: !isEnabled(webhook) });
		const { id, enabled } = webhook;
		return ok({ message: turned(webhook), data: { id, enabled } });
	}),

	// A test is sent even if the webhook is disabled.
	testWebhook: withWebhook(async (_context, { state, deliveries }, webhook) => {
		const log = await deliveries.send(webhook, testBody(state, webhook)).last;
		const { status, http_status, error, duration_ms } = log;
		if (status === 'success') {
			const data = { status_code: http_status, response_time: duration_ms };
			return ok({ message: 'Test webhook sent successfully', data });
		}
		const reason = [...(http_status === undefined ? [] : ['HTTP', http_status]), error].join(' ');
		const message = `Webhook test failed: ${reason}`;
		return { status: 422, body: { success: false, message } };
	}),
	testCampaignWebhook: withWebhook((_context, { deliveries }, webhook) => {
		deliveries.send(webhook, campaignTestBody(webhook));
		return ok({ message: 'Test payload dispatched' });
	}),

	listWebhookLogs: withWebhook((context, environment, webhook) =>
		ok(paged(context, logsOf(environment, webhook), 'pagination', 25)),
	),
	listCampaignWebhookLogs: withWebhook((context, environment, webhook) => {
		const logs = logsOf(environment, webhook).map(({ webhook_id: _id, ...log }) => log);
		const { data, pagination } = paged(context, logs, 'pagination', 25);
		const { last_page: _last, ...place } = pagination as JsonObject;
		return ok({ data, pagination: place });
	}),

	retryWebhookLog: withLog((context, environment, webhook, log) => {
		if (log.status === 'success' || !isEnabled(webhook))
			return environment.documented(context, 422);
		const { id } = environment.deliveries.repeat(webhook, log);
		const data = { log_id: id, original_log_id: log.id, queued_at: new Date().toISOString() };
		return ok({ message: 'Webhook retry queued successfully', data });
	}),
	retryCampaignWebhookLog: withLog((_context, { deliveries }, webhook, log) => {
		const { id } = deliveries.repeat(webhook, log);
		return ok({ message: 'Webhook retry queued', data: { log_id: id, original_log_id: log.id } });
	}),
};

/** The agent or campaign in the path, as a webhook refers to it. */
type Owner = { readonly agent_id: string } | { readonly campaign_id: string };

function ownerOf({ request: { params } }: RequestContext): Owner {
	return params.agent_id === undefined
		? { campaign_id: String(params.campaign_id) }
		: { agent_id: params.agent_id };
}

function ownerExists({ state }: Environment, owner: Owner): boolean {
	return 'agent_id' in owner
		? byId(state.agents, owner.agent_id) !== undefined
		: byId(state.campaigns, owner.campaign_id) !== undefined;
}

function gone(owner: Owner): Reply {
	const message =
		'agent_id' in owner ? 'Agent not found in this environment.' : 'Campaign not found';
	return { status: 404, body: { success: false, message } };
}

function withOwner(
	reply: (context: RequestContext, environment: Environment, owner: Owner) => Reply,
): Handler {
	return (context, environment) => {
		const owner = ownerOf(context);
		return ownerExists(environment, owner) ? reply(context, environment, owner) : gone(owner);
	};
}

/** The list of an owner's webhooks, each in this form. */
function listOf(form: (webhook: JsonObject) => JsonObject): Handler {
	return withOwner((context, { state }, owner) => {
		const found = state.webhooks.filter((webhook) => belongs(webhook, owner)).map(form);
		return ok({ data: { webhooks: found, available_events: availableEvents(context) } });
	});
}

function withWebhook(
	reply: (
		context: RequestContext,
		environment: Environment,
		webhook: JsonObject,
	) => Promise<Reply> | Reply,
): Handler {
	return (context, environment) => {
		const owner = ownerOf(context);
		const webhook = byId(environment.state.webhooks, context.request.params.webhook_id);
		if (webhook && belongs(webhook, owner)) return reply(context, environment, webhook);
		if ('agent_id' in owner && !ownerExists(environment, owner)) return gone(owner);
		return { status: 404, body: { success: false, message: 'Webhook not found.' } };
	};
}

function withLog(
	reply: (
		context: RequestContext,
		environment: Environment,
		webhook: JsonObject,
		log: JsonObject,
	) => Reply,
): Handler {
	return withWebhook((context, environment, webhook) => {
		const log = byId(logsOf(environment, webhook), context.request.params.log_id);
		if (log) return reply(context, environment, webhook, log);
		return { status: 404, body: { success: false, message: 'Log not found.' } };
	});
}

function belongs(webhook: JsonObject, owner: Owner): boolean {
	return Object.entries(owner).every(([name, id]) => webhook[name] === id);
}

function logsOf({ state }: Environment, webhook: JsonObject): JsonObject[] {
	return state.webhookLogs.filter(({ webhook_id: id }) => id === webhook.id);
}

function newWebhook({ request }: RequestContext, owner: Owner): JsonObject {
	const now = new Date().toISOString();
	const times = { created_at: now, updated_at: now };
	return { id: newId(), ...owner, ...DEFAULTS, ...request.requestBody, ...times };
}

function change(webhook: JsonObject, settings: JsonObject): void {
	Object.assign(webhook, settings, { updated_at: new Date().toISOString() });
}

function visible(webhook: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(webhook).filter(([name]) => !HIDDEN.includes(name)));
}

function ofAgent(webhook: JsonObject): JsonObject {
	return {
		...visible(webhook),
		events_count: (webhook.events as string[]).length,
		status: isEnabled(webhook) ? 'active' : 'disabled',
	};
}

function isEnabled({ enabled }: JsonObject): boolean {
	return enabled === true;
}

function turned(webhook: JsonObject): string {
	return `Webhook ${isEnabled(webhook) ? 'enabled' : 'disabled'}`;
}

/** Campaign events are on the page of their list. That of agents shows two and says that all are sent. */
function availableEvents({ operation, api }: RequestContext): unknown {
	const shown = (responseExample(operation, 200)?.data as JsonObject).available_events;
	return Array.isArray(shown) ? shown : { ...agentEvents(api), ...(shown as JsonObject) };
}
