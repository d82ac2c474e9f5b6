import { invalid } from '../../base/invalidInput';
import { updates } from '../../parameters/groups';
import { toggle } from '../../parameters/scalars';
import { changedFields } from '../../operation/changes';
import { defaultCountryOption } from '../../operation/panel/defaultCountry';
import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { agentChoice } from '../../shared/agent/agent';
import { campaignLocator, campaignType } from '../../shared/campaign';
import { callTimeRanges, checkDates, daysOfWeek, startDate, timezone } from './schedule';
import { name, campaignFields } from './fields';

const removeEndDate = toggle({
	displayName: 'Remove End Date',
	name: 'removeEndDate',
	default: true,
	description: 'Whether to remove the end date of the campaign',
});

const updateFields = updates([
	name,
	campaignType,
	agentChoice,
	startDate,
	removeEndDate,
	daysOfWeek,
	callTimeRanges,
	timezone,
	...campaignFields,
]);

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a campaign',
	description: 'Update a campaign, except its status',
	fields: [campaignLocator, updateFields],
	options: [defaultCountryOption],
	request: ({ campaignId, updateFields: { removeEndDate: noEnd = false, ...changed } }) => {
		if (noEnd && changed.endDate !== undefined) {
			throw invalid("'End Date' and 'Remove End Date' can't be used together: remove one of them");
		}
		checkDates(changed.startDate, changed.endDate);
		// For Talkover, `null` means "none", and missing fields stay unchanged.
		const body = changedFields('UpdateCampaignRequest', {
			...changed,
			...(noEnd ? { endDate: null } : {}),
		});
		return { endpoint: 'updateCampaign', path: ['campaigns', campaignId], body };
	},
	data: object,
});
