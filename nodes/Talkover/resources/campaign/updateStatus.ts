import type { Documented } from '../../api/contract/documented';
import { isOtherId } from '../../api/content/identity';
import { requestFields } from '../../api/contract/requestFields';
import { localFailure } from '../../api/response/failure';
import { defined } from '../../base/collections/defined';
import { isSameText, isSet } from '../../base/json';
import { ok } from '../../base/result';
import { choiceOrOther } from '../../parameters/others';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { object } from '../../operation/answers/shapes';
import { campaignLocator, campaignShape } from '../../shared/campaign';

/** Without draft, because a campaign can't become a draft again (API reference). */
const status = choiceOrOther({
	displayName: 'Status',
	name: 'status',
	default: 'active',
	description: 'The new status of the campaign. If it already has this status, nothing is changed.',
	options: [
		{
			name: 'Active',
			value: 'active',
			description: 'The campaign makes calls within its call times',
		},
		{ name: 'Cancelled', value: 'cancelled', description: 'The campaign is stopped permanently' },
		{ name: 'Completed', value: 'completed', description: 'The campaign is finished permanently' },
		{
			name: 'Paused',
			value: 'paused',
			description: 'The campaign makes no calls until it is active again',
		},
	],
	example: 'archived',
});

const OTHER_CAMPAIGN = "Talkover's response shows another campaign than the one that was to change";
const OTHER_STATUS =
	"The node can't tell whether the status has changed, because Talkover's response shows another one";

/** `changed` is added by this operation. */
const statusResult: Shape<Documented<'CampaignStatusResult', 'changed'>> = {
	...object,
	isOwner: true,
};

export const updateStatus = operation({
	value: 'updateStatus',
	name: 'Update Status',
	action: 'Update the status of a campaign',
	description: 'Start, pause, complete or cancel a campaign',
	caution: 'While the campaign is active, real phones ring, and its calls use Talkover credits.',
	warning: "Completing or cancelling a campaign can't be undone.",
	toolText:
		'Changes the status of a campaign. While it is active, real phones ring and credits are used.',
	fields: [campaignLocator, ...status],
	request: ({ campaignId, status: wanted }) => ({
		endpoint: 'updateCampaignStatus',
		path: ['campaigns', campaignId, 'status'],
		body: requestFields('UpdateCampaignStatusRequest', { status: wanted }),
	}),
	data: statusResult,
	dataFor: async ({ did, why }, { values, send }) => {
		const isMissing = why === 'missing' || why === 'unauthorized';
		// Rejected although an earlier attempt of the same change may have been carried out: that one made the change.
		const changed = why === 'contradiction';
		if (isMissing || (did !== 'refused' && !changed)) return undefined;
		// The error is the same for a campaign that already has the status and for one that can't have it.
		const answer = await send({ endpoint: 'getCampaign', path: ['campaigns', values.campaignId] });
		const campaign = answer.ok ? campaignShape.read(answer) : undefined;
		return campaign?.status === values.status
			? ok({ id: campaign.id, status: campaign.status, changed })
			: undefined;
	},
	output: (campaign, { values }) => {
		if (isOtherId(campaign.id, values.campaignId)) {
			return localFailure(OTHER_CAMPAIGN, 'Check the campaigns in Talkover');
		}
		const changed = !isSet(campaign.status) || isSameText(campaign.status, values.status);
		const warning = changed ? undefined : OTHER_STATUS;
		return ok(defined({ item: { changed, ...campaign }, warning }));
	},
});
