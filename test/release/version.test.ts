import { checkVersion, distTagOf } from '../../tools/scripts/release/version';

test.each(['0.1.0', '1.22.333', '1.0.0-beta.1'])('accepts the tag of version %s', (version) => {
	expect(() => {
		checkVersion(`v${version}`, version, version);
	}).not.toThrow();
});

test.each([
	['another version', 'v0.2.0', '0.1.0', '0.1.0', 'The tag is v0.2.0'],
	['a tag without v', '0.1.0', '0.1.0', '0.1.0', 'The tag is 0.1.0'],
	['a longer tag', 'v0.1.0-rc', '0.1.0', '0.1.0', 'The tag is v0.1.0-rc'],
	['another locked version', 'v0.1.0', '0.1.0', '0.0.9', 'package-lock.json has 0.0.9'],
	["a number that isn't a version", 'v1', '1', '1', "isn't like 1.2.3"],
	['a range', 'v^1.0.0', '^1.0.0', '^1.0.0', "isn't like 1.2.3"],
])('refuses %s', (_name, tag, version, locked, message) => {
	expect(() => {
		checkVersion(tag, version, locked);
	}).toThrow(message);
});

test('nobody gets a pre-release without asking for it', () => {
	expect(distTagOf('1.0.0')).toBe('latest');
	expect(distTagOf('1.0.0-beta.1')).toBe('next');
});
