import { operation } from '../../operation/operation';
import { done } from '../../operation/answers/shapes';
import { releaseRequestLocator } from './releaseRequestLocator';

export const cancelRelease = operation({
	value: 'cancelRelease',
	name: 'Cancel Release',
	action: 'Cancel the release request of a phone number',
	description: 'Cancel a pending request to release a phone number',
	fields: [releaseRequestLocator],
	request: ({ releaseRequestId }) => ({
		endpoint: 'cancelPhoneReleaseRequest',
		path: ['phone-numbers', 'release-requests', releaseRequestId],
	}),
	data: done,
});
