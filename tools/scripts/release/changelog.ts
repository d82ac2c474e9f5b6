import { ReleaseError } from './repository';

const UNRELEASED = '## [Unreleased]';

/** A heading of a version: `## [1.2.3] - 2026-01-31`. */
const HEADING = /^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$/;

interface Section {
	readonly version: string;
	readonly date: string | undefined;
	readonly text: string;
}

/**
 * The notes of the version that is about to be published, from a changelog in the form of Keep a Changelog.
 *
 * @throws ReleaseError if the newest version in the changelog is another one, or has no date or no notes, or if
 * changes are still listed as unreleased
 */
export function notesOf(changelog: string, version: string): string {
	const [unreleased, newest] = sectionsOf(changelog);
	if (unreleased && unreleased.text !== '') {
		throw new ReleaseError(
			`CHANGELOG.md lists changes under [Unreleased]. Move them below a heading of the version: npm run release -- cut ${version}`,
		);
	}
	if (newest?.version !== version) {
		throw new ReleaseError(
			`package.json has the version ${version}, but the newest version in CHANGELOG.md is ${newest?.version ?? 'missing'}.`,
		);
	}
	if (newest.date === undefined) {
		throw new ReleaseError(`CHANGELOG.md has no date for ${version}, such as 2026-01-31.`);
	}
	if (newest.text === '') throw new ReleaseError(`CHANGELOG.md has no notes for ${version}.`);
	return newest.text;
}

/**
 * The version that the next release has if nobody chooses another one: that of package.json until it has a section, or
 * else, if there are changes since, the next patch.
 */
export function nextVersion(changelog: string, version: string): string {
	if (!hasUnreleased(changelog) || !hasVersion(changelog, version)) return version;
	const [major, minor, patch] = version.split('-', 1).join('').split('.').map(Number);
	return `${major}.${minor}.${(patch ?? 0) + 1}`;
}

/** Whether a changelog lists changes that have no version. */
export function hasUnreleased(changelog: string): boolean {
	return Boolean(sectionsOf(changelog)[0]?.text);
}

/**
 * Puts what is unreleased below a heading of the version.
 *
 * @param date such as 2026-01-31
 * @throws ReleaseError if the version is there already, or if nothing is unreleased
 */
export function cut(changelog: string, version: string, date: string): string {
	if (hasVersion(changelog, version)) {
		throw new ReleaseError(`CHANGELOG.md has a section for ${version} already.`);
	}
	if (!hasUnreleased(changelog)) {
		throw new ReleaseError('CHANGELOG.md lists nothing under [Unreleased].');
	}
	return changelog.replace(UNRELEASED, `${UNRELEASED}\n\n## [${version}] - ${date}`);
}

function hasVersion(changelog: string, version: string): boolean {
	return sectionsOf(changelog).some((section) => section.version === version);
}

/** The sections from top to bottom; the first one is [Unreleased]. */
function sectionsOf(changelog: string): Section[] {
	const sections: { version: string; date: string | undefined; lines: string[] }[] = [];
	for (const line of changelog.split('\n')) {
		const [, version, date] = HEADING.exec(line.trimEnd()) ?? [];
		if (version !== undefined) sections.push({ version, date, lines: [] });
		else if (line.startsWith('## '))
			throw new ReleaseError(`CHANGELOG.md: "${line}" isn't a version.`);
		else sections.at(-1)?.lines.push(line);
	}
	if (sections[0]?.version !== 'Unreleased') {
		throw new ReleaseError(`CHANGELOG.md must begin with the section ${UNRELEASED}.`);
	}
	return sections.map(({ lines, ...section }) => ({ ...section, text: lines.join('\n').trim() }));
}
