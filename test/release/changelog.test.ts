import { cut, hasUnreleased, nextVersion, notesOf } from '../../tools/scripts/release/changelog';

const INTRODUCTION = '# Changelog\n\nAll notable changes.\n';

/** A changelog with these sections below the introduction. */
function changelog(...sections: readonly string[]): string {
	return [INTRODUCTION, ...sections].join('\n');
}

const UNRELEASED = '## [Unreleased]\n';
const MORE = `${UNRELEASED}\n- More.\n`;
const EMPTY = '## [0.2.0] - 2026-02-01\n';
const SECOND = '## [0.2.0] - 2026-02-01\n\n### Added\n\n- Something\n  over two lines.\n';
const FIRST = '## [0.1.0] - 2026-01-01\n\n- The beginning.\n';

test('takes the notes of the version that is released, and of no other', () => {
	expect(notesOf(changelog(UNRELEASED, SECOND, FIRST), '0.2.0')).toBe(
		'### Added\n\n- Something\n  over two lines.',
	);
});

test('takes the notes of a changelog whose last section they are', () => {
	expect(notesOf(changelog(UNRELEASED, FIRST), '0.1.0')).toBe('- The beginning.');
});

test.each([
	['an older version', changelog(UNRELEASED, SECOND, FIRST), '0.1.0', 'is 0.2.0'],
	['a version without a section', changelog(UNRELEASED, SECOND, FIRST), '0.3.0', 'is 0.2.0'],
	['a changelog without versions', changelog(UNRELEASED), '0.1.0', 'is missing'],
	['changes that are still unreleased', changelog(MORE, FIRST), '0.1.0', 'release -- cut 0.1.0'],
	['a version without a date', changelog(UNRELEASED, '## [0.1.0]\n\n- A.\n'), '0.1.0', 'no date'],
	['a version without notes', changelog(UNRELEASED, EMPTY, FIRST), '0.2.0', 'no notes'],
	['no version', changelog(UNRELEASED, '## Version 0.1.0\n'), '0.1.0', "isn't a version"],
	['a changelog that begins with a version', changelog(FIRST), '0.1.0', 'must begin with'],
])('refuses %s', (_name, text, version, message) => {
	expect(() => notesOf(text, version)).toThrow(message);
});

test('moves what is unreleased below a heading of the version', () => {
	const before = changelog(MORE, FIRST);

	const after = cut(before, '0.2.0', '2026-02-01');

	expect(after).toBe(changelog('## [Unreleased]\n\n## [0.2.0] - 2026-02-01\n\n- More.\n', FIRST));
	expect(notesOf(after, '0.2.0')).toBe('- More.');
	expect(hasUnreleased(before)).toBe(true);
	expect(hasUnreleased(after)).toBe(false);
});

test("doesn't give a version without changes", () => {
	expect(() => cut(changelog(UNRELEASED, FIRST), '0.2.0', '2026-02-01')).toThrow(
		'lists nothing under [Unreleased]',
	);
});

test("doesn't give a version twice", () => {
	const text = changelog(MORE, FIRST);

	expect(() => cut(text, '0.1.0', '2026-02-01')).toThrow('has a section for 0.1.0 already');
});

test.each([
	['the version of package.json if it has no section yet', MORE, '0.2.0', '0.2.0'],
	['that version if nothing has changed since', UNRELEASED, '0.1.0', '0.1.0'],
	['the next patch if something has changed since', MORE, '0.1.0', '0.1.1'],
])('the next release is %s', (_name, unreleased, version, next) => {
	expect(nextVersion(changelog(unreleased, FIRST), version)).toBe(next);
});
