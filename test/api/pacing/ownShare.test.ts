import { OwnShare } from '../../../nodes/Talkover/api/pacing/ownShare';

test('a process whose own requests explain the remaining number uses the whole limit', () => {
	const share = new OwnShare();

	// The responses arrive out of order while three requests are in progress.
	for (const remaining of [99, 96, 97, 98]) share.answered(true, remaining, 3);

	expect(share.value).toBe(1);
});

test('requests of other processes reduce the share, also in the next window', () => {
	const share = new OwnShare();

	for (const remaining of [99, 97, 95, 93, 91]) share.answered(true, remaining, 0);
	expect(share.value).toBeCloseTo(5 / 9);

	share.opened();
	expect(share.value).toBeCloseTo(3 / 5);
});

test('a rejection shows how much of the remaining window other processes used', () => {
	const share = new OwnShare();
	share.answered(true, 9, 4);
	for (const remaining of [8, 7, 6, 5]) share.answered(true, remaining, 0);

	share.answered(false, 0, 0);

	expect(share.value).toBeCloseTo(5 / 10);
});
