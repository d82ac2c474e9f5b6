import type { Spec } from '../../parameters/field';
import { converted, required } from '../../parameters/field';
import { rows } from '../../parameters/groups';
import { choice, text } from '../../parameters/scalars';

const WEB_ADDRESS = {
	regex: /^https?:\/\/[^\s/]\S*$/i,
	text: 'a web address such as https://example.com/path',
};

/** A URL that Talkover sends requests to. Its API recommends https:// but also accepts http://. */
export function webAddress<const Name extends string>(
	spec: Spec<Name> & { readonly maxLength?: number },
) {
	return text({ ...spec, pattern: WEB_ADDRESS });
}

/** How requests from Talkover authenticate, for actions and webhooks. */
export const authorizationScheme = choice({
	displayName: 'Authorization Scheme',
	name: 'authorizationScheme',
	default: 'none',
	description:
		'How requests are authenticated. Talkover has no field for the secret itself, so add it to Custom Headers.',
	options: [
		{ name: 'API Key', value: 'api_key' },
		{ name: 'Basic', value: 'basic' },
		{ name: 'Bearer', value: 'bearer' },
		{ name: 'Custom', value: 'custom' },
		{ name: 'None', value: 'none' },
	],
});

/** Headers of requests from Talkover. Undefined if empty, so that an empty group doesn't remove any. */
export const customHeaders = converted(
	rows({
		displayName: 'Custom Headers',
		name: 'customHeaders',
		rowKey: 'header',
		rowName: 'Header',
		titleOf: 'key',
		placeholder: 'Add Header',
		description:
			"Additional headers, such as a secret that identifies requests from Talkover. They're stored in the workflow. If empty, none are sent.",
		fields: [
			required(
				text({
					displayName: 'Name',
					name: 'key',
					placeholder: 'e.g. X-API-Key',
					description: 'The name of the header',
				}),
			),
			required(
				text({
					displayName: 'Value',
					name: 'value',
					password: true,
					description: 'The value of the header',
				}),
			),
		],
	}),
	(headers) => (headers.length > 0 ? headers : undefined),
);
