import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../tools/simulator/http/faults';
import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaits } from '../../support/time/skippedTime';

const CREATE = { resource: 'agent', operation: 'create', name: 'A' };
const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});

/** Runs a create with this fault and returns the error as the editor shows it. */
async function shownFor(fault: Fault, parameters: INodeParameters = CREATE) {
	talkover().fail({ fault });
	return shownError(await runTalkover(talkover(), parameters));
}

function answer(status: number, body: unknown): Fault {
	return { kind: 'answer', status, body };
}

const CORRECT = 'Correct what the message names, then run the node again';
const CHECK =
	'Check the Base URL of the Talkover API credential and the parameters of this node, then run the node again';

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
			"Talkover rejected the request (HTTP 422) – check 'Language', 'Idle Time (Seconds)', 'Phone Number Names or IDs (entry 2)'",
		lines: [
			'Language: The selected language is invalid.',
			'Idle Time (Seconds): The idle time seconds must be between 1 and 300.',
			"Phone Number Names or IDs (entry 2): The selected 'Phone Number Names or IDs (entry 2)' is invalid.",
			CORRECT,
		],
	});
});

test.each<[string, Fault, string, string[]]>([
	[
		'401 {success, message}',
		answer(401, { success: false, message: 'Unauthenticated.' }),
		'Talkover rejected the API token (HTTP 401) – Unauthenticated.',
		[expect.stringContaining('into the Talkover API credential')],
	],
	[
		'402 {error: {code, message}}',
		answer(402, { error: { code: 'INSUFFICIENT_CREDITS', message: 'Insufficient credits' } }),
		"The Talkover account doesn't have enough credits (HTTP 402) – Insufficient credits",
		['Add credits in Talkover, then run the node again'],
	],
	[
		'409',
		answer(409, { success: false, message: 'Cannot delete agent while it has active calls.' }),
		'Talkover rejected the request because it conflicts with the current state (HTTP 409) – Cannot delete agent while it has active calls.',
		['Check the current state in Talkover, then run the node again'],
	],
	[
		'500 {error: "text"}',
		answer(500, { error: 'Something broke' }),
		'Outcome unknown: the request for the agent "A" may have gone through (HTTP 500) – Something broke',
		['Check the list of agents in Talkover before you run it again'],
	],
	[
		'a web page',
		answer(502, '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'),
		`Outcome unknown: the request for the agent "A" may have gone through (HTTP 502) – The response is a web page ("502 Bad Gateway")`,
		[expect.any(String)],
	],
	['an empty body', answer(418, ''), 'Talkover rejected the request (HTTP 418)', [CHECK]],
	[
		'a code without a message',
		answer(400, { success: false, code: 'AGENT_INACTIVE' }),
		'Talkover rejected the request (HTTP 400) – AGENT_INACTIVE',
		["Publish the agent with 'Agent: Publish', then run the node again"],
	],
	[
		'a sentence about an entry of a list',
		answer(400, { message: 'The selected phone_number_ids.0 is not yours.' }),
		"Talkover rejected the request (HTTP 400) – The selected 'Phone Number Names or IDs (entry 1)' is not yours.",
		[CORRECT],
	],
	[
		'a message that n8n would replace with its own',
		answer(409, { message: 'There is a preexisting agent' }),
		'Talkover rejected the request because it conflicts with the current state (HTTP 409) – There is a preexisting agent',
		['Check the current state in Talkover, then run the node again'],
	],
])('a failed request has a clear error message: %s', async (_name, fault, message, lines) => {
	expect(await shownFor(fault)).toEqual({ message, lines });
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
			message: 'Talkover rejected the request (HTTP 400) – Bad name',
			error: {
				kind: 'rejected',
				statusCode: 400,
				code: 'INVALID_NAME',
				description: CORRECT,
				fields: [{ message: 'Bad name' }],
			},
		},
	]);
});
