import { operation } from '../../engine/operation';
import { done } from '../../engine/shapes';
import { releaseRequestLocator } from '../../fields/releaseRequest';

export const cancelRelease = operation({
	value: 'cancelRelease',
	name: 'Cancel Release',
	action: 'Cancel release request of a phone number',
	description:
		'Take back a request to release a phone number, while it is pending. Once it has been approved the number is gone for good, and nothing can be cancelled.',
	fields: [releaseRequestLocator],
	request: ({ releaseRequestId }) => ({
		method: 'DELETE',
		path: ['phone-numbers', 'release-requests', releaseRequestId],
	}),
	data: done,
});
