import path from 'node:path';

import { cutRelease } from './release';
import { ReleaseError } from './repository';

const ROOT = path.join(__dirname, '../../..');

/** `npm run release -- cut 1.2.3`: gives what is unreleased a version, in CHANGELOG.md and package.json. */
export function cutCommand([version]: string[]): void {
	if (version === undefined)
		throw new ReleaseError('Name the version: npm run release -- cut 1.2.3');
	cutRelease(ROOT, version);
	console.log(`CHANGELOG.md, package.json and package-lock.json have the version ${version}.`);
}
