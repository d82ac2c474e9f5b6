/** Why there can be no release, in words for the person who asked for it. */
export class ReleaseError extends Error {}

/** A repository on GitHub, the only host whose provenance statements n8n's scanner accepts. */
export interface Repository {
	readonly owner: string;
	readonly name: string;
}

/** What a user name or token in front of the host is for doesn't matter here: it's never passed on. */
const HOST = /^(?:(?:git\+)?(?:https|ssh):\/\/(?:[^@/]*@)?github\.com(?::\d+)?\/|git@github\.com:)/;
const NAME = /^[\w.-]+$/;

/**
 * Reads the address of a repository as git, npm or GitHub write it: over ssh or https, with or without `.git`.
 *
 * @throws ReleaseError if it isn't a repository on GitHub
 */
export function repositoryOf(remote: string): Repository {
	const address = remote.trim();
	const path = HOST.test(address) ? address.replace(HOST, '') : '';
	const [owner = '', name = '', ...rest] = path
		.replace(/\/$/, '')
		.replace(/\.git$/, '')
		.split('/');
	if (NAME.test(owner) && NAME.test(name) && rest.length === 0) return { owner, name };
	throw new ReleaseError(
		`${withoutSecret(address) || 'An empty text'} isn't the address of a repository on GitHub, ` +
			'such as https://github.com/owner/name or git@github.com:owner/name.git.',
	);
}

/** Whether an address is on GitHub, and not a folder or another host. */
export function isOnGitHub(remote: string): boolean {
	return HOST.test(remote.trim());
}

function withoutSecret(address: string): string {
	return address.replace(/\/\/[^@/]*@/, '//');
}

/** The page of a repository. */
export function pageOf({ owner, name }: Repository): string {
	return `https://github.com/${owner}/${name}`;
}

/** The fields of package.json that name the repository, in the form that npm's provenance check compares. */
export function addressesOf(repository: Repository) {
	const page = pageOf(repository);
	return {
		homepage: `${page}#readme`,
		repository: { type: 'git', url: `git+${page}.git` },
		bugs: { url: `${page}/issues` },
	};
}
