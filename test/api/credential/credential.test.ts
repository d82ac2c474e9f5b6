import { testCredential } from '../../support/n8n/credentialTest';
import { runHttpRequest } from '../../support/n8n/httpRequestNode';
import { keepsCauses } from '../../../tools/harness/host';
import { credentialFor } from '../../../tools/harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

/**
 * n8n's credential test reads the status from the cause of its error. A version of n8n that discards the cause
 * fails the test with its own message, because it doesn't find the package's.
 */
function inWords(ours: string, ofN8n: string): string {
	return keepsCauses() ? ours : ofN8n;
}

test('the credential test accepts a valid token and uses an endpoint that requires one', async () => {
	expect(await testCredential(credentialFor(talkover()))).toEqual({
		status: 'OK',
		message: 'Connection successful!',
	});
	expect(talkover().requests).toEqual([
		expect.objectContaining({ operationId: 'listAgents', url: '/api/v1/agents?per_page=1' }),
	]);
});

test('the credential test ignores a trailing slash and surrounding whitespace', async () => {
	const { url, token } = talkover();

	expect(await testCredential({ baseUrl: ` ${url}/// `, apiToken: ` ${token}\n` })).toMatchObject({
		status: 'OK',
	});
});

test('the credential test rejects an invalid token and says what to do', async () => {
	const { url } = talkover();

	expect(await testCredential({ baseUrl: url, apiToken: 'talq_wrong' })).toEqual({
		status: 'Error',
		message: inWords(
			'Talkover rejected the API token (HTTP 401). Paste a current API token of your Talkover environment.',
			'Authorization failed - please check your credentials',
		),
	});
});

test('the credential test rejects an address without a Talkover API and says so', async () => {
	const { url, token } = talkover();

	expect(await testCredential({ baseUrl: `${url}/v9`, apiToken: token })).toEqual({
		status: 'Error',
		message: inWords(
			'There is no Talkover API at this Base URL (HTTP 404). Check the Base URL.',
			'The resource you are requesting could not be found',
		),
	});
});

test('the credential test rejects an address that returns a web page and says so', async () => {
	talkover().answer(200, '<!doctype html><title>Welcome</title>');

	expect(await testCredential(credentialFor(talkover()))).toEqual({
		status: 'Error',
		message: "The response from this Base URL isn't from the Talkover API. Check the Base URL.",
	});
});

test('the credential test rejects http:// before it sends the token', async () => {
	expect(
		await testCredential({ baseUrl: 'http://talkover.example.com/api/v1', apiToken: 'talq_x' }),
	).toEqual({
		status: 'Error',
		message: expect.stringContaining('The Base URL must start with https://'),
	});
});

/** Sends a request with the HTTP Request node, with the address as `uri`. */
async function httpRequest(uri: string) {
	return runHttpRequest(credentialFor(talkover()), (context) =>
		context.helpers.requestWithAuthentication.call(context, 'talkoverApi', {
			method: 'GET',
			uri,
			json: true,
		}),
	);
}

test('the HTTP Request node can use the credential', async () => {
	const result = await httpRequest(`${talkover().url}/phone-numbers`);

	expect(result.error).toBeUndefined();
	expect(talkover().requests[0]).toMatchObject({
		status: 200,
		headers: { authorization: `Bearer ${talkover().token}` },
	});
});

test('the HTTP Request node cannot send the token to another host', async () => {
	const result = await httpRequest('https://example.com/collect');

	expect(result.error?.message).toMatch(
		/^The API token of this credential is only sent to its Base URL, http:\/\/127\.0\.0\.1:\d+, and not to https:\/\/example\.com$/,
	);
});
