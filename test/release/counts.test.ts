import { totalOf } from '../../tools/scripts/ci/counts';

const ofJest = JSON.stringify({ numPassedTests: 5000, numFailedTests: 2, numTotalTests: 5002 });
const playwright = (expected: number, unexpected = 0, flaky = 0) =>
	JSON.stringify({ stats: { expected, unexpected, flaky, skipped: 7 } });

test('the total of .ci/run adds what Jest, the benchmark and Playwright report', () => {
	const total = totalOf({
		jest: ofJest,
		bench: 'Agent: Create … ok\n60 passed, 1 failed\n',
		playwright: [
			{ name: 'e2e.json', report: playwright(40, 3) },
			{ name: 'queue.json', report: playwright(10) },
		],
	});

	expect(total).toEqual({ passed: 5110, failed: 6, skipped: [] });
});

test('the total of .ci/run counts a test as failed if it passed only when it was repeated', () => {
	const report = playwright(40, 0, 1);
	const total = totalOf({
		jest: ofJest,
		bench: '1 passed, 0 failed',
		playwright: [{ name: 'e2e.json', report }],
	});

	expect(total.failed).toBe(3);
});

test('the total of .ci/run counts a benchmark without a last line as one failure', () => {
	const total = totalOf({ jest: ofJest, bench: 'Installing n8n …', playwright: [] });

	expect(total).toEqual({ passed: 5000, failed: 3, skipped: [] });
});

test('the total of .ci/run names a Playwright run without tests', () => {
	const reports = [
		{ name: 'e2e.json', report: playwright(1) },
		{ name: 'queue.json', report: playwright(0) },
	];
	const total = totalOf({ jest: ofJest, bench: '1 passed, 0 failed', playwright: reports });

	expect(total.skipped).toEqual(['queue.json']);
});
