import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { testCredential } from '../../support/n8n/credentialTest';
import { runHttpRequest } from '../../support/n8n/httpRequestNode';
import { keepsCauses } from '../../../tools/harness/host';
import { useReceiver } from '../../support/servers/receiver';
import { runTalkover } from '../../../tools/harness/talkoverNode';

const STATUSES = [301, 302, 303, 307, 308];
const TOKEN = 'talq_redirected_token';

/** The host of the Base URL. It redirects every request. */
const base = useReceiver();
/** Another origin, which must never receive the token. */
const elsewhere = useReceiver();

function redirectWith(status: number): { apiToken: string; baseUrl: string } {
	const secrets = ['k'.repeat(25), 's3cr3t', 'hUnTeR', 'p%61ss'].join('/');
	const headers = { location: `${elsewhere().url}/api/v2/sign-in/${secrets}?key=secret#x` };
	base().answer({ status, headers });
	return { apiToken: TOKEN, baseUrl: base().url };
}

/** Checks that the token reached its own host once and no other host. */
function expectTokenStayed(): void {
	expect(base().received.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${TOKEN}`]);
	expect(elsewhere().received).toEqual([]);
}

/** Sends a request with the HTTP Request node through one of n8n's two request helpers. */
async function httpRequest(
	credential: ICredentialDataDecryptedObject,
	helper: 'httpRequest' | 'request',
	method: 'GET' | 'POST',
) {
	const address = `${base().url}/agents`;
	return runHttpRequest(credential, (context) => {
		const { httpRequestWithAuthentication, requestWithAuthentication } = context.helpers;
		return helper === 'httpRequest'
			? httpRequestWithAuthentication.call(context, 'talkoverApi', {
					method,
					url: address,
					json: true,
				})
			: // The settings of the HTTP Request node when 'Follow Redirects' is enabled.
				requestWithAuthentication.call(context, 'talkoverApi', {
					method,
					uri: address,
					json: true,
					followRedirect: true,
					followAllRedirects: true,
					maxRedirects: 21,
				});
	});
}

describe.each(STATUSES)('no other origin gets the token after a redirect (%i)', (status) => {
	test('the credential test does not send the token to a redirect, and says why it fails', async () => {
		const outcome = await testCredential(redirectWith(status));

		expect(outcome.status).toBe('Error');
		if (keepsCauses()) {
			expect(outcome.message).toBe(
				`The Base URL redirects to another address (HTTP ${status}), and the API token isn't sent there. Enter the new address as the Base URL.`,
			);
		}
		expectTokenStayed();
	});

	test.each([
		['httpRequest', 'GET'],
		['httpRequest', 'POST'],
		['request', 'GET'],
		['request', 'POST'],
	] as const)("n8n's helper %s sends no token to a redirect with %s", async (helper, method) => {
		const result = await httpRequest(redirectWith(status), helper, method);

		expect(result.error).toBeDefined();
		expectTokenStayed();
	});

	test('the Talkover node does not send the token to a redirect, and reports the moved address', async () => {
		const credential = redirectWith(status);

		const { error } = await runTalkover(
			{ url: credential.baseUrl, token: TOKEN },
			{ resource: 'phoneNumber', operation: 'getMany' },
		);

		const target = `It redirects to ${elsewhere().url}/api/v2/sign-in/…/…/…/…`;
		expect(error?.message).toBe(
			`The Base URL redirects to another address (HTTP ${status}) – ${target}`,
		);
		expectTokenStayed();
	});
});
