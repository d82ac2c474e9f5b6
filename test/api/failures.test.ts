import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../simulator/faults';
import { jsonOf, runTalkover, shownError } from '../../harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const ONCE = { options: { maxRetries: 0 } };
const CREATE = { resource: 'agent', operation: 'create', name: 'A', ...ONCE };
const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});
afterEach(() => {
	jest.restoreAllMocks();
});

/** Runs a create with this fault and returns the error as the editor shows it. */
async function shownFor(fault: Fault, parameters: INodeParameters = CREATE) {
	talkover().fail({ fault });
	return shownError(await runTalkover(talkover(), parameters));
}

function answer(status: number, body: unknown): Fault {
	return { kind: 'answer', status, body };
}

test('a 422 with three field errors shows one line per field, with the label of its parameter', async () => {
	const shown = await shownFor(
		answer(422, {
			success: false,
			message: 'The given data was invalid.',
			errors: {
				language: ['The selected language is invalid.'],
				idle_time_seconds: ['The idle time seconds must be between 1 and 300.'],
				'phone_number_ids.1': ['The selected phone_number_ids.1 is invalid.'],
			},
		}),
	);

	expect(shown).toEqual({
		message:
			"Talkover did not accept the values – check 'Language', 'Idle Time Seconds', 'Phone Number Names or IDs (entry 2)'",
		lines: [
			'Language: The selected language is invalid.',
			'Idle Time Seconds: The idle time seconds must be between 1 and 300.',
			'Phone Number Names or IDs (entry 2): The selected phone_number_ids.1 is invalid.',
		],
	});
});

test.each<[string, Fault, string, string[]]>([
	[
		'401 {success, message}',
		answer(401, { success: false, message: 'Unauthenticated.' }),
		'Talkover did not accept the API token – Unauthenticated.',
		[expect.stringContaining('Open the Talkover API credential')],
	],
	[
		'401 {message}',
		answer(401, { message: 'Missing Bearer Token' }),
		'Talkover did not accept the API token – Missing Bearer Token',
		[expect.any(String)],
	],
	[
		'401 in the form of the authentication page',
		answer(401, { error: 'TOKEN_EXPIRED', message: 'The token has expired', status_code: 401 }),
		'Talkover did not accept the API token – The token has expired',
		[expect.any(String)],
	],
	[
		'402 {error: {code, message}}',
		answer(402, { error: { code: 'INSUFFICIENT_CREDITS', message: 'Insufficient credits' } }),
		'The Talkover account does not have enough credits – Insufficient credits',
		['Top up the account in Talkover, then run it again'],
	],
	[
		'400 that names the field in details',
		answer(400, {
			error: {
				code: 'INVALID_NAME',
				message: 'Name is taken',
				details: { field: 'name', value: 'A' },
			},
		}),
		'Talkover did not accept the values – Name: Name is taken',
		[],
	],
	[
		'403',
		answer(403, { success: false, message: 'You are not authorized to perform this action.' }),
		'You are not authorized to perform this action (HTTP 403)',
		[expect.any(String)],
	],
	[
		'409',
		answer(409, { success: false, message: 'Cannot delete agent while it has active calls.' }),
		'Talkover rejected the request because it conflicts with the current state (HTTP 409) – Cannot delete agent while it has active calls.',
		[],
	],
	[
		'429',
		answer(429, { success: false, message: 'Too many requests. Please try again later.' }),
		'Talkover is receiving too many requests from this account – Too many requests. Please try again later.',
		[expect.stringContaining("set a higher 'Max Retries' in 'Options'")],
	],
	[
		'500 {error: "text"}',
		answer(500, { error: 'Something broke' }),
		'Talkover could not complete the request (HTTP 500) – Something broke',
		[expect.stringContaining('It is not known whether the agent "A" went through')],
	],
	[
		'a plain string',
		answer(503, 'Down for maintenance'),
		'Talkover could not complete the request (HTTP 503) – Down for maintenance',
		[expect.any(String)],
	],
	[
		'a web page',
		answer(502, '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'),
		'Talkover could not complete the request (HTTP 502) – A web page came back instead of an answer from Talkover ("502 Bad Gateway")',
		[expect.any(String)],
	],
	['an empty body', answer(418, ''), 'Talkover refused the request (HTTP 418)', []],
	[
		'a redirect',
		{ kind: 'answer', status: 301, body: '', headers: { location: 'http://127.0.0.1:1/' } },
		'The address has moved (HTTP 301)',
		[
			expect.stringMatching(
				/^Enter the new address as Base URL of the Talkover API credential\. It is not known whether the agent "A"/,
			),
		],
	],
	[
		'success without JSON',
		answer(200, '<!doctype html><title>Welcome</title>'),
		'Talkover answered in a form this node does not understand – A web page came back instead of an answer from Talkover ("Welcome"): <!doctype html><title>Welcome</title>',
		[expect.stringContaining('It is not known whether')],
	],
	[
		'success with text',
		answer(200, 'OK'),
		'Talkover answered in a form this node does not understand – The response begins with: OK',
		[expect.stringContaining('It is not known whether')],
	],
	[
		'200 with an error object',
		answer(200, { error: { code: 'BUSY', message: 'Try later' } }),
		'Talkover did not accept the values – Try later',
		[expect.stringContaining('It is not known whether')],
	],
	[
		'200 with success: false',
		answer(200, { success: false, message: 'No.' }),
		'Talkover did not accept the values – No.',
		[expect.stringContaining('It is not known whether')],
	],
	[
		'a code without a message',
		answer(400, { success: false, code: 'AGENT_INACTIVE' }),
		'Talkover did not accept the values – AGENT_INACTIVE',
		[],
	],
	[
		'a field named beside the message',
		answer(400, { message: 'Taken', details: { field: 'label' } }),
		'Talkover did not accept the values – Label: Taken',
		[],
	],
	[
		'a message that n8n would replace with its own',
		answer(409, { message: 'There is a preexisting agent' }),
		'Talkover rejected the request because it conflicts with the current state (HTTP 409) – There is a preexisting agent',
		[],
	],
])('a failed request has a clear error message: %s', async (_name, fault, message, lines) => {
	expect(await shownFor(fault)).toEqual({ message, lines });
});

test('the API token never appears in a message or an item', async () => {
	const { token } = talkover();
	const body = { message: `bad token ${token}`, errors: { [token]: [`${token} is bad`] } };
	talkover().fail({ fault: answer(422, body) });

	const stopped = await runTalkover(talkover(), CREATE);
	const continued = await runTalkover(talkover(), CREATE, {
		settings: { onError: 'continueRegularOutput' },
	});

	expect(stopped.error?.message).toContain('[API token] is bad');
	expect(JSON.stringify(stopped.error)).not.toContain(token);
	expect(JSON.stringify(jsonOf(continued))).not.toContain(token);
});

test('text from Talkover is shown as text, not as HTML', async () => {
	const shown = await shownFor(
		answer(422, { errors: ['<b>one</b> & &lt;i>', '<a href="https://example.com">two</a>'] }),
	);

	expect(shown.lines).toEqual([
		'&lt;b>one&lt;/b> & &amp;lt;i>',
		'&lt;a href="https://example.com">two&lt;/a>',
	]);
});

test('a failure whose message contains "canceled" is still a failed execution', async () => {
	talkover().fail({ fault: answer(409, { message: 'The call was canceled.' }) });

	const { status, error } = await runTalkover(talkover(), CREATE);

	expect(status).toBe('error');
	expect(error?.message).toContain('The call was cancelled.');
});

test('an error item contains the kind, status, code and fields of the failure', async () => {
	talkover().fail({ fault: answer(400, { error: { code: 'INVALID_NAME', message: 'Bad name' } }) });

	const result = await runTalkover(talkover(), CREATE, {
		settings: { onError: 'continueRegularOutput' },
	});

	expect(jsonOf(result)).toEqual([
		{
			message: 'Talkover did not accept the values – Bad name',
			error: {
				kind: 'refused',
				statusCode: 400,
				code: 'INVALID_NAME',
				description: '',
				fields: [{ message: 'Bad name' }],
			},
		},
	]);
});
