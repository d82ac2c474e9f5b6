import { ReleaseError } from './repository';

/**
 * How many people or teams may approve what uses a GitHub environment. An environment without reviewers asks
 * nobody, and GitHub creates one that doesn't exist.
 *
 * @param environment what GitHub's API answers for it
 * @throws ReleaseError if nobody would be asked
 */
export function reviewersOf(environment: unknown): number {
	const { protection_rules: rules = [] } = environment as {
		protection_rules?: readonly { type?: string; reviewers?: readonly unknown[] }[];
	};
	const reviewers = rules
		.filter(({ type }) => type === 'required_reviewers')
		.flatMap((rule) => rule.reviewers ?? []);
	if (reviewers.length > 0) return reviewers.length;
	throw new ReleaseError(
		'The environment "npm" asks nobody for approval. Set its required reviewers in the settings of the repository, under Environments.',
	);
}
