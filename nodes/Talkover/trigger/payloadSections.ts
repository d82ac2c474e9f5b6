import type { JsonObject } from '../base/json';
import { isRecord } from '../base/json';
import { eventIn, isEventName, ownEventOf } from './eventNames';
import { firstText, objectIn } from './fields';

/** The objects in a delivery that may contain data about a call, in the order in which they are read. */
export interface PayloadSections {
	/** The body, its `data`, and its `event` and `payload` if they name the event. */
	readonly envelopes: readonly JsonObject[];
	/** `call` and `campaign_call` in those. */
	readonly calls: readonly JsonObject[];
	/** Both kinds, each envelope followed by its calls. */
	readonly all: readonly JsonObject[];
	/** The name of the event. */
	readonly event: string | undefined;
	/** Those of the envelopes that contain this name themselves, and the body. */
	readonly naming: readonly JsonObject[];
}

/**
 * At most a dozen objects, however large the body is.
 *
 * @param named the name of the event in a header
 */
export function payloadSectionsIn(body: JsonObject, named?: string): PayloadSections {
	const [data, payload, own] = [body.data, body.payload, body.event].map(objectIn);
	const isOwn = own !== undefined && ownEventOf(own) !== undefined;
	const outside = withCalls([body, ...[data, isOwn ? own : undefined].filter(isRecord)]);
	const sections =
		payload && namesTheEvent(payload, outside, named)
			? withCalls([...outside.envelopes, payload])
			: outside;
	const event = eventIn(sections);
	const naming = sections.envelopes.filter(
		(section) => section === body || ownEventOf(section) === event,
	);
	return { ...sections, event, naming };
}

/**
 * Whether a `payload` is an envelope instead of free-form data, such as the variables of a call: if it contains the
 * name of the event, and nothing outside it has another one. Variables may be called `event` or `type` as well.
 */
function namesTheEvent(
	payload: JsonObject,
	outside: Envelopes,
	named: string | undefined,
): boolean {
	const own = ownEventOf(payload);
	if (own === undefined) return false;
	const event = eventIn(outside) ?? named;
	if (event !== undefined) return event === own;
	const type = firstText(outside.envelopes.slice(0, 1), 'type');
	return type === undefined || type === own || isEventName(own);
}

type Envelopes = Pick<PayloadSections, 'all' | 'calls' | 'envelopes'>;

function withCalls(envelopes: readonly JsonObject[]): Envelopes {
	const callsOf = ({ call, campaign_call: ofCampaign }: JsonObject) =>
		[call, ofCampaign].map(objectIn).filter(isRecord);
	return {
		envelopes,
		calls: envelopes.flatMap(callsOf),
		all: envelopes.flatMap((envelope) => [envelope, ...callsOf(envelope)]),
	};
}
