import { failureWithoutAnswer } from '../../nodes/Talkover/api/connection';
import type { Failure } from '../../nodes/Talkover/api/response/failure';
import { couldNotLook, failureFromAnswer } from '../../nodes/Talkover/api/response/failure';
import { problemOfFailure } from '../../nodes/Talkover/report/problem';
import { getMany } from '../../nodes/Talkover/resources/agent/getMany';
import { toProblem } from '../../nodes/Talkover/run/toProblem';

const LATE = { code: 'ECONNABORTED', message: '' };

test.each<[string, Failure, string, string]>([
	[
		'a late response',
		failureWithoutAnswer(LATE, { host: 'talkover.example', timeout: 30 }),
		'Run it again in a few minutes',
		"To wait longer, raise 'Timeout (Seconds)' in 'Requests'",
	],
])('only the Talkover node names its option after %s', (_name, failure, advice, option) => {
	expect(toProblem(failure, getMany).advice).toBe(`${advice}. ${option}`);
	expect(problemOfFailure(failure, []).advice).toBe(advice);
});

test('a 429 that was not retried says that retries are turned off, by the label of the option', () => {
	const notRetried: Failure = { ...failureFromAnswer(429, ''), notRetried: true };

	expect(toProblem(notRetried, getMany).advice).toMatch(
		/^'Max Request Retries' is 0, so this wasn't retried\. /,
	);
	expect(toProblem(failureFromAnswer(429, ''), getMany).advice).toBe('Run it again in a minute');
});

test.each([
	['a refused connection', { code: 'ECONNREFUSED', message: '' }],
	['an unknown host', { code: 'ENOTFOUND', message: '' }],
	['an untrusted certificate', { code: 'CERT_HAS_EXPIRED', message: '' }],
])('the advice after %s says that nothing was sent, unless it was', (_name, fault) => {
	const failure = failureWithoutAnswer(fault, { host: 'talkover.example', timeout: 30 });

	expect(problemOfFailure(failure, []).advice).toMatch(/^The request wasn't sent\. Check /);
	expect(problemOfFailure({ ...failure, repeated: true }, []).advice).toMatch(/^Check /);
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
