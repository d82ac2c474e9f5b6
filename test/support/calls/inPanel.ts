import type { INodeParameters } from 'n8n-workflow';

import { collectionOf } from '../../../nodes/Talkover/operation/panel/options';
import { resources } from '../../../nodes/Talkover/resources';

const CALLS = resources.filter(({ value }) => value === 'call');
const RULES = new Set(
	CALLS.flatMap(({ operations }) => operations.flatMap(({ options }) => options))
		.filter((option) => collectionOf(option) === 'rules')
		.map(({ name }) => name),
);

/** Options of a call in the collections in which a workflow stores them. */
export function inPanel(chosen: INodeParameters): INodeParameters {
	const entries = Object.entries(chosen);
	return {
		rules: Object.fromEntries(entries.filter(([name]) => RULES.has(name))),
		options: Object.fromEntries(entries.filter(([name]) => !RULES.has(name))),
	};
}
