import {
	isOnGitHub,
	ReleaseError,
	addressesOf,
	repositoryOf,
} from '../../tools/scripts/release/repository';

test.each([
	['https://github.com/made-up/nodes'],
	['https://github.com/made-up/nodes/'],
	['https://github.com/made-up/nodes.git'],
	['git+https://github.com/made-up/nodes.git'],
	['git@github.com:made-up/nodes.git'],
	['git@github.com:made-up/nodes'],
	['ssh://git@github.com/made-up/nodes.git'],
	['ssh://git@github.com:22/made-up/nodes.git'],
	['git+ssh://git@github.com/made-up/nodes.git\n'],
])('reads the repository from %j', (remote) => {
	expect(repositoryOf(remote)).toEqual({ owner: 'made-up', name: 'nodes' });
});

test('keeps dots in the name of a repository', () => {
	expect(repositoryOf('git@github.com:made-up/nodes.n8n.git').name).toBe('nodes.n8n');
});

test.each([
	['https://gitlab.com/made-up/nodes.git'],
	['https://github.com.example.org/made-up/nodes'],
	['https://example.org/github.com/made-up/nodes'],
	['https://github.com/made-up'],
	['https://github.com/made-up/nodes/tree/main'],
	['git@github.com:made-up/no des.git'],
	['/srv/git/nodes.git'],
	[''],
])('rejects %j, which is no repository on GitHub', (remote) => {
	expect(() => repositoryOf(remote)).toThrow(ReleaseError);
});

test('publishes the addresses without a token that is in the remote', () => {
	const repository = repositoryOf('https://x-access-token:ghs_secret@github.com/made-up/nodes');

	expect(addressesOf(repository)).toEqual({
		homepage: 'https://github.com/made-up/nodes#readme',
		repository: { type: 'git', url: 'git+https://github.com/made-up/nodes.git' },
		bugs: { url: 'https://github.com/made-up/nodes/issues' },
	});
});

test("doesn't show a token in the message about another host", () => {
	const remote = 'https://name:secret@example.org/made-up/nodes';

	expect(() => repositoryOf(remote)).toThrow('https://example.org/made-up/nodes');
	expect(() => repositoryOf(remote)).not.toThrow('secret');
});

test.each([
	['git@github.com:owner/name.git', true],
	['https://github.com/owner/name', true],
	['/srv/git/name.git', false],
	['https://example.com/owner/name.git', false],
])('whether %s is on GitHub: %s', (address, expected) => {
	expect(isOnGitHub(address)).toBe(expected);
});
