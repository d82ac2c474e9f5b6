import { entryPointProblems } from './entryPoints';
import { geometryProblems } from './geometry';
import { joinedJsonProblems } from './joinedJson';
import { nodeProblems } from './nodes';
import { textProblems } from './texts';
import type { Workflow } from './workflow';
import { within } from './workflow';

/** What a workflow to import must not contain, by what it is called in the message. */
const PRIVATE = {
	'a UUID': /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/i,
	'a token': /\b(?:talq|pat|sk|xox[bp]|ghp|ya29)[-_.][\w-]{6,}|\bBearer [\w-]{8,}/,
	'an ID or a token':
		/(?<![\w/=.-])(?!n8n-auto-generated-)(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{28,}(?![\w-])/i,
	'an e-mail address': /[\w-]@(?!example\.(?:com|org|net)\b)[\w-]+\.\w/,
};

/** Settings that n8n exports and that belong to the instance. */
const OF_INSTANCE = ['id', 'meta', 'versionId', 'staticData', 'shared', 'tags', 'createdAt'];

/**
 * What is wrong with an example workflow. The rules are those of n8n's template library
 * (https://docs.n8n.io/help-community/template-submission/), and ours: sample data and empty pickers.
 */
export function* exampleProblems(workflow: Workflow): Generator<string> {
	yield* textProblems(workflow);
	yield* nodeProblems(workflow);
	yield* geometryProblems(workflow);
	yield* entryPointProblems(workflow);
	yield* joinedJsonProblems(workflow);
	yield* privateProblems(workflow);
	for (const setting of OF_INSTANCE) {
		if (workflow[setting] !== undefined) yield `'${setting}' belongs to an n8n instance`;
	}
	if (workflow.active === true) yield 'The workflow is active';
}

function* privateProblems(workflow: Workflow): Generator<string> {
	for (const { path, value } of within(workflow)) {
		if (typeof value !== 'string') continue;
		for (const [what, pattern] of Object.entries(PRIVATE)) {
			const [found] = pattern.exec(value) ?? [];
			if (found !== undefined) yield `${path} contains ${what}: ${found}`;
		}
	}
}
