import { number, toggle } from '../../parameters/scalars';

function hours<const Name extends string>(
	name: Name,
	displayName: string,
	waits: string,
	byDefault = 24,
) {
	return number({
		displayName,
		name,
		default: byDefault,
		min: 1,
		max: 168,
		description: `How many hours pass ${waits}, from 1 to 168 (a week)`,
	});
}

const AGAIN = 'before a contact may be called again';

/** For how long a contact is left alone. */
export const cooldowns = [
	hours('busyCooldownHours', 'Busy Cooldown Hours', `${AGAIN} whose line was busy`),
	toggle({
		displayName: 'Enable Post Completion Cooldown',
		name: 'enablePostCompletionCooldown',
		default: true,
		description: 'Whether the contacts are left alone for a while after the campaign has ended',
	}),
	hours('failedCooldownHours', 'Failed Cooldown Hours', `${AGAIN} whose call failed`),
	hours('noAnswerCooldownHours', 'No Answer Cooldown Hours', `${AGAIN} who did not answer`),
	hours(
		'postCompletionCooldownHours',
		'Post Completion Cooldown Hours',
		'in which the contacts are left alone after the campaign has ended',
		168,
	),
	hours(
		'retryCooldownHours',
		'Retry Cooldown Hours',
		'between one try to reach a contact and the next',
	),
	hours('successCooldownHours', 'Success Cooldown Hours', `${AGAIN} whose call was a success`),
	hours('voicemailCooldownHours', 'Voicemail Cooldown Hours', `${AGAIN} whose voicemail answered`),
] as const;
