import { readFileSync } from 'node:fs';

import { totalOf } from './counts';

/** `tsx tools/scripts/ci/totals.ts <jest> <bench> <playwright> …`: prints the sum of what the test runners report. */
function main(): void {
	const [jest = '', bench = '', ...playwright] = process.argv.slice(2);
	const { passed, failed, skipped } = totalOf({
		jest: readFileSync(jest, 'utf8'),
		bench: readFileSync(bench, 'utf8'),
		playwright: playwright.map((name) => ({ name, report: readFileSync(name, 'utf8') })),
	});
	for (const name of skipped) console.log(`SKIPPED: all tests of ${name}`);
	console.log(`${passed} passed, ${failed} failed`);
}

main();
