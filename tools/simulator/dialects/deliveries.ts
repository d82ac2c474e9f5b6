import type { JsonObject } from '../contract';
import type { Dialect } from './dialect';

/** Moves the body of a call's event below this key, where `id` is the call's ID. */
function inCall({ call_id, ...more }: JsonObject): JsonObject {
	return { id: call_id, ...more };
}

/** Places for the fields of a delivery. */
export const DELIVERIES: readonly Dialect[] = [
	{
		name: 'delivery-data-call',
		description: 'All fields of a delivery about a call are in data.call.',
		encodeDelivery: (body) => (isOfCall(body) ? { data: { call: inCall(body) } } : body),
	},
	{
		name: 'delivery-call',
		description: 'All fields of a delivery about a call are in call.',
		encodeDelivery: (body) => (isOfCall(body) ? { call: inCall(body) } : body),
	},
	{
		name: 'delivery-payload',
		description: 'All fields of a delivery are in payload.',
		encodeDelivery: (body) => (isFlat(body) ? { payload: body } : body),
	},
	{
		name: 'delivery-data',
		description: 'All fields of a delivery are in data.',
		encodeDelivery: (body) => (isFlat(body) ? { data: body } : body),
	},
];

function isFlat(body: JsonObject): boolean {
	return 'event' in body;
}

function isOfCall(body: JsonObject): boolean {
	return isFlat(body) && 'call_id' in body;
}
