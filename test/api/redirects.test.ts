import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

import { testCredential } from '../support/n8n/credentialTest';
import { keepsCauses } from '../../harness/host';
import { useReceiver } from '../support/servers/receiver';
import { runTalkover } from '../../harness/talkoverNode';
import { runWorkflow } from '../../harness/workflow';

const STATUSES = [301, 302, 303, 307, 308];
const TOKEN = 'talq_redirected_token';

/** The host of the Base URL. It redirects everything. */
const base = useReceiver();
/** Another origin, where the token must never arrive. */
const elsewhere = useReceiver();

function redirectWith(status: number): { apiToken: string; baseUrl: string } {
	const headers = { location: `${elsewhere().url}/collect` };
	base().answer({ status, headers });
	return { apiToken: TOKEN, baseUrl: base().url };
}

/** The token reached its own host once and no other host. */
function expectTokenStayed(): void {
	expect(base().received.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${TOKEN}`]);
	expect(elsewhere().received).toEqual([]);
}

/** Stands in for n8n's HTTP Request node, with both of n8n's request helpers. */
function httpRequest(helper: 'httpRequest' | 'request', method: 'GET' | 'POST'): INodeType {
	return {
		description: {
			displayName: 'HTTP Request',
			name: 'httpRequest',
			group: [],
			version: 1,
			description: '',
			defaults: { name: 'HTTP Request' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'talkoverApi', required: true }],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const { httpRequestWithAuthentication, requestWithAuthentication } = this.helpers;
			const address = `${base().url}/agents`;
			const json =
				helper === 'httpRequest'
					? await httpRequestWithAuthentication.call(this, 'talkoverApi', {
							method,
							url: address,
							json: true,
						})
					: // What the HTTP Request node sets when 'Follow Redirects' is on.
						await requestWithAuthentication.call(this, 'talkoverApi', {
							method,
							uri: address,
							json: true,
							followRedirect: true,
							followAllRedirects: true,
							maxRedirects: 21,
						});
			return [[{ json }]];
		},
	};
}

describe.each(STATUSES)('a redirect (%i) to another origin never gets the token', (status) => {
	test('the credential test does not send the token to a redirect, and says why it fails', async () => {
		const outcome = await testCredential(redirectWith(status));

		expect(outcome.status).toBe('Error');
		if (keepsCauses()) {
			expect(outcome.message).toBe(
				'This Base URL redirects to another address, and the API token is not sent there. Enter the new address as Base URL.',
			);
		}
		expectTokenStayed();
	});

	test.each([
		['httpRequest', 'GET'],
		['httpRequest', 'POST'],
		['request', 'GET'],
		['request', 'POST'],
	] as const)(
		"n8n's helper %s does not send the token to a redirect with %s",
		async (helper, method) => {
			const result = await runWorkflow({
				workflow: {
					nodes: [
						{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
						{ name: 'HTTP Request', type: 'test.httpRequest' },
					],
					connections: { Trigger: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
				},
				credential: redirectWith(status),
				types: { 'test.httpRequest': httpRequest(helper, method) },
			});

			expect(result.error).toBeDefined();
			expectTokenStayed();
		},
	);

	test('the Talkover node does not send the token to a redirect, and reports the moved address', async () => {
		const credential = redirectWith(status);

		const { error } = await runTalkover(
			{ url: credential.baseUrl, token: TOKEN },
			{ resource: 'phoneNumber', operation: 'getMany' },
		);

		expect(error?.message).toBe(`The address has moved (HTTP ${status})`);
		expectTokenStayed();
	});
});
