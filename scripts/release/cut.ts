import path from 'node:path';

import { orExplain } from './commands';
import { cutRelease } from './release';
import { ReleaseError } from './repository';

const ROOT = path.join(__dirname, '../..');

/** `npm run release:cut -- 1.2.3`: gives what is unreleased a version, in CHANGELOG.md and package.json. */
orExplain(() => {
	const [version] = process.argv.slice(2);
	if (version === undefined)
		throw new ReleaseError('Name the version: npm run release:cut -- 1.2.3');
	cutRelease(ROOT, version);
	console.log(`CHANGELOG.md, package.json and package-lock.json have the version ${version}.`);
});
