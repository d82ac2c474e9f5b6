import { requestFields } from '../../api/contract/requestFields';
import { isSameText } from '../../base/json';
import { required } from '../../parameters/field';
import { additional } from '../../parameters/groups';
import { defaultCountryOption } from '../../operation/panel/defaultCountry';
import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { resendUnknown } from '../../operation/panel/options';
import { agentLocator } from '../../shared/agent/agent';
import type { Campaign } from '../../shared/campaign';
import { campaignType } from '../../shared/campaign';
import { checkDoNotCall } from './doNotCall';
import { callTimeRanges, checkDates, daysOfWeek, startDate, timezone } from './schedule';
import { name, campaignFields } from './fields';

const additionalFields = additional(campaignFields);

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a campaign',
	description: 'Create a new campaign as a draft, which calls nobody yet',
	fields: [
		required(name),
		campaignType,
		agentLocator,
		required(startDate),
		required(daysOfWeek),
		required(callTimeRanges),
		required(timezone),
		additionalFields,
	],
	options: [defaultCountryOption, resendUnknown],
	request: ({ additionalFields: additional, ...main }) => {
		checkDates(main.startDate, additional.endDate);
		checkDoNotCall(additional);
		return {
			endpoint: 'createCampaign',
			path: ['campaigns'],
			body: requestFields('CreateCampaignRequest', { ...main, ...additional }),
			creates: {
				key: ['campaign', main.name],
				label: `the campaign "${main.name}"`,
				where: 'the list of campaigns',
			},
		};
	},
	recoveryLookup: (values) => ({
		list: { endpoint: 'listCampaigns', path: ['campaigns'] },
		isOwn: (campaign: Campaign) => isSameText(campaign.name, values.name),
	}),
	data: object,
});
