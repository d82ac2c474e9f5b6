import { readFileSync } from 'node:fs';

import { reviewersOf } from './approval';
import { orExplain } from './commands';

/** Takes GitHub's answer about the environment on standard input, and fails if nobody has to approve. */
orExplain(() => {
	const reviewers = reviewersOf(JSON.parse(readFileSync(0, 'utf8')));
	console.log(`${reviewers} people or teams can approve the release.`);
});
