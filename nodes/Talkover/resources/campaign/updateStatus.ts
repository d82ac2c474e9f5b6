import { choice } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { campaignLocator } from '../../shared/campaign';

/** Only what a campaign can be changed to: none becomes a draft again (API reference). */
const status = choice({
	displayName: 'Status',
	name: 'status',
	default: 'active',
	description: 'What the campaign is to be from now on',
	options: [
		{ name: 'Active', value: 'active', description: 'It calls people, at the hours it has' },
		{ name: 'Cancelled', value: 'cancelled', description: 'Given up for good' },
		{ name: 'Completed', value: 'completed', description: 'Finished for good' },
		{ name: 'Paused', value: 'paused', description: 'It takes no calls until it is active again' },
	],
});

/** The refusal of a change to the status that it has: "Cannot transition from active to active status". */
const NO_CHANGE = /\bfrom (\w+) to \1\b/i;

export const updateStatus = operation({
	value: 'updateStatus',
	name: 'Update Status',
	action: 'Update status of a campaign',
	description:
		'Start, pause, complete or cancel a campaign. An active campaign calls people, which uses credits. Completed and cancelled cannot be undone. A campaign that has the status already is left as it is.',
	fields: [campaignLocator, status],
	request: ({ campaignId, status: wanted }) => ({
		method: 'PATCH',
		path: ['campaigns', campaignId, 'status'],
		body: { status: wanted },
	}),
	data: object,
	dataFor: ({ status: httpStatus, messages, repeated = false }) => {
		const [, has] = messages.map(({ text }) => NO_CHANGE.exec(text)).find(Boolean) ?? [];
		// An earlier try of the same change got no answer, and has done its work.
		return httpStatus === 400 && has !== undefined ? { changed: repeated, status: has } : undefined;
	},
	output: (campaign) => ({ item: { changed: true, ...campaign } }),
});
