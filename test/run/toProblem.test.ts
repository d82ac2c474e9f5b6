import { failureWithoutAnswer } from '../../nodes/Talkover/api/connection';
import type { Failure } from '../../nodes/Talkover/api/response/reply';
import { couldNotLook, failureFromAnswer } from '../../nodes/Talkover/api/response/failure';
import { problemOfFailure } from '../../nodes/Talkover/report/problem';
import { getMany } from '../../nodes/Talkover/resources/agent/getMany';
import { toProblem } from '../../nodes/Talkover/run/toProblem';

function planWith(maxRetries: number): Parameters<typeof toProblem>[1] {
	return { operation: getMany, options: { maxRetries, timeout: 30 } };
}

const WITH_RETRIES = planWith(5);
const LATE = { code: 'ECONNABORTED', message: '' };

test.each<[string, Failure, string, string]>([
	[
		'a late response',
		failureWithoutAnswer(LATE, { host: 'talkover.example', timeout: 30 }),
		'Run it again in a few minutes',
		"To wait longer, raise 'Timeout (Seconds)' in 'Requests'",
	],
])('only the Talkover node names its option after %s', (_name, failure, advice, option) => {
	expect(toProblem(failure, WITH_RETRIES).advice).toBe(`${advice}. ${option}`);
	expect(problemOfFailure(failure, []).advice).toBe(advice);
});

test('a 429 that was not retried says that retries are turned off, by the label of the option', () => {
	const limited = failureFromAnswer(429, '');

	expect(toProblem(limited, planWith(0)).advice).toMatch(
		/^'Max Request Retries' is 0, so this wasn't retried\. /,
	);
	expect(toProblem(limited, WITH_RETRIES).advice).toBe('Run it again in a minute');
});

test.each([
	['a refused connection', { code: 'ECONNREFUSED', message: '' }],
	['an unknown host', { code: 'ENOTFOUND', message: '' }],
	['an untrusted certificate', { code: 'CERT_HAS_EXPIRED', message: '' }],
])('the advice after %s says that nothing was sent', (_name, fault) => {
	const failure = failureWithoutAnswer(fault, { host: 'talkover.example', timeout: 30 });

	expect(problemOfFailure(failure, []).advice).toMatch(/^The request wasn't sent\. Check /);
});

test('a failed lookup of an earlier attempt says what to check before the next one', () => {
	const creation = { key: ['agent'], label: 'the agent "A"', where: 'the list of agents' } as const;

	const { title, advice } = couldNotLook(failureFromAnswer(503, ''), creation);

	expect(title).toBe(
		'Nothing was sent because the node couldn\'t check the outcome of an earlier request for the agent "A"',
	);
	expect(advice).toBe(
		"Retry later, or check the list of agents in Talkover. If the agent \"A\" isn't there, turn on 'Send Again If Outcome Unknown' in 'Options' and retry. If it's there, continue without this item",
	);
});
