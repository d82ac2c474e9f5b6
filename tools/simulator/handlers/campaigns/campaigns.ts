import type { JsonObject } from '../../contract';
import { CAMPAIGN_DEFAULTS } from '../../seeds/campaigns';
import type { State } from '../../state';
import { newId } from '../../state';
import { isActive } from '../../calls/outcomes';
import { campaignReport, withStats } from './campaignReport';
import type { Environment, Handlers, Reply, RequestContext } from '../handler';
import { byId, invalidFields, notFound, ok, paged, remove } from '../handler';

/** The statuses that each status can change to (update-campaign-status page). */
const MOVES: Readonly<Record<string, readonly string[]>> = {
	draft: ['active', 'cancelled'],
	active: ['paused', 'completed', 'cancelled'],
	paused: ['active', 'completed', 'cancelled'],
};

const SCHEDULE = ['start_date', 'end_date', 'days_of_week', 'call_time_ranges', 'timezone'];

/** Set when the campaign is created, and never shown. */
const NEVER_SHOWN = ['auto_complete', 'retry_on_no_conversion', 'do_not_call_custom_list'];

export const campaigns: Handlers = {
	listCampaigns: (context, { state }) => {
		const { search, date_from: from, date_to: to, ...exact } = context.request.query;
		const text = String(search ?? '').toLowerCase();
		const found = state.campaigns.filter((campaign) => {
			const day = String(campaign.created_at).slice(0, 10);
			return (
				`${String(campaign.name)}\n${String(campaign.description)}`.toLowerCase().includes(text) &&
				(from === undefined || day >= String(from)) &&
				(to === undefined || day <= String(to)) &&
				['status', 'campaign_type', 'agent_id'].every(
					(name) => exact[name] === undefined || exact[name] === campaign[name],
				)
			);
		});
		return ok(
			paged(
				context,
				found.map((campaign) => withStats(campaign, state)),
			),
		);
	},

	createCampaign: (context, { state }) => {
		const settings = context.request.requestBody;
		const now = new Date().toISOString();
		const campaign = { id: newId(), ...CAMPAIGN_DEFAULTS, ...settings, files: [], status: 'draft' };
		const errors = scheduleErrors(campaign, state);
		if (Object.keys(errors).length > 0) return invalidFields(errors);
		const created = { ...campaign, created_at: now, updated_at: now };
		state.campaigns.push(created);
		return { status: 201, body: { success: true, data: shown(created) } };
	},

	getCampaign: (context, environment) =>
		withCampaign(context, environment, (campaign) =>
			ok({ data: campaignReport(campaign, environment.state) }),
		),

	updateCampaign: (context, environment) =>
		withCampaign(context, environment, (campaign) => {
			const changes = context.request.requestBody;
			const { state, documented } = environment;
			const queued = state.campaignCalls.some(
				({ campaign_id: id, status }) => id === campaign.id && status === 'queued',
			);
			const reschedules = SCHEDULE.some((name) => name in changes);
			if (campaign.status === 'active' && queued && reschedules) return documented(context, 409);
			const errors = scheduleErrors({ ...campaign, ...changes }, state);
			if (Object.keys(errors).length > 0) return invalidFields(errors);
			Object.assign(campaign, changes, { updated_at: new Date().toISOString() });
			return ok({ data: shown(campaign) });
		}),

	deleteCampaign: (context, environment) =>
		withCampaign(context, environment, (campaign) => {
			const { state, documented } = environment;
			if (campaign.status === 'active') return documented(context, 403);
			const calls = state.campaignCalls.filter(({ campaign_id: id }) => id === campaign.id);
			if (calls.some(isActive)) return documented(context, 409);
			remove(state.campaigns, ({ id }) => id === campaign.id);
			return ok({ message: 'Campaign deleted successfully' });
		}),

	updateCampaignStatus: (context, environment) =>
		withCampaign(context, environment, (campaign) => {
			const from = String(campaign.status);
			const to = String(context.request.requestBody.status);
			if (!MOVES[from]?.includes(to)) {
				const message = `Cannot transition from ${from} to ${to} status`;
				return { status: 400, body: { success: false, message } };
			}
			Object.assign(campaign, { status: to, updated_at: new Date().toISOString() });
			const { id, status, updated_at } = campaign;
			const message = 'Campaign status updated successfully';
			return ok({ message, data: { id, status, updated_at } });
		}),

	triggerCampaignSftpImport: (context, environment) =>
		withCampaign(context, environment, () => environment.documented(context, 200)),
	triggerCampaignSftpExport: (context, environment) =>
		withCampaign(context, environment, () => environment.documented(context, 200)),
};

/** The campaign in the path, or the 404 of the page. */
export function withCampaign(
	context: RequestContext,
	environment: Environment,
	reply: (campaign: JsonObject) => Reply,
): Reply {
	const campaign = byId(environment.state.campaigns, context.request.params.campaign_id);
	return campaign ? reply(campaign) : notFound(context, environment, 'Campaign');
}

/** A campaign as the pages of the operations that change it show it. */
function shown({ files: _files, ...campaign }: JsonObject): JsonObject {
	const entries = Object.entries(campaign).filter(([name]) => !NEVER_SHOWN.includes(name));
	return Object.fromEntries(entries);
}

/** Errors that the schema can't express. */
function scheduleErrors(
	{ agent_id: agentId, start_date: start, end_date: end, call_time_ranges: ranges }: JsonObject,
	state: State,
): Record<string, string[]> {
	const errors: Record<string, string[]> = {};
	if (!byId(state.agents, agentId)) errors.agent_id = ['The selected agent id is invalid.'];
	if (typeof end === 'string' && end <= String(start)) {
		errors.end_date = ['The end date must be a date after start date.'];
	}
	for (const [index, range] of (ranges as { start: string; end: string }[]).entries()) {
		const name = `call_time_ranges.${index}`;
		if (range.end > range.start) continue;
		const words = name.replaceAll('_', ' ');
		errors[`${name}.end`] = [`The ${words}.end must be a date after ${words}.start.`];
	}
	return errors;
}
