import type { Documented } from '../../api/contract/documented';
import type { Shape } from '../../operation/answers/shapes';
import { list } from '../../operation/answers/shapes';
import { displayText } from '../../pickers/request';
import { locator } from '../../pickers/locator';

type ReleaseRequest = Documented<'ReleaseRequest'>;

const requests: Shape<ReleaseRequest[]> = list;

/** A pending release request (API reference: list-release-requests, not paged). */
export const releaseRequestLocator = locator({
	displayName: 'Release Request',
	name: 'releaseRequestId',
	what: 'a release request',
	method: 'searchReleaseRequests',
	idExample: 'request-uuid-1',
	entries: {
		request: () => ({
			endpoint: 'listPhoneReleaseRequests',
			path: ['phone-numbers', 'release-requests'],
		}),
		data: {
			...requests,
			read: (reply) => requests.read(reply)?.filter(({ status }) => status === 'pending'),
		},
		entry: (request: ReleaseRequest) => ({
			name: displayText(request.phone_number) || displayText(request.phone_number_id),
			value: displayText(request.id),
			description: displayText(request.reason),
		}),
	},
});
