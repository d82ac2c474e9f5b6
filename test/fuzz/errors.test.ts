import fc from 'fast-check';

import { connectionFault, failureWithoutAnswer } from '../../nodes/Talkover/api/network/connection';
import { parseErrorBody } from '../../nodes/Talkover/api/response/errorBody';
import {
	failureFromAnswer,
	failureFromRejection,
	unreadableAnswer,
} from '../../nodes/Talkover/api/response/failure';
import type { Failure } from '../../nodes/Talkover/api/response/reply';
import { failedItem, nodeError } from '../../nodes/Talkover/report/errors';
import { details, headline, problemOfFailure } from '../../nodes/Talkover/report/problem';
import { resources } from '../../nodes/Talkover/resources';
import { TALKOVER_NODE } from '../../tools/harness/node';
import { runTalkover } from '../../tools/harness/talkoverNode';
import { ANYTHING, fuzz, jsonValues } from '../support/fuzz';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const NAMES = [
	...['message', 'errors', 'error', 'code', 'details', 'field', 'name', 'phone_number_ids.0'],
	...['success', 'status', 'retry_after', 'available_phone_numbers'],
];
const CODES = fc.constantFrom('"CAMPAIGN_LIMIT_REACHED"', '"NOT_FOUND"', '"<html><title>x"', '"."');
const bodies = fc.oneof(
	jsonValues(NAMES, CODES),
	ANYTHING,
	fc.string().map((text) => `<html><title>${text}`),
);

const CREATION = { key: ['agent'] as const, label: 'the agent', where: 'in the list of agents' };
const fields = resources.flatMap(({ operations }) => operations.flatMap((one) => one.fields));

/** Checks what people see of a failure. */
function expectReadable(failure: Failure): void {
	const problem = problemOfFailure(failure, fields);
	expect(headline(problem)).toMatch(/\w/);
	expect(headline(problem).length).toBeLessThan(1500);
	for (const line of details(problem)) expect(line.trim()).not.toBe('');
	const item = failedItem(problem, 0);
	const error = nodeError(TALKOVER_NODE, problem, { itemIndex: 0, total: 1 });
	expect(error.message).toMatch(/\w/);
	// n8n shows both as HTML, and the message as Markdown as well.
	expect(error.message).not.toMatch(/<|\]\(/);
	expect(error.description?.replaceAll('<br>', '') ?? '').not.toContain('<');
	expect(JSON.stringify([item, error]).length).toBeLessThan(150_000);
}

fuzz(
	'any error body results in a readable message',
	fc.tuple(bodies, fc.integer({ min: 300, max: 599 })),
	([body, status]) => {
		for (const message of parseErrorBody(body).messages) {
			expect(message.text.trim()).not.toBe('');
		}
		const failure = failureFromAnswer(status, body, CREATION);
		expectReadable(failure);
		const shown = headline(problemOfFailure(failure, fields));
		// The message of a 403 begins with Talkover's own words.
		if (status === 403) expect(shown).toMatch(/\(HTTP 403\)|^The plan/);
		else expect(shown).toMatch(/^(?:Talkover|The|Outcome unknown:) \w/);
	},
);

fuzz(
	'any response that means success and cannot be used results in a readable message',
	bodies,
	(body) => {
		expectReadable(failureFromRejection(200, body, CREATION));
		expectReadable(unreadableAnswer(200, body ?? null));
	},
);

const fault = fc.oneof(
	ANYTHING,
	jsonValues(
		['message', 'code', 'cause', 'syscall', 'errors', 'messages', 'httpCode'],
		fc.constantFrom('"ECONNRESET"', '"EPROTO"', '"connect"', '"CERT_HAS_EXPIRED"', '"ERR_SSL_X"'),
	),
);

fuzz('any connection fault results in a readable message', fault, (error) => {
	const target = { host: 'talkover.example', timeout: 30, creation: CREATION };
	expectReadable(failureWithoutAnswer(connectionFault(error), target));
});

const TOKEN = 'talq_4f9c2b7e1a6d8035';
const talkover = useSimulator({ token: TOKEN });

beforeEach(() => {
	skipWaits();
});

const leaking = fc.oneof(
	fc.constant(JSON.stringify(TOKEN)),
	fc.string().map((around) => JSON.stringify(`${around}${TOKEN}${around}`)),
);

fuzz(
	'the token never appears in the output, whatever Talkover returns',
	fc.tuple(jsonValues([...NAMES, TOKEN], leaking), fc.constantFrom(200, 400, 401, 403, 422, 500)),
	async ([body, status]) => {
		talkover().reset();
		talkover().answer(status, body);

		const { run, error } = await runTalkover(talkover(), {
			resource: 'agent',
			operation: 'create',
			name: 'A',
		});

		expect(status < 300 || error?.message).toBeTruthy();
		expect(JSON.stringify(run.data)).not.toContain(TOKEN);
	},
	{ share: 0.03 },
);
