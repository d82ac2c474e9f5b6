import { durationOf } from '../../../nodes/Talkover/api/content/duration';

test.each<[number | undefined, Record<string, unknown>]>([
	[90, { duration: 90 }],
	[90, { duration: '90' }],
	[0, { duration: 0 }],
	[90, { duration_seconds: 90 }],
	[90, { duration: ' 90 ' }],
	[43_200, { duration: 43_200 }],
	[undefined, { duration: { minutes: 'long', seconds: 30 } }],
	[undefined, { duration: 'long' }],
	[undefined, { duration: ' ' }],
	[undefined, { duration: -1 }],
	[undefined, { duration: 'P' }],
	[undefined, {}],
])('a duration of %p seconds is read from %p', (seconds, call) => {
	expect(durationOf(call)).toBe(seconds);
});
