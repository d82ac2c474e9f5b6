import type { JsonObject } from '../../contract';
import type { State } from '../../state';
import { byId } from '../handler';

const FAILED = ['failed', 'busy', 'no-answer'];

/** A campaign as the list shows it: with the older call times, its agent and its numbers. */
export function withStats(campaign: JsonObject, state: State): JsonObject {
	const { average_duration: _average, ...stats } = statsOf(campaign, state);
	return { ...basicsOf(campaign, state), stats };
}

/** A campaign as its own page shows it: also with each of its calls. */
export function campaignReport(campaign: JsonObject, state: State): JsonObject {
	const calls = callsOf(campaign, state).map(({ id, to, status, retries, created_at }) => ({
		id,
		to,
		status,
		retries,
		created_at,
	}));
	const { files } = campaign;
	return { ...basicsOf(campaign, state), calls, files, stats: statsOf(campaign, state) };
}

/** The list and the page of one campaign still show the times that the ranges have replaced. */
function basicsOf(campaign: JsonObject, state: State): JsonObject {
	const {
		call_time_ranges: ranges,
		files: _files,
		auto_complete: _complete,
		retry_on_no_conversion: _retry,
		do_not_call_custom_list: _list,
		...shown
	} = campaign;
	const times = ranges as { start: string; end: string }[];
	const [earliest] = times.map(({ start }) => start).sort();
	const latest = times
		.map(({ end }) => end)
		.sort()
		.at(-1);
	const agent = byId(state.agents, campaign.agent_id);
	return {
		...shown,
		earliest_call_time: `${String(earliest)}:00`,
		latest_call_time: `${String(latest)}:00`,
		agent: { id: campaign.agent_id, name: agent?.name ?? '', label: agent?.label ?? '' },
	};
}

function callsOf(campaign: JsonObject, state: State): JsonObject[] {
	return state.campaignCalls.filter(({ campaign_id: id }) => id === campaign.id);
}

function statsOf(campaign: JsonObject, state: State) {
	const calls = callsOf(campaign, state);
	const completed = calls.filter(({ status }) => status === 'completed');
	const failed = calls.filter(({ status }) => FAILED.includes(String(status)));
	const ended = completed.length + failed.length;
	const seconds = completed.reduce((sum, { duration }) => sum + Number(duration ?? 0), 0);
	return {
		total_calls: calls.length,
		completed_calls: completed.length,
		failed_calls: failed.length,
		success_rate: ended === 0 ? 0 : (100 * completed.length) / ended,
		average_duration: completed.length === 0 ? 0 : Math.round(seconds / completed.length),
	};
}
