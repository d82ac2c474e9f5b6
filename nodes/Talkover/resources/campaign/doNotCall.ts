import { converted } from '../../parameters/field';
import { choice, toggle } from '../../parameters/scalars';
import { texts } from '../../parameters/lists';
import { toE164 } from '../../shared/phone';

/** Who is not to be called. */
export const doNotCall = [
	toggle({
		displayName: 'Auto Add to Do Not Call List',
		name: 'autoAddToDncEnabled',
		default: true,
		description:
			'Whether contacts are put on the do-not-call list by themselves, after a call with one of the statuses or errors named here',
	}),
	texts({
		displayName: 'Auto Do Not Call Errors',
		name: 'autoDncTriggerErrors',
		placeholder: 'e.g. invalid_number, disconnected',
		description:
			'The errors of a call after which its contact is put on the do-not-call list, separated by commas',
	}),
	texts({
		displayName: 'Auto Do Not Call Statuses',
		name: 'autoDncTriggerStatuses',
		placeholder: 'e.g. completed, voicemail',
		description:
			'The statuses of a call after which its contact is put on the do-not-call list, separated by commas',
	}),
	converted(
		texts({
			displayName: 'Do Not Call Custom List',
			name: 'doNotCallCustomList',
			placeholder: 'e.g. +15551234567, +15557654321',
			description:
				'Phone numbers that are not called, separated by commas, each with + and country code or as it is dialed in the Default Country. Talkover reads it only if Do Not Call List Source is Custom.',
		}),
		(numbers, { country }) => numbers.map((number) => toE164(number, country)),
	),
	toggle({
		displayName: 'Do Not Call Enabled',
		name: 'doNotCallEnabled',
		default: true,
		description: 'Whether contacts on the do-not-call list are left out',
	}),
	choice({
		displayName: 'Do Not Call List Source',
		name: 'doNotCallListSource',
		default: 'environment',
		description: 'Which do-not-call list is used',
		options: [
			{ name: 'Custom', value: 'custom', description: 'The numbers in Do Not Call Custom List' },
			{ name: 'Environment', value: 'environment', description: 'The list of your environment' },
			{ name: 'Global', value: 'global', description: "Talkover's list for everybody" },
		],
	}),
] as const;
