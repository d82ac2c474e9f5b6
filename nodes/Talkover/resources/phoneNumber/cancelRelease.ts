import { operation } from '../../operation/operation';
import { done } from '../../operation/shapes';
import { releaseRequestLocator } from './releaseRequestLocator';

export const cancelRelease = operation({
	value: 'cancelRelease',
	name: 'Cancel Release',
	action: 'Cancel the release request of a phone number',
	description:
		'Take back a request to release a phone number, while it is pending. Once it has been approved the number is gone for good, and nothing can be cancelled.',
	fields: [releaseRequestLocator],
	request: ({ releaseRequestId }) => ({
		method: 'DELETE',
		path: ['phone-numbers', 'release-requests', releaseRequestId],
	}),
	data: done,
});
