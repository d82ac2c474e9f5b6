import path from 'node:path';
import { parseArgs } from 'node:util';

import { packRelease } from './release';
import { ReleaseError } from './repository';

const ROOT = path.join(__dirname, '../../..');

/** `npm run release -- pack --tag v1.2.3 --remote <address>`: what the release does before somebody approves it. */
export function packCommand(args: string[]): void {
	const { values } = parseArgs({
		args,
		options: { tag: { type: 'string' }, remote: { type: 'string' } },
	});
	const { tag, remote } = values;
	if (tag === undefined || remote === undefined) {
		throw new ReleaseError(
			'--tag and --remote are needed. To try it, use npm run release -- check.',
		);
	}
	packRelease(ROOT, { tag, remote }, console.log);
}
