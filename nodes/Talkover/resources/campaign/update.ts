import { invalid } from '../../parameters/invalidInput';
import { collection } from '../../parameters/groups';
import { toggle } from '../../parameters/scalars';
import { changedFields } from '../../operation/changes';
import { defaultCountry } from '../../operation/defaultCountry';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { agentChoice } from '../../shared/agent';
import { campaignLocator, campaignType } from '../../shared/campaign';
import { callTimeRanges, checkDates, daysOfWeek, startDate, timezone } from './schedule';
import { name, campaignFields } from './fields';

const removeEndDate = toggle({
	displayName: 'Remove End Date',
	name: 'removeEndDate',
	default: true,
	description: 'Whether to take the end date away, so that the campaign has none',
});

const updateFields = collection({
	displayName: 'Update Fields',
	name: 'updateFields',
	placeholder: 'Add Field',
	fields: [
		name,
		campaignType,
		agentChoice,
		startDate,
		removeEndDate,
		daysOfWeek,
		callTimeRanges,
		timezone,
		...campaignFields,
	],
});

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a campaign',
	description:
		'Change a campaign; only what is added here changes. Its days and times cannot be changed while it is active and calls are waiting: pause it first. Its status is changed with Update Status.',
	fields: [campaignLocator, updateFields],
	options: [defaultCountry],
	request: ({ campaignId, updateFields: { removeEndDate: noEnd = false, ...changed } }) => {
		if (noEnd && changed.endDate !== undefined) {
			throw invalid('End Date and Remove End Date contradict each other: keep one of them');
		}
		checkDates(changed.startDate, changed.endDate);
		// `null` is Talkover's word for "none"; what is left out stays as it is.
		const body = changedFields({ ...changed, ...(noEnd ? { endDate: null } : {}) });
		return { method: 'PUT', path: ['campaigns', campaignId], body };
	},
	data: object,
});
