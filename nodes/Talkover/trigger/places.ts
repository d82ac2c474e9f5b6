import type { IDataObject } from 'n8n-workflow';

import { isObject } from './fields';

/** The objects in a delivery that may contain data about a call, in the order in which they are read. */
export interface Places {
	/** The body, its `data` and its `payload`. */
	readonly envelopes: readonly IDataObject[];
	/** `call` and `campaign_call` in those. */
	readonly calls: readonly IDataObject[];
	/** Both kinds, each envelope followed by its calls. */
	readonly all: readonly IDataObject[];
}

/** At most nine objects, however large the body is. */
export function placesIn(body: IDataObject): Places {
	const envelopes = [body, body.data, body.payload].filter(isObject);
	const callsOf = ({ call, campaign_call: ofCampaign }: IDataObject) =>
		[call, ofCampaign].filter(isObject);
	return {
		envelopes,
		calls: envelopes.flatMap(callsOf),
		all: envelopes.flatMap((envelope) => [envelope, ...callsOf(envelope)]),
	};
}
