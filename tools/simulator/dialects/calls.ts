import type { JsonObject } from '../contract';
import type { Dialect } from './dialect';
import { withBody } from './dialect';
import { mapObjects } from './objects';

/** Operations whose responses contain calls. */
const OF_CALLS = new Set([
	...['endCall', 'getActiveCall', 'makeCall', 'makeCampaignCall'],
	...['listAgentCalls', 'listCalls'],
]);

/** Objects next to a call, which have a status as well. */
const OTHERS = new Set(['campaign', 'context', 'payload']);

const TIMES = ['created_at', 'updated_at', 'started_at', 'scheduled_at', 'ended_at'];

const HOUR = 3_600_000;

/** `2026-03-29 14:30:00` in the time zone of São Paulo. */
function local(time: string): string {
	const shifted = new Date(Date.parse(time) - 3 * HOUR).toISOString();
	return shifted.slice(0, 19).replace('T', ' ');
}

function withLocalTimes(call: JsonObject): JsonObject {
	const entries = Object.entries(call).map(([field, value]) => [
		field,
		TIMES.includes(field) && typeof value === 'string' ? local(value) : value,
	]);
	return Object.fromEntries(entries) as JsonObject;
}

/** The times of calls in another form. */
export const CALLS: readonly Dialect[] = [
	{
		name: 'call-no-zone',
		description: 'The times of a call are local times without a time zone.',
		encode: (reply, { operation: { operationId = '' } }) =>
			OF_CALLS.has(operationId)
				? withBody(reply, (body) =>
						mapObjects(
							body,
							(object) => ('status' in object ? withLocalTimes(object) : object),
							OTHERS,
						),
					)
				: reply,
	},
];
