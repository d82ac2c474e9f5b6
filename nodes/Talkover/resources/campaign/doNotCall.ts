import { invalid } from '../../base/invalidInput';
import type { ValuesOf } from '../../parameters/field';
import { converted, neededIfAdded } from '../../parameters/field';
import { choice, toggle } from '../../parameters/scalars';
import { texts } from '../../parameters/lists';
import { toE164 } from '../../shared/phone/phone';

/** Rules for contacts that must not be called. */
export const doNotCall = [
	neededIfAdded(
		toggle({
			displayName: 'Auto Add to Do Not Call List',
			name: 'autoAddToDncEnabled',
			default: true,
			description:
				'Whether contacts are added to the do-not-call list automatically after a call with one of the selected statuses or errors',
		}),
	),
	neededIfAdded(
		texts({
			displayName: 'Auto Do Not Call Errors',
			name: 'autoDncTriggerErrors',
			placeholder: 'e.g. invalid_number, disconnected',
			description:
				'The errors of a call after which its contact is added to the do-not-call list, separated by commas',
		}),
	),
	neededIfAdded(
		texts({
			displayName: 'Auto Do Not Call Statuses',
			name: 'autoDncTriggerStatuses',
			placeholder: 'e.g. completed, voicemail',
			description:
				'The statuses of a call after which its contact is added to the do-not-call list, separated by commas',
		}),
	),
	neededIfAdded(
		converted(
			texts({
				displayName: 'Do Not Call Custom List',
				name: 'doNotCallCustomList',
				placeholder: 'e.g. +12125550123, +12195654321',
				description:
					'Phone numbers to exclude, separated by commas, each with + and a country code or as it is dialed in the Default Country. Only used if Do Not Call List Source is Custom.',
			}),
			(numbers, { country }) => numbers.map((number) => toE164(number, country)),
		),
	),
	neededIfAdded(
		toggle({
			displayName: 'Do Not Call Enabled',
			name: 'doNotCallEnabled',
			default: true,
			description: 'Whether to exclude contacts on the do-not-call list',
		}),
	),
	neededIfAdded(
		choice({
			displayName: 'Do Not Call List Source',
			name: 'doNotCallListSource',
			default: 'environment',
			description: 'The do-not-call list to use',
			options: [
				{ name: 'Custom', value: 'custom', description: 'The numbers in Do Not Call Custom List' },
				{ name: 'Environment', value: 'environment', description: 'The list of your environment' },
				{ name: 'Global', value: 'global', description: "Talkover's global list" },
			],
		}),
	),
] as const;

/**
 * Checks that a new campaign uses the do-not-call list. By default, it calls everybody (API reference: create-campaign).
 *
 * @throws InvalidInput if a list is chosen that wouldn't be used
 */
export function checkDoNotCall({
	doNotCallEnabled: enabled,
	doNotCallListSource: source,
	doNotCallCustomList: list,
}: Partial<ValuesOf<typeof doNotCall>>): void {
	if (source === undefined && list === undefined) return;
	const isComplete = source === 'custom' ? list !== undefined : source !== undefined;
	if (isComplete && enabled !== undefined) return;
	throw invalid(
		"The do-not-call list wouldn't be used: add 'Do Not Call Enabled', and use 'Do Not Call Custom List' together with 'Do Not Call List Source' set to Custom",
	);
}
