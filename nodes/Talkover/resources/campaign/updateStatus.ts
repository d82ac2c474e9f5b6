import { choiceOrOther } from '../../parameters/others';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { campaignLocator } from '../../shared/campaign';

/** Only what a campaign can be changed to: none becomes a draft again (API reference). */
const status = choiceOrOther({
	displayName: 'Status',
	name: 'status',
	default: 'active',
	description: 'The new status of the campaign',
	options: [
		{ name: 'Active', value: 'active', description: 'It calls people, at the hours it has' },
		{ name: 'Cancelled', value: 'cancelled', description: 'Given up for good' },
		{ name: 'Completed', value: 'completed', description: 'Finished for good' },
		{ name: 'Paused', value: 'paused', description: 'It takes no calls until it is active again' },
	],
	example: 'archived',
});

export const updateStatus = operation({
	value: 'updateStatus',
	name: 'Update Status',
	action: 'Update the status of a campaign',
	description:
		'While a campaign is active, real phones ring, which uses credits. Starts, pauses, completes or cancels a campaign. Completed and cancelled cannot be undone. A campaign that already has the status is left as it is.',
	caution: 'Setting a campaign to active rings real phones and uses Talkover credits.',
	fields: [campaignLocator, ...status],
	request: ({ campaignId, status: wanted }) => ({
		method: 'PATCH',
		path: ['campaigns', campaignId, 'status'],
		body: { status: wanted },
	}),
	data: object,
	dataFor: async ({ kind, status: httpStatus, repeated = false }, { values, send }) => {
		if (kind !== 'refused' || httpStatus === 404) return undefined;
		// A campaign that already has the status gets the same error as one that can't get it.
		const answer = await send({ method: 'GET', path: ['campaigns', values.campaignId] });
		const campaign = answer.ok ? object.read(answer.body) : undefined;
		// If an earlier attempt of the same change got no response, that one made the change.
		return campaign?.status === values.status
			? { data: { id: campaign.id, status: campaign.status, changed: repeated } }
			: undefined;
	},
	output: (campaign) => ({ item: { changed: true, ...campaign } }),
});
