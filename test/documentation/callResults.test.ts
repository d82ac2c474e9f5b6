import { readFileSync } from 'node:fs';
import path from 'node:path';

import { OUTCOMES, REASONS } from '../../nodes/Talkover/calls/result';

test('the page on calls lists every outcome and every reason, and no other', () => {
	const page = readFileSync(path.join(__dirname, '../../docs/calls.md'), 'utf8');
	const listed = page
		.split('\n')
		.filter((line) => /^\| `\w+` \|.*\| `(?:true|false)` \|$/.test(line));

	const all = Object.entries({ ...OUTCOMES, ...REASONS });
	expect(listed.sort()).toEqual(
		all
			.map(([name, { text, retryable }]) => `| \`${name}\` | ${text}. | \`${retryable}\` |`)
			.sort(),
	);
});
