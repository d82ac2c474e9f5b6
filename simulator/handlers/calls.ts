import type { ActiveCall } from '../state';
import { newId } from '../state';
import type { Handlers } from './handler';
import { ok, withAgent } from './handler';

const ACTIVE = ['initiated', 'ringing', 'answered'];

export function isActive({ status }: ActiveCall): boolean {
	return ACTIVE.includes(status);
}

export const calls: Handlers = {
	getActiveCall: (context, environment) =>
		withAgent(context, environment, (agent) => {
			const phone = context.request.params.phone;
			const active = environment.state.calls.filter(
				({ agent_id: agentId, to, status }) =>
					agentId === agent.id && to === phone && ACTIVE.includes(status),
			);
			return active.length > 0 ? ok({ data: active }) : environment.documented(context, 404);
		}),

	makeCall: (context, { state, documented }) => {
		const agent = state.agents.find(({ id }) => id === context.request.params.agent_id);
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
		state.calls.push({ ...call, started_at: call.created_at, duration_seconds: 0 });
		return ok({ data: call });
	},

	endCall: (context, { state, documented }) => {
		const call = state.calls.find(
			({ id, agent_id: agentId }) =>
				id === context.request.requestBody.call_sid && agentId === context.request.params.agent_id,
		);
		if (!call) return documented(context, 404);
		if (!ACTIVE.includes(call.status)) return documented(context, 409);
		call.status = 'completed';
		const ended = { id: call.id, status: call.status, ended_at: new Date().toISOString() };
		return ok({ data: { ...ended, ended_reason: 'ended_by_api' } });
	},
};
