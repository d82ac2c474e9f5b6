import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { reviewersOf } from '../../tools/scripts/release/approval';
import { onlyTheOwner } from '../../tools/scripts/release/owner';

describe('the approval of a release', () => {
	test('counts the people and teams that can give it', () => {
		const environment = {
			name: 'npm',
			protection_rules: [
				{ type: 'branch_policy' },
				{ type: 'required_reviewers', reviewers: [{ type: 'User' }, { type: 'Team' }] },
			],
		};

		expect(reviewersOf(environment)).toBe(2);
	});

	test.each([
		['an environment that does not exist', { message: 'Not Found', status: '404' }],
		['an environment without rules', { name: 'npm', protection_rules: [] }],
		['a wait that asks nobody', { protection_rules: [{ type: 'wait_timer', wait_timer: 30 }] }],
		['reviewers of another rule', { protection_rules: [{ type: 'other', reviewers: [{}] }] }],
		[
			'a rule without reviewers',
			{ protection_rules: [{ type: 'required_reviewers', reviewers: [] }] },
		],
	])('is missing with %s', (_name, environment) => {
		expect(() => reviewersOf(environment)).toThrow('asks nobody for approval');
	});
});

describe('what only the owner can supply', () => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'talkover-owner-'));
		mkdirSync(path.join(folder, '.github'));
	});

	afterEach(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	function listed(email: string, codeOwners: string | undefined, remote?: string): string[] {
		writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ author: { email } }));
		if (codeOwners !== undefined) {
			writeFileSync(path.join(folder, '.github/CODEOWNERS'), codeOwners);
		}
		return onlyTheOwner(folder, remote).map(({ what }) => what);
	}

	const IN_FILES = ['The repository', 'The team that reviews changes', 'An address of the author'];

	test.each([
		['no CODEOWNERS', undefined],
		['a CODEOWNERS without a rule', '# * @organization/team\n'],
		['a CODEOWNERS whose rule names nobody', '*\n'],
	])('names what no file says with %s', (_name, codeOwners) => {
		expect(listed('name@users.noreply.github.com', codeOwners).slice(0, 3)).toEqual(IN_FILES);
	});

	test('leaves out what the files say', () => {
		const all = listed(
			'someone@example.org',
			'* @made-up/team\n',
			'git@github.com:made-up/nodes.git',
		);

		expect(all.filter((what) => IN_FILES.includes(what))).toEqual([]);
		expect(all).toContain('The approval of releases');
	});
});
