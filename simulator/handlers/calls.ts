import type { Handlers } from './handler';
import { ok, withAgent } from './handler';

const ACTIVE = ['initiated', 'ringing', 'answered'];

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
};
