import { hiddenWhen } from '../../parameters/field';
import { text } from '../../parameters/scalars';
import { customHeaders as headers, webAddress } from '../../shared/webhook/webRequest';

/** Types that send no request. Undocumented types may send one. */
const NO_REQUEST = { type: ['hold', 'transfer'] };

export const url = hiddenWhen(
	NO_REQUEST,
	webAddress({
		displayName: 'URL',
		name: 'url',
		placeholder: 'e.g. https://api.example.com/schedule',
		description: 'The URL that the action sends its request to',
	}),
);

export const customHeaders = hiddenWhen(NO_REQUEST, headers);

export const authorizationUrl = webAddress({
	displayName: 'Authorization URL',
	name: 'authorizationUrl',
	placeholder: 'e.g. https://api.example.com/auth',
	description:
		'The URL that authorizes the request. If empty, the request is sent without this step.',
});

export const speakOnSend = text({
	displayName: 'Speak on Send',
	name: 'speakOnSend',
	placeholder: 'e.g. One moment, I am checking the calendar.',
	description: 'What the agent says just before the request is sent. If empty, it says nothing.',
});

export const speakOnReceive = text({
	displayName: 'Say After Response',
	name: 'speakOnReceive',
	placeholder: 'e.g. Your meeting is booked.',
	description:
		"What the agent says after a successful response. Can contain Talkover's template variables; if empty, it says nothing.",
});
