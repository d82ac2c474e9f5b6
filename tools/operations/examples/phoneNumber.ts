import type { Examples } from './example';
import { chosen } from './example';

export const phoneNumber: Examples = {
	'phoneNumber.getMany': {
		operationId: 'listPhoneNumbers',
		parameters: {
			filters: { type: 'voice', hasVoice: true, hasWhatsapp: false, search: '+1234567890' },
		},
		leftOut: {
			direction: 'The page of the list does not have it, and a filter that is ignored misleads',
		},
	},
	'phoneNumber.requestRelease': {
		operationId: 'requestPhoneRelease',
		parameters: {
			phoneNumberId: chosen('phone-uuid-1'),
			reason: 'Number is no longer in use',
		},
	},
	'phoneNumber.getReleaseRequests': { operationId: 'listPhoneReleaseRequests', parameters: {} },
	'phoneNumber.cancelRelease': {
		operationId: 'cancelPhoneReleaseRequest',
		parameters: { releaseRequestId: chosen('request-uuid-1') },
		output: () => [{ success: true, message: 'Release request cancelled' }],
	},
};
