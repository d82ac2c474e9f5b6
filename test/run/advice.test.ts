import { failureWithoutAnswer } from '../../nodes/Talkover/api/network/connection';
import { couldNotLook, failureFromAnswer } from '../../nodes/Talkover/api/response/failure';
import { problemOfFailure } from '../../nodes/Talkover/report/problem';

test.each([
	[
		true,
		"Run it again in a few minutes. To wait longer, raise 'Timeout (Seconds)' in the Talkover API credential",
	],
	[false, 'Run it again in a few minutes'],
])(
	'the advice after a late response names the setting if it may be raised: %s',
	(mayBeLonger, advice) => {
		const late = { code: 'ECONNABORTED', message: '' };
		const failure = failureWithoutAnswer(late, {
			host: 'talkover.example',
			timeout: 30,
			mayBeLonger,
		});

		expect(problemOfFailure(failure, []).advice).toBe(advice);
	},
);

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
