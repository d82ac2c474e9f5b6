import { hiddenWhen } from '../../parameters/field';
import { text } from '../../parameters/scalars';
import { customHeaders as headers, webAddress } from '../../shared/webRequest';

/** These send no request. A type that isn't documented may. */
const NO_REQUEST = { type: ['hold', 'transfer'] };

export const url = hiddenWhen(
	NO_REQUEST,
	webAddress({
		displayName: 'URL',
		name: 'url',
		placeholder: 'e.g. https://api.example.com/schedule',
		description: 'Where a webhook action sends its request',
	}),
);

export const customHeaders = hiddenWhen(NO_REQUEST, headers);

export const authorizationUrl = webAddress({
	displayName: 'Authorization URL',
	name: 'authorizationUrl',
	placeholder: 'e.g. https://api.example.com/auth',
	description: 'Where to get permission first, if the receiver has an address of its own for that',
});

export const speakOnSend = text({
	displayName: 'Speak on Send',
	name: 'speakOnSend',
	placeholder: 'e.g. One moment, I am checking the calendar.',
	description: 'What the agent says just before the request is sent',
});

export const speakOnReceive = text({
	displayName: 'Speak on Receive',
	name: 'speakOnReceive',
	placeholder: 'e.g. Your meeting is booked.',
	description:
		"What the agent says after a successful answer. It may hold Talkover's template variables.",
});
