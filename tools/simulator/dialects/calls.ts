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

/** A dialect that changes the fields of calls. */
function ofCalls(
	name: string,
	description: string,
	change: (call: JsonObject) => JsonObject,
): Dialect {
	return {
		name,
		description,
		encode: (reply, { operation: { operationId = '' } }) =>
			OF_CALLS.has(operationId)
				? withBody(reply, (body) =>
						mapObjects(body, (object) => ('status' in object ? change(object) : object), OTHERS),
					)
				: reply,
	};
}

const TIMES = ['created_at', 'updated_at', 'started_at', 'scheduled_at', 'ended_at'];

/** A dialect of the times of a call. */
function ofTimes(name: string, description: string, show: (time: Date) => unknown): Dialect {
	return changing(name, description, TIMES, (value) =>
		typeof value === 'string' ? show(new Date(value)) : value,
	);
}

function changing(
	name: string,
	description: string,
	fields: readonly string[],
	show: (value: unknown) => unknown,
): Dialect {
	return ofCalls(name, description, (call) =>
		Object.fromEntries(
			Object.entries(call).map(([field, value]) => [
				field,
				fields.includes(field) ? show(value) : value,
			]),
		),
	);
}

const HOUR = 3_600_000;
/** `2026-03-29 14:30:00` in the time zone of São Paulo. */
const local = (time: Date) =>
	new Date(time.getTime() - 3 * HOUR).toISOString().slice(0, 19).replace('T', ' ');

/** The times of calls in another form. */
export const CALLS: readonly Dialect[] = [
	ofTimes('call-no-zone', 'The times of a call are local times without a time zone.', local),
];
