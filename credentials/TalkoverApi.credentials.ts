import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { authenticate } from '../nodes/Talkover/api/credential/authenticate';
import { DEFAULT_BASE_URL } from '../nodes/Talkover/api/credential/baseUrl';
import { REQUEST_SETTINGS } from '../nodes/Talkover/api/credential/requestSettings';

/** Redirects aren't followed, because the token must not be sent to an address that nobody entered. */
const REDIRECTS = [301, 302, 303, 307, 308].map((value) => ({
	type: 'responseCode',
	properties: {
		value,
		message: `The Base URL redirects to another address (HTTP ${value}), and the API token isn't sent there. Enter the new address as the Base URL.`,
	},
}));

const NOT_TALKOVER =
	"The response from this Base URL isn't from the Talkover API. Check the Base URL.";

/** Messages of the credential test. n8n's type allows one kind of rule, but its tester accepts both. */
const TEST_RULES = [
	{
		// n8n would count a web page or text as success. Every JSON response from Talkover is an object or a list,
		// and a rule can only compare a property with a value.
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
				'Talkover rejected the API token (HTTP 401). Paste a current API token of your Talkover environment.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 403,
			message:
				"Talkover doesn't allow this API token to read agents (HTTP 403). Check the permissions of the API token and your plan.",
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 404,
			message: 'There is no Talkover API at this Base URL (HTTP 404). Check the Base URL.',
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
				'The API token of a Talkover environment, which usually begins with talq_. It gives full access to this environment: its agents, phone numbers and calls.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			description:
				'The address of the Talkover API. Change it only if your provider has its own address for Talkover; it must start with https://.',
		},
		...REQUEST_SETTINGS.map(({ property }) => property),
	];

	authenticate: IAuthenticate = authenticate;

	// The health endpoint needs no token, so it wouldn't test the token. Listing one agent does.
	test: ICredentialTestRequest = {
		request: {
			// The lookbehind prevents a match attempt at each slash, as in parseBaseUrl.
			baseURL: '={{ $credentials.baseUrl.trim().replace(/(?<!\\/)\\/+$/, "") }}',
			url: '/agents',
			qs: { per_page: 1 },
			headers: { 'Accept-Language': 'en' },
		},
		rules: TEST_RULES,
	};
}
