import { isActive, isAlive, WAITING } from '../../calls/outcomes';
import { newId } from '../../state';
import { callsFound } from './callHistory';
import { withCampaign } from '../campaigns/campaigns';
import type { Handlers } from '../handler';
import { agentById, invalidFields, ok, paged, withAgent } from '../handler';

export const calls: Handlers = {
	getActiveCall: (context, environment) =>
		withAgent(context, environment, (agent) => {
			const phone = context.request.params.phone;
			const active = environment.state.calls.filter(
				(call) => call.agent_id === agent.id && call.to === phone && isActive(call),
			);
			return active.length > 0 ? ok({ data: active }) : environment.documented(context, 404);
		}),

	makeCall: (context, { state, documented }) => {
		const agent = agentById(state, context.request.params.agent_id);
		if (!agent) return documented(context, 404);
		if (agent.current_status !== 'published') {
			const error = { code: 'AGENT_INACTIVE', message: 'The agent is not published' };
			return { status: 400, body: { error } };
		}
		const call = {
			id: newId(),
			agent_id: agent.id,
			to: String(context.request.requestBody.to),
			status: 'initiated',
			created_at: new Date().toISOString(),
		};
		// Only calls that are shown as active have a start and a duration.
		const isTesting = context.request.requestBody.is_testing === true;
		state.calls.push({
			...call,
			is_testing: isTesting,
			started_at: call.created_at,
			duration_seconds: 0,
		});
		return ok({ data: call });
	},

	makeCampaignCall: (context, environment) =>
		withCampaign(context, environment, ({ id: campaignId, name, status }) => {
			const { state, documented } = environment;
			const { to, allow_duplicates: allowed } = context.request.requestBody;
			if (!/^\+[1-9]\d{6,14}$/.test(String(to))) {
				return invalidFields({ to: ['The to must be a valid phone number.'] });
			}
			if (status !== 'active') return documented(context, 400);
			const existing = state.campaignCalls.find(
				(call) => call.campaign_id === campaignId && call.to === to && isAlive(call),
			);
			if (existing && allowed !== true) {
				const message = 'A call to this number already exists in this campaign';
				const { id, created_at } = existing;
				// The reference documents no other status here, even if the call is in progress.
				const shown = WAITING.includes(existing.status) ? existing.status : 'queued';
				const call = { id, campaign_id: campaignId, to, status: shown, created_at };
				return { status: 409, body: { success: false, message, existing_call: call } };
			}
			const created = new Date().toISOString();
			const times = { scheduled_at: created, created_at: created };
			const call = { id: newId(), campaign_id: campaignId, to, status: 'queued', ...times };
			state.campaignCalls.push({ ...call, retries: 0 });
			const campaign = { id: campaignId, name, status };
			return { status: 201, body: { campaign_call: call, campaign } };
		}),

	listCalls: (context, { state }) => {
		const calls = callsFound(context.request.query, state).map(({ agentId, ...call }) => {
			const { id = '', name = '', label = '' } = state.agents.find((a) => a.id === agentId) ?? {};
			return { ...call, agent: { id, name, label } };
		});
		return ok(paged(context, calls));
	},

	listAgentCalls: (context, environment) =>
		withAgent(context, environment, ({ id }) => {
			const query = { ...context.request.query, agent_id: id };
			const calls = callsFound(query, environment.state);
			return ok(
				paged(
					context,
					calls.map(({ agentId: _agent, ...call }) => call),
				),
			);
		}),

	endCall: (context, { state, documented }) => {
		const call = state.calls.find(
			({ id, agent_id: agentId }) =>
				id === context.request.requestBody.call_sid && agentId === context.request.params.agent_id,
		);
		if (!call) return documented(context, 404);
		if (!isActive(call)) return documented(context, 409);
		call.status = 'completed';
		const ended = { id: call.id, status: call.status, ended_at: new Date().toISOString() };
		return ok({ data: { ...ended, ended_reason: 'ended_by_api' } });
	},
};
