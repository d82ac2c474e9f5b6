import {
	failureFromAnswer,
	failureFromRejection,
	unreadableAnswer,
} from '../../../nodes/Talkover/api/response/failure';
import type { Failure } from '../../../nodes/Talkover/api/response/reply';
import { NEXT_STEPS } from '../../../nodes/Talkover/api/response/nextSteps';
import { details, headline, problemOfFailure } from '../../../nodes/Talkover/report/problem';
import { resources } from '../../../nodes/Talkover/resources/index';

const STATUSES = Array.from({ length: 200 }, (_, index) => 400 + index);

const BODIES: readonly [name: string, body: unknown][] = [
	['an empty body', ''],
	['no body', undefined],
	["Talkover's message", { success: false, message: 'The agent is busy.' }],
	['field errors', { errors: { name: ['Too long'], language: ['Unknown'] } }],
	['a machine code', { error: { code: 'SOMETHING' } }],
	['a web page', '<html><head><title>Bad Gateway</title></head></html>'],
	['a list', [1, 2]],
	['a number', 7],
];

const AGENT = { key: ['agent', 'A'] as const, label: 'the agent "A"', where: 'the list of agents' };

/** The statuses that a message names. */
function statusesIn(failure: Failure): string[] {
	const problem = problemOfFailure(failure, []);
	const text = [headline(problem), ...details(problem)].join('\n');
	return [...text.matchAll(/HTTP (\d+)/g)].map(([, status = '']) => status);
}

describe.each(BODIES)('a message for a response with %s', (_name, body) => {
	test.each([
		['a request', undefined],
		['a creation', AGENT],
	])('names the status of %s exactly once', (_request, creation) => {
		for (const status of STATUSES) {
			expect(statusesIn(failureFromAnswer(status, body, creation))).toEqual([String(status)]);
		}
	});
});

test.each(BODIES)('a message for a redirect with %s names its status once', (_name, body) => {
	expect(statusesIn(failureFromAnswer(302, body))).toEqual(['302']);
});

test.each(BODIES)('the message for a 200 that rejects with %s names it once', (_name, body) => {
	expect(statusesIn(failureFromRejection(200, body, AGENT))).toEqual(['200']);
});

test.each(BODIES)('the message for unreadable %s names the status once', (_name, body) => {
	expect(statusesIn(unreadableAnswer(201, body ?? '', AGENT))).toEqual(['201']);
});

test('a failure without a reason has advice for every status', () => {
	for (const status of STATUSES) {
		expect(failureFromAnswer(status, '').advice).toMatch(/\w/);
	}
});

test('a 409 without a body says that the request conflicts with the current state', () => {
	expect(failureFromAnswer(409, '').title).toBe(
		'Talkover rejected the request because it conflicts with the current state (HTTP 409)',
	);
});

describe('the advice for machine codes', () => {
	const names = resources.flatMap(({ name, operations }) =>
		operations.map((operation) => `${name}: ${operation.name}`),
	);

	test.each(Object.entries(NEXT_STEPS))('names existing operations for %s', (code, advice) => {
		const named = [...advice.matchAll(/'([A-Z][\w ]*: [^']+)'/g)].map(([, name = '']) => name);

		expect(names).toEqual(expect.arrayContaining(named));
		expect(failureFromAnswer(400, { error: { code, message: 'No' } }).advice).toBe(advice);
	});

	test('is not taken from the prototype of objects', () => {
		expect(failureFromAnswer(400, { error: { code: 'constructor' } }).advice).toBeUndefined();
	});

	test('is not used for a 5xx, after which the outcome may be unknown', () => {
		const { advice } = failureFromAnswer(500, { error: { code: 'AGENT_INACTIVE' } }, AGENT);

		expect(advice).toBe('Check the list of agents in Talkover before you run it again');
	});
});
