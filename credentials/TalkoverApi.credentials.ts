import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { authenticate } from '../nodes/Talkover/api/authenticate';
import { DEFAULT_BASE_URL } from '../nodes/Talkover/api/baseUrl';

/** A redirect isn't followed, because the token must not go to an address that nobody entered. */
const REDIRECTS = [301, 302, 303, 307, 308].map((value) => ({
	type: 'responseCode',
	properties: {
		value,
		message:
			'This Base URL redirects to another address, and the API token is not sent there. Enter the new address as Base URL.',
	},
}));

const NOT_TALKOVER = 'What answered at this Base URL is not the Talkover API. Check its spelling.';

/** What a test says instead of n8n's own words. n8n's type wants one kind of rule, its tester takes both. */
const TEST_RULES = [
	{
		// A web page or text is a response as well, and n8n would take it for a success. Every JSON response of
		// Talkover's is an object or a list, and a rule can only compare a property with a value.
		type: 'responseSuccessBody',
		properties: { key: 'constructor.name', value: 'String', message: NOT_TALKOVER },
	},
	{
		type: 'responseSuccessBody',
		properties: { key: 'success', value: false, message: NOT_TALKOVER },
	},
	{
		type: 'responseCode',
		properties: {
			value: 401,
			message:
				'Talkover did not accept this API token. Paste a current environment token from your Talkover settings.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 403,
			message:
				'Talkover does not allow this API token to read agents (HTTP 403). Check what the token and your plan include.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 404,
			message: 'There is no Talkover API at this Base URL. Check its spelling.',
		},
	},
	...REDIRECTS,
] as NonNullable<ICredentialTestRequest['rules']>;

/** Bearer token of one Talkover environment (API reference: authentication). */
export class TalkoverApi implements ICredentialType {
	name = 'talkoverApi';

	displayName = 'Talkover API';

	icon: Icon = { light: 'file:../icons/talkover.svg', dark: 'file:../icons/talkover.dark.svg' };

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-talkover#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'The environment token from your Talkover settings. It gives access to one environment: its agents, numbers and calls.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			description:
				'Change it only if your provider runs Talkover under a name of its own. It must start with https://.',
		},
	];

	authenticate: IAuthenticate = authenticate;

	// Health needs no token and so proves nothing; listing one agent does.
	test: ICredentialTestRequest = {
		request: {
			// Of the trailing slashes only the first is tried, as in parseBaseUrl.
			baseURL: '={{ $credentials.baseUrl.trim().replace(/(?<!\\/)\\/+$/, "") }}',
			url: '/agents',
			qs: { per_page: 1 },
			headers: { 'Accept-Language': 'en' },
		},
		rules: TEST_RULES,
	};
}
