import type { JsonObject } from '../../contract';
import type { ActiveCall, State } from '../../state';
import type { RequestContext } from '../handler';
import { byId } from '../handler';

/** In seconds, of a completed call for which nothing else is known. */
const USUAL_DURATION = 42;

/** A call as the lists show it, and its agent. */
interface ListedCall extends JsonObject {
	readonly agentId: string;
	readonly created_at: string;
}

/** The calls that match the filters of the lists, newest first. */
export function callsFound(query: RequestContext['request']['query'], state: State): ListedCall[] {
	const { search, date_from: from, date_to: to, agent_id: agentId, ...exact } = query;
	const text = String(search ?? '');
	const isListed = ({ created_at: at }: ListedCall) =>
		state.listLagMs === 0 || Date.parse(at) + state.listLagMs <= Date.now();
	return state.calls
		.map((call) => listed(call, state))
		.filter(isListed)
		.filter((call) => {
			const day = call.created_at.slice(0, 10);
			return (
				[call.to, call.from, call.sid].some((value) => String(value).includes(text)) &&
				(agentId === undefined || agentId === call.agentId) &&
				(from === undefined || day >= String(from)) &&
				(to === undefined || day <= String(to)) &&
				['status', 'direction', 'to'].every(
					(name) => exact[name] === undefined || exact[name] === call[name],
				)
			);
		})
		.sort((a, b) => b.created_at.localeCompare(a.created_at));
}

function listed({ id, agent_id, to, status, ...call }: ActiveCall, state: State): ListedCall {
	const [own] = byId(state.agents, agent_id)?.phone_numbers ?? [];
	const from = call.from ?? own?.number ?? '';
	const created = [call.created_at, call.started_at].find((time) => typeof time === 'string');
	const createdAt = created ?? new Date().toISOString();
	// A new call has 0.
	const lasted = Number(call.duration_seconds ?? 0) || USUAL_DURATION;
	return {
		agentId: agent_id,
		id,
		sid: `sid-${id}`,
		to,
		to_formatted: to,
		from,
		from_formatted: from,
		is_testing: call.is_testing === true,
		direction: call.direction ?? 'outbound',
		status,
		// 0 until the call is completed, even if it was answered.
		duration: status === 'completed' ? lasted : 0,
		created_at: createdAt,
		updated_at: createdAt,
	};
}
