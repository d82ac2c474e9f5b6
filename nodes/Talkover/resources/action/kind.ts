import { field, hiddenWhen, isBlank, shownWhen } from '../../parameters/field';
import { choiceOrOther } from '../../parameters/others';
import { choice, number } from '../../parameters/scalars';
import { transferTarget } from '../../shared/phone/transferTarget';

export const type = choiceOrOther({
	displayName: 'Type',
	name: 'type',
	default: 'webhook',
	description: 'What happens when the agent uses the action',
	options: [
		{ name: 'External', value: 'external' },
		{ name: 'Hold', value: 'hold', description: 'The contact waits on hold' },
		{
			name: 'Transfer',
			value: 'transfer',
			description: 'The call is transferred to another number',
		},
		{ name: 'Webhook', value: 'webhook', description: 'Talkover sends a request to a URL' },
	],
	example: 'hangup',
});

/** Only accepted for external actions (API reference: create-action). */
export const executionMode = shownWhen(
	{ type: ['external'] },
	choice({
		displayName: 'Execution Mode',
		name: 'executionMode',
		default: 'during_call',
		description: 'When the action runs',
		options: [
			{ name: 'During Call', value: 'during_call' },
			{ name: 'Post Call', value: 'post_call', description: 'After the call has ended' },
		],
	}),
);

export const holdDuration = shownWhen(
	{ type: ['hold'] },
	number({
		displayName: 'Hold Duration (Seconds)',
		name: 'holdDuration',
		default: 30,
		min: 0,
		description: 'How many seconds the contact waits on hold',
	}),
);

/** Also shown for undocumented types, because they may be another kind of transfer. */
export const transferTo = hiddenWhen(
	{ type: ['external', 'hold', 'webhook'] },
	field(
		{
			displayName: 'Transfer To',
			name: 'transferTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. +1 212 555 0123',
			description:
				'The target of the transfer: a phone number with + and a country code or as it is dialed in the Default Country, an extension such as 204, or a SIP address such as sip:anna@example.com',
		},
		(raw, { country }) => (isBlank(raw) ? undefined : transferTarget(raw, country)),
	),
);
