import type { JsonObject } from '../contract';
import type { Dialect } from './dialect';

/** A body of a call's event under this, with the call's ID as the ID of the call itself. */
function inCall({ call_id, ...more }: JsonObject): JsonObject {
	return { id: call_id, ...more };
}

/** Where the fields of a delivery may lie. */
export const DELIVERIES: readonly Dialect[] = [
	{
		name: 'delivery-data-call',
		description: 'All fields of a delivery about a call lie in data.call.',
		deliver: (body) => (isOfCall(body) ? { data: { call: inCall(body) } } : body),
	},
	{
		name: 'delivery-call',
		description: 'All fields of a delivery about a call lie in call.',
		deliver: (body) => (isOfCall(body) ? { call: inCall(body) } : body),
	},
	{
		name: 'delivery-payload',
		description: 'All fields of a delivery lie in payload.',
		deliver: (body) => (isFlat(body) ? { payload: body } : body),
	},
	{
		name: 'delivery-data',
		description: 'All fields of a delivery lie in data.',
		deliver: (body) => (isFlat(body) ? { data: body } : body),
	},
];

function isFlat(body: JsonObject): boolean {
	return 'event' in body;
}

function isOfCall(body: JsonObject): boolean {
	return isFlat(body) && 'call_id' in body;
}
