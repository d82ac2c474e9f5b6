import type { Documented } from '../../api/contract/documented';
import { requestFields } from '../../api/contract/requestFields';
import { isSameId } from '../../api/content/identity';
import { required } from '../../parameters/field';
import { text } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import { object } from '../../operation/answers/shapes';
import { phoneNumberLocator } from '../../shared/phone/phoneNumbers';

const reason = required(
	text({
		displayName: 'Reason',
		name: 'reason',
		rows: 2,
		minLength: 10,
		maxLength: 500,
		placeholder: 'e.g. We no longer need this number.',
		description:
			'The reason for the release, for the people at Talkover who decide on it (10–500 characters)',
	}),
);

export const requestRelease = operation({
	value: 'requestRelease',
	name: 'Request Release',
	action: 'Request the release of a phone number',
	description: 'Ask Talkover to release a phone number',
	warning:
		"Once Talkover approves the request, the number can't be recovered. Remove it from all agents first.",
	fields: [phoneNumberLocator, reason],
	options: [resendUnknown],
	request: ({ phoneNumberId, reason: why }) => ({
		endpoint: 'requestPhoneRelease',
		path: ['phone-numbers', phoneNumberId, 'request-release'],
		body: requestFields('RequestPhoneReleaseRequest', { reason: why }),
		creates: {
			key: ['releaseRequest', phoneNumberId],
			label: `the release of the phone number ${phoneNumberId}`,
			where: 'the release requests',
		},
	}),
	recoveryLookup: ({ phoneNumberId }) => ({
		list: { endpoint: 'listPhoneReleaseRequests', path: ['phone-numbers', 'release-requests'] },
		isOwn: (request: Documented<'ReleaseRequest'>) =>
			isSameId(request.phone_number_id, phoneNumberId),
	}),
	data: object,
});
