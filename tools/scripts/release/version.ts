import { ReleaseError } from './repository';

/** A version as Semantic Versioning writes it, without build metadata, which npm ignores. */
const VERSION = /^\d+\.\d+\.\d+(?:-[\da-z-]+(?:\.[\da-z-]+)*)?$/i;

/** @throws ReleaseError if the tag isn't the version with a `v` in front, or if the lock file has another version */
export function checkVersion(tag: string, version: string, locked: string): void {
	if (!VERSION.test(version)) {
		throw new ReleaseError(`package.json has the version "${version}", which isn't like 1.2.3.`);
	}
	if (tag !== `v${version}`) {
		throw new ReleaseError(`The tag is ${tag}, but package.json has the version ${version}.`);
	}
	if (locked !== version) {
		throw new ReleaseError(
			`package.json has the version ${version}, but package-lock.json has ${locked}.`,
		);
	}
}

/** Under which name npm offers a version: what people get unless they ask, or `next` for a pre-release. */
export function distTagOf(version: string): 'latest' | 'next' {
	return version.includes('-') ? 'next' : 'latest';
}
