import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';

export const getReleaseRequests = operation({
	value: 'getReleaseRequests',
	name: 'Get Release Requests',
	action: 'Get many release requests of phone numbers',
	description: 'Retrieve a list of the requests to release phone numbers',
	fields: [],
	request: () => ({
		endpoint: 'listPhoneReleaseRequests',
		path: ['phone-numbers', 'release-requests'],
	}),
	isList: true,
	data: list,
});
