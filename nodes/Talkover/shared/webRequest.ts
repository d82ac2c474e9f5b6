import type { Spec } from '../parameters/field';
import { converted, required } from '../parameters/field';
import { rows } from '../parameters/groups';
import { choice, text } from '../parameters/scalars';

const WEB_ADDRESS = {
	regex: /^https?:\/\/[^\s/]\S*$/i,
	text: 'a web address such as https://example.com/path',
};

/** A URL that Talkover sends requests to. Its API takes http:// as well, and only recommends https://. */
export function webAddress<const Name extends string>(
	spec: Spec<Name> & { readonly maxLength?: number },
) {
	return text({ ...spec, pattern: WEB_ADDRESS });
}

/** How requests that Talkover sends prove where they come from; actions and webhooks have the same. */
export const authorizationScheme = choice({
	displayName: 'Authorization Scheme',
	name: 'authorizationScheme',
	default: 'none',
	description:
		'How the request proves where it comes from. Talkover has no field for the secret itself, so put it into Custom Headers.',
	options: [
		{ name: 'API Key', value: 'api_key' },
		{ name: 'Basic', value: 'basic' },
		{ name: 'Bearer', value: 'bearer' },
		{ name: 'Custom', value: 'custom' },
		{ name: 'None', value: 'none' },
	],
});

/** Headers of requests that Talkover sends. None is undefined: a group left empty removes nothing. */
export const customHeaders = converted(
	rows({
		displayName: 'Custom Headers',
		name: 'customHeaders',
		rowKey: 'header',
		rowName: 'Header',
		placeholder: 'Add Header',
		description:
			'Headers that are sent along, such as a secret by which the receiver knows that the request comes from Talkover. They are stored in the workflow.',
		fields: [
			required(text({ displayName: 'Name', name: 'key', placeholder: 'e.g. X-API-Key' })),
			required(text({ displayName: 'Value', name: 'value', password: true })),
		],
	}),
	(headers) => (headers.length > 0 ? headers : undefined),
);
