import { field, isBlank, shownWhen } from '../../parameters/field';
import { choiceOrOther } from '../../parameters/others';
import { choice, number } from '../../parameters/scalars';
import { toE164 } from '../../shared/phone';

export const type = choiceOrOther({
	displayName: 'Type',
	name: 'type',
	default: 'webhook',
	description: 'What happens when the agent uses the action',
	options: [
		{ name: 'External', value: 'external' },
		{ name: 'Hold', value: 'hold', description: 'The person on the phone waits for a while' },
		{ name: 'Transfer', value: 'transfer', description: 'The call goes on to another number' },
		{ name: 'Webhook', value: 'webhook', description: 'A request is sent to a web address' },
	],
	example: 'hangup',
});

/** Accepted for external actions only (API reference: create-action). */
export const executionMode = shownWhen(
	{ type: ['external'] },
	choice({
		displayName: 'Execution Mode',
		name: 'executionMode',
		default: 'during_call',
		description: 'When the action runs',
		options: [
			{ name: 'During Call', value: 'during_call' },
			{ name: 'Post Call', value: 'post_call', description: 'Once the call has ended' },
		],
	}),
);

export const holdDuration = shownWhen(
	{ type: ['hold'] },
	number({
		displayName: 'Hold Duration',
		name: 'holdDuration',
		default: 30,
		min: 0,
		description: 'How many seconds the person waits',
	}),
);

export const transferTo = shownWhen(
	{ type: ['transfer'] },
	field(
		{
			displayName: 'Transfer To',
			name: 'transferTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. +1 555 123 4567',
			description:
				'The phone number that the call goes on to, with + and country code. Spaces, dots, dashes and brackets do not matter.',
		},
		(raw) => (isBlank(raw) ? undefined : toE164(raw)),
	),
);
