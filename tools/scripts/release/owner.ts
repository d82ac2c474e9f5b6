import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { readManifest } from './manifest';

/** Where GitHub looks for it. */
const CODEOWNERS = '.github/CODEOWNERS';

/** Who owns nothing: an address that only has the form of one. */
const PLACEHOLDER = '@users.noreply.github.com';

/** Something that no file of the project can supply. */
export interface Supply {
	readonly what: string;
	readonly how: string;
}

/**
 * What only the owner of the repository and of the npm package can supply. What can be seen in a checkout is listed
 * only while it's missing; the settings of GitHub and npm can't be seen from here and are always listed.
 *
 * @param remote the address of the checkout's remote, if it has one
 */
export function onlyTheOwner(folder: string, remote: string | undefined): Supply[] {
	return [...missing(folder, remote), ...ON_GITHUB, ...ON_NPM];
}

function missing(folder: string, remote: string | undefined): Supply[] {
	const { author } = readManifest(folder);
	return [
		...(remote === undefined
			? [
					{
						what: 'The repository',
						how: "A public one on GitHub, because provenance and n8n's verification need it: git remote add origin <address>.",
					},
				]
			: []),
		...(hasCodeOwners(folder)
			? []
			: [
					{
						what: 'The team that reviews changes',
						how: `A rule in ${CODEOWNERS}, such as: * @organization/team`,
					},
				]),
		...(author?.email === undefined || author.email.endsWith(PLACEHOLDER)
			? [
					{
						what: 'An address of the author',
						how: '"author.email" in package.json. n8n\'s rules ask for one, and the present one receives nothing.',
					},
				]
			: []),
	];
}

function hasCodeOwners(folder: string): boolean {
	const file = path.join(folder, CODEOWNERS);
	if (!existsSync(file)) return false;
	return readFileSync(file, 'utf8')
		.split('\n')
		.some((line) => /^[^#\s]\S*\s+\S*@/.test(line));
}

const ON_GITHUB: readonly Supply[] = [
	{
		what: 'The security contact',
		how: 'Settings → Advanced Security → Private vulnerability reporting. SECURITY.md sends people there.',
	},
	{
		what: 'The approval of releases',
		how: 'Settings → Environments: one called "npm" with required reviewers, for tags v* only. Without reviewers, the release stops.',
	},
	{
		what: 'Protected branch and tags',
		how: 'Settings → Rules: main needs a pull request, a review of the code owners and the CI checks; only maintainers create tags v*.',
	},
];

const ON_NPM: readonly Supply[] = [
	{
		what: 'The npm account',
		how: 'With two-factor authentication, for the name n8n-nodes-talkover. Check that the name is still free.',
	},
	{
		what: 'A token for the first version only',
		how: 'npm has trusted publishing for packages that exist. A granular token with write access as the secret NPM_TOKEN of the environment "npm"; delete it afterwards.',
	},
	{
		what: 'Trusted publishing for all later versions',
		how: 'On the settings page of the package: GitHub Actions, this repository, workflow release.yml, environment "npm"; then disallow tokens.',
	},
	{
		what: "n8n's verification",
		how: "After the first version: submit the package in n8n's Creator Portal.",
	},
];
