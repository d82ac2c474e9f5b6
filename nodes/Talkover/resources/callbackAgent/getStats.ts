import { requestFields } from '../../api/contract/requestFields';
import { date } from '../../parameters/dates';
import { filtersOf } from '../../parameters/groups';
import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';

const filters = filtersOf([
	date({
		displayName: 'End Date',
		name: 'endDate',
		description: 'The last day to include. If not added, this is today.',
	}),
	date({
		displayName: 'Start Date',
		name: 'startDate',
		description: 'The first day to include. If not added, this is 30 days ago.',
	}),
]);

export const getStats = operation({
	value: 'getStats',
	name: 'Get Stats',
	action: 'Get the statistics of callback agents',
	description: 'Retrieve how many callbacks the agents took in a period',
	fields: [filters],
	request: ({ filters: period }) => ({
		endpoint: 'getCallbackStats',
		path: ['callback-agents', 'stats'],
		query: requestFields('GetCallbackStatsQuery', period),
	}),
	data: object,
});
