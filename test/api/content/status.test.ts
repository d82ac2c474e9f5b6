import type { Certainty } from '../../../nodes/Talkover/base/certainty';
import type { CallOutcome } from '../../../nodes/Talkover/api/content/status';
import { outcomeOf, readCall } from '../../../nodes/Talkover/api/content/call';

test.each<[string, Certainty, CallOutcome]>([
	['initiated', 'no', 'running'],
	['ringing', 'no', 'running'],
	['answered', 'no', 'running'],
	['in-progress', 'no', 'running'],
	['in_progress', 'no', 'running'],
	['queued', 'no', 'running'],
	['scheduled', 'no', 'running'],
	['external', 'no', 'running'],
	['completed', 'yes', 'answered'],
	['failed', 'yes', 'failed'],
	['busy', 'yes', 'busy'],
	['no-answer', 'yes', 'noAnswer'],
	['no_answer', 'yes', 'noAnswer'],
	['voicemail', 'yes', 'voicemail'],
	['COMPLETED', 'unknown', 'unknown'],
	['archived', 'unknown', 'unknown'],
])(
	'that a call with the state %s has ended is %s, and its outcome is %s',
	(status, ended, outcome) => {
		const call = readCall({ status });

		expect(call.ended).toBe(ended);
		expect(outcomeOf(call)).toBe(outcome);
	},
);

test.each<[object, Certainty, CallOutcome]>([
	[{}, 'unknown', 'running'],
	[{ status: null }, 'unknown', 'running'],
	[{ status: { value: 'completed' } }, 'unknown', 'running'],
	[{ status: 'answered', ended_at: '2026-03-29T12:00:00Z' }, 'yes', 'unknown'],
	[{ status: 'answered', ended_at: '2026-03-29T12:00:00Z', duration: 5 }, 'yes', 'answered'],
	[{ status: 'answered', ended_at: '0000-00-00 00:00:00' }, 'unknown', 'running'],
	[{ status: 'ringing', ended_at: false }, 'unknown', 'running'],
	[{ status: 'completed', ended_at: 0 }, 'yes', 'answered'],
	[{ status: 'archived', ended_at: '2026-03-29T12:00:00Z', duration: 0 }, 'yes', 'unknown'],
	[{ status: 'busy', ended_at: '2026-03-29T12:00:00Z' }, 'yes', 'busy'],
])('that %j has ended is %s, and its outcome is %s', (raw, ended, outcome) => {
	const call = readCall({ ...raw });

	expect(call.ended).toBe(ended);
	expect(outcomeOf(call)).toBe(outcome);
});

test('a call of which is known that it is over is answered if it has a duration', () => {
	expect(outcomeOf(readCall({ status: 'answered', duration: 3 }), true)).toBe('answered');
	expect(outcomeOf(readCall({ status: 'ringing' }), true)).toBe('unknown');
	expect(outcomeOf(readCall({ status: 'failed', duration: 3 }), true)).toBe('failed');
});
