import { required, shownWhen } from '../../engine/field';
import { rows } from '../../engine/fieldGroups';
import { choice, text } from '../../engine/fieldTypes';

const WEB_ADDRESS = {
	regex: /^https?:\/\/[^\s/]\S*$/i,
	text: 'a web address such as https://api.example.com/schedule',
};

/** Holding and transferring a call send no request. */
const SENDS_REQUEST = { type: ['external', 'webhook'] };

export const url = shownWhen(
	SENDS_REQUEST,
	text({
		displayName: 'URL',
		name: 'url',
		pattern: WEB_ADDRESS,
		placeholder: 'e.g. https://api.example.com/schedule',
		description: 'Where a webhook action sends its request',
	}),
);

export const customHeaders = shownWhen(
	SENDS_REQUEST,
	rows({
		displayName: 'Custom Headers',
		name: 'customHeaders',
		rowKey: 'header',
		rowName: 'Header',
		placeholder: 'Add Header',
		description:
			'Headers that are sent along, such as a key by which the receiver knows the request. They can be read in the workflow.',
		fields: [
			required(text({ displayName: 'Name', name: 'key', placeholder: 'e.g. X-API-Key' })),
			required(text({ displayName: 'Value', name: 'value' })),
		],
	}),
);

export const authorizationUrl = text({
	displayName: 'Authorization URL',
	name: 'authorizationUrl',
	pattern: WEB_ADDRESS,
	placeholder: 'e.g. https://api.example.com/auth',
	description: 'Where to get permission first, if the receiver has an address of its own for that',
});

export const authorizationScheme = choice({
	displayName: 'Authorization Scheme',
	name: 'authorizationScheme',
	default: 'none',
	description:
		'How the request proves where it comes from. Talkover documents no field for the secret itself, so put it into Custom Headers.',
	options: [
		{ name: 'API Key', value: 'api_key' },
		{ name: 'Basic', value: 'basic' },
		{ name: 'Bearer', value: 'bearer' },
		{ name: 'Custom', value: 'custom' },
		{ name: 'None', value: 'none' },
	],
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
