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

const BODIES: readonly unknown[] = [
	...['', undefined, [1, 2], 7],
	{ success: false, message: 'The agent is busy.' },
	{ errors: { name: ['Too long'], language: ['Unknown'] } },
	{ error: { code: 'SOMETHING' } },
	'<html><head><title>Bad Gateway</title></head></html>',
];

const AGENT = { key: ['agent', 'A'] as const, label: 'the agent "A"', where: 'the list of agents' };

/** The statuses that a message names. */
function statusesIn(failure: Failure): string[] {
	const problem = problemOfFailure(failure, []);
	const text = [headline(problem), ...details(problem)].join('\n');
	return [...text.matchAll(/HTTP (\d+)/g)].map(([, status = '']) => status);
}

test.each<[string, readonly number[], (status: number, body: unknown) => Failure]>([
	['a request', STATUSES, (status, body) => failureFromAnswer(status, body)],
	['a creation', STATUSES, (status, body) => failureFromAnswer(status, body, AGENT)],
	['a redirect', [302], (status, body) => failureFromAnswer(status, body)],
	['a 200 that rejects', [200], (status, body) => failureFromRejection(status, body, AGENT)],
	['something unreadable', [201], (status, body) => unreadableAnswer(status, body ?? '', AGENT)],
])('the message for %s names its status exactly once, whatever the body', (_what, all, failure) => {
	for (const body of BODIES) {
		const named = all.map((status) => statusesIn(failure(status, body)));
		expect(named).toEqual(all.map((status) => [String(status)]));
	}
});

test('a failure without a reason has advice for every status', () => {
	for (const status of STATUSES) {
		expect(failureFromAnswer(status, '').advice).toMatch(/\w/);
	}
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
