import { SOAK_TITLE, withAll, withTables } from '../../tools/bench/report';
import { difference, grows, slopeOf } from '../../tools/bench/soak/slope';

/** Readings every 100 events: a line, and noise that alternates above and below it. */
function readings(perThousand: number, noise: number) {
	return Array.from({ length: 20 }, (_, index) => ({
		events: index * 100,
		value: 50 + (perThousand * index) / 10 + (index % 4 < 2 ? noise : -noise),
	}));
}

const table = (title: string) => ({ title, notes: [], head: ['Value'], rows: [['1']] });

test('a line without noise has its slope per 1,000 events, and no error', () => {
	const { slope, error } = slopeOf(readings(3, 0));

	expect(slope).toBeCloseTo(3, 10);
	expect(error).toBeCloseTo(0, 10);
});

test('the error is half of the 95 % confidence interval', () => {
	const three = [1, 2, 4].map((value, index) => ({ events: index * 1000, value }));

	const { slope, error } = slopeOf(three);

	// Residuals 1/6, -1/3, 1/6: s² = 1/6, standard error √(1/12), t(0.975; 1) = 12.706.
	expect(slope).toBeCloseTo(1.5, 10);
	expect(error).toBeCloseTo(12.706 * Math.sqrt(1 / 12), 3);
});

test('a value grows only if its slope is certainly above the limit', () => {
	expect(grows(slopeOf(readings(3, 0.1)), 1)).toBe(true);
	expect(grows(slopeOf(readings(3, 5)), 1)).toBe(false);
	expect(grows(slopeOf(readings(0, 0.1)), 0)).toBe(false);
	expect(grows(slopeOf(readings(-3, 0.1)), 0)).toBe(false);
});

test('the error of a difference contains the errors of both slopes', () => {
	const steep = { slope: 5, error: 0.3 };
	const flat = { slope: 2, error: 0.4 };

	expect(difference(steep, flat)).toEqual({ slope: 3, error: 0.5 });
});

test('a run of the whole benchmark keeps the table of the soak test', () => {
	const before = withTables({ about: [], tables: [] }, ['old'], [table('Old'), table(SOAK_TITLE)]);

	const after = withAll(before, ['new'], [table('New')]);

	expect(after.tables.map(({ title }) => title)).toEqual(['New', SOAK_TITLE]);
	expect(after.about).toEqual(['new']);
});

test('a table that was measured apart says how its environment differs from that of the record', () => {
	const record = { about: ['2 cores', '2026-11-22'], tables: [] };

	const after = withTables(record, ['2 cores', '2026-11-23'], [table('Later')]);
	expect(after.tables.map(({ notes }) => notes)).toEqual(['Measured apart: 2026-11-23.']);

	const kept = withAll(withTables(record, record.about, [table(SOAK_TITLE)]), ['2 cores'], []);
	expect(kept.tables.map(({ notes }) => notes.trim())).toEqual(['Measured apart: 2026-11-22.']);
});
