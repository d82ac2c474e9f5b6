import type { JsonObject } from '../contract';
import type { Dialect } from './dialect';
import { mapObjects, withBody } from './dialect';

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

/** A dialect of the number of the contact. */
function ofNumber(name: string, description: string, show: (to: string) => JsonObject): Dialect {
	return ofCalls(name, description, (call) => {
		// The number is nowhere in another form.
		const { to, to_formatted: _formatted, ...others } = call;
		return typeof to === 'string' ? { ...others, ...show(to) } : call;
	});
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

/** The numbers, times, statuses and durations of calls in other forms. */
export const CALLS: readonly Dialect[] = [
	ofNumber('call-to-number', 'The number of a call is in to_number.', (to) => ({ to_number: to })),
	ofNumber('call-customer', 'The number of a call is in customer.number.', (to) => ({
		customer: { number: to },
	})),
	ofNumber('call-number-object', 'The number of a call is an object.', (to) => ({
		to: { number: to, type: 'mobile' },
	})),
	ofNumber('call-tel', 'The number of a call is a tel: URI.', (to) => ({ to: `tel:${to}` })),
	ofNumber('call-sip', 'The number of a call is a SIP URI.', (to) => ({
		to: `sip:${to}@10.212.55.10:5060`,
	})),
	ofNumber('call-masked', 'The number of a call ends with hidden digits.', (to) => ({
		to: `${to.slice(0, -4)}****`,
	})),
	ofTimes('call-seconds', 'The times of a call are in seconds since 1970.', (time) =>
		Math.floor(time.getTime() / 1_000),
	),
	ofTimes('call-milliseconds', 'The times of a call are in milliseconds since 1970.', (time) =>
		time.getTime(),
	),
	ofTimes('call-day-first', 'The times of a call are d/m/Y.', (time) => {
		const [day = '', clock = ''] = local(time).split(' ');
		return `${day.split('-').reverse().join('/')} ${clock}`;
	}),
	ofTimes('call-no-zone', 'The times of a call are local times without a time zone.', local),
	ofTimes(
		'call-false-utc',
		'The times of a call are local times that are marked as UTC.',
		(time) => `${local(time).replace(' ', 'T')}Z`,
	),
	changing('call-status-object', 'The status of a call is an object.', ['status'], (status) => ({
		value: status,
		label: 'Status',
	})),
	changing('call-capitals', 'The status of a call is in capitals.', ['status'], (status) =>
		typeof status === 'string' ? status.toUpperCase().replaceAll('-', '_') : status,
	),
	ofCalls(
		'call-duration-ms',
		'The duration of a call is in milliseconds.',
		({ duration, ...call }) =>
			typeof duration === 'number' ? { ...call, duration_ms: duration * 1_000 } : call,
	),
	changing(
		'call-duration-clock',
		'The duration of a call is hh:mm:ss.',
		['duration', 'duration_seconds'],
		(seconds) =>
			typeof seconds === 'number' ? new Date(seconds * 1_000).toISOString().slice(11, 19) : seconds,
	),
];
