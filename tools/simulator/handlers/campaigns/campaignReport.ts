import type { JsonObject } from '../../contract';
import type { State } from '../../state';
import { byId } from '../handler';

const FAILED = ['failed', 'busy', 'no-answer'];

/** A campaign as the list shows it: with the older call times, its agent and its numbers. */
export function withStats(campaign: JsonObject, state: State): JsonObject {
	return { ...basicsOf(campaign, state), stats: statsOf(callsOf(campaign, state)) };
}

/** A campaign as its own page shows it: also with each of its calls. */
export function campaignReport(campaign: JsonObject, state: State): JsonObject {
	const all = callsOf(campaign, state);
	const calls = all.map(({ id, to, status, retries, created_at }) => {
		return { id, to, status, retries, created_at };
	});
	const durations = all.filter(isCompleted).map(({ duration }) => Number(duration ?? 0));
	const seconds = durations.reduce((sum, each) => sum + each, 0);
	const average_duration = Math.round(seconds / Math.max(1, durations.length));
	const stats = { ...statsOf(all), average_duration };
	return { ...basicsOf(campaign, state), calls, files: campaign.files, stats };
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
	const [latest] = times.map(({ end }) => end).sort((a, b) => b.localeCompare(a));
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

function statsOf(calls: readonly JsonObject[]): JsonObject {
	const completed = calls.filter(isCompleted).length;
	const failed = calls.filter(({ status }) => FAILED.includes(String(status))).length;
	return {
		total_calls: calls.length,
		completed_calls: completed,
		failed_calls: failed,
		success_rate: (100 * completed) / Math.max(1, completed + failed),
	};
}

function isCompleted({ status }: JsonObject): boolean {
	return status === 'completed';
}
