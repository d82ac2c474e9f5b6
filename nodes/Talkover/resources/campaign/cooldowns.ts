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
		description: `How many hours pass ${waits} (1–168)`,
	});
}

const AGAIN = 'before a contact may be called again';

/** The times after a call in which its contact isn't called again. */
export const cooldowns = [
	hours('busyCooldownHours', 'Busy Cooldown (Hours)', `${AGAIN} if the line was busy`),
	toggle({
		displayName: 'Enable Post Completion Cooldown',
		name: 'enablePostCompletionCooldown',
		default: true,
		description: 'Whether to wait before contacts are called again after the campaign has ended',
	}),
	hours('failedCooldownHours', 'Failed Cooldown (Hours)', `${AGAIN} if the call failed`),
	hours('noAnswerCooldownHours', 'No Answer Cooldown (Hours)', `${AGAIN} if there was no answer`),
	hours(
		'postCompletionCooldownHours',
		'Post Completion Cooldown (Hours)',
		'before contacts may be called again after the campaign has ended',
		168,
	),
	hours('retryCooldownHours', 'Retry Cooldown (Hours)', 'between two attempts to reach a contact'),
	hours('successCooldownHours', 'Success Cooldown (Hours)', `${AGAIN} if the call was successful`),
	hours('voicemailCooldownHours', 'Voicemail Cooldown (Hours)', `${AGAIN} if voicemail answered`),
] as const;
