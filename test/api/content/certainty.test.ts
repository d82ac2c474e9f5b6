import type { Certainty } from '../../../nodes/Talkover/base/certainty';
import { allOf, anyOf, certaintyOf } from '../../../nodes/Talkover/base/certainty';

test.each<[Certainty[], Certainty, Certainty]>([
	[[], 'no', 'yes'],
	[['yes', 'no', 'unknown'], 'yes', 'no'],
	[['yes', 'unknown'], 'yes', 'unknown'],
	[['no', 'unknown'], 'unknown', 'no'],
])('of %p, that any is true is %p, and that all are is %p', (certainties, any, all) => {
	expect(anyOf(certainties)).toBe(any);
	expect(allOf(certainties)).toBe(all);
});

test.each<[boolean | undefined, Certainty]>([
	[true, 'yes'],
	[false, 'no'],
	[undefined, 'unknown'],
])('%p becomes %p', (known, certainty) => {
	expect(certaintyOf(known)).toBe(certainty);
});
