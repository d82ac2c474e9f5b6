import { durationOf } from '../../../nodes/Talkover/api/content/duration';

test.each<[number | undefined, Record<string, unknown>]>([
	[90, { duration: 90 }],
	[90, { duration: '90' }],
	[0, { duration: 0 }],
	[90, { duration_seconds: 90 }],
	[90, { durationSeconds: 90 }],
	[90, { call_duration: 90 }],
	[90, { duration_ms: 90_000 }],
	[90, { duration: 90_000 }],
	[90, { duration: '90000 ms' }],
	[90, { duration: '00:01:30' }],
	[3_690, { duration: '1:01:30' }],
	[90, { duration: '01:30' }],
	[90, { duration: '90s' }],
	[90, { duration: '1m 30s' }],
	[90, { duration: '1 minute, 30 seconds' }],
	[90, { duration: 'PT1M30S' }],
	[3_600, { duration: '1 hour' }],
	[90, { duration: { seconds: 90 } }],
	[90, { attributes: { duration: 90 } }],
	[undefined, { duration: 'long' }],
	[undefined, { duration: ' ' }],
	[undefined, { duration: -1 }],
	[undefined, { duration: 'P' }],
	[undefined, {}],
])('a duration of %p seconds is read from %p', (seconds, call) => {
	expect(durationOf(call)).toBe(seconds);
});
