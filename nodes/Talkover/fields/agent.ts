import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { invalid } from '../api/invalidInput';
import { pathSegment } from '../api/request';
import type { Field } from '../engine/field';
import { field, isBlank } from '../engine/field';
import { asText } from '../engine/fieldTypes';
import { list } from '../engine/operation';
import { fetchForEditor, shown } from './editor';

const PER_PAGE = 100;

/** The agent an operation works on: picked from a searched list, or given by its ID. */
export const agentLocator: Field<'agentId', string> = field(
	{
		displayName: 'Agent',
		name: 'agentId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The agent to work with',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose an agent...',
				typeOptions: { searchListMethod: 'searchAgents', searchable: true },
			},
			{
				displayName: 'ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 550e8400-e29b-41d4-a716-446655440000',
			},
		],
	},
	(raw) => {
		if (isBlank(raw)) throw invalid('is required: choose an agent from the list or give its ID');
		return pathSegment(asText(raw));
	},
	{ methods: { listSearch: { searchAgents } } },
);

/** Agents whose name or label matches, page by page (API reference: list-agents). */
async function searchAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 1);
	const search = filter?.trim();
	const { data, lastPage } = await fetchForEditor(this, list, {
		method: 'GET',
		path: ['agents'],
		query: { page, per_page: PER_PAGE, ...(search ? { search } : {}) },
	});
	return {
		results: data.map((agent) => {
			const name = shown(agent.name);
			const label = shown(agent.label);
			return {
				name: label === '' || label === name ? name : `${label} (${name})`,
				value: shown(agent.id),
				description: [agent.direction, agent.current_status].map(shown).filter(Boolean).join(', '),
			};
		}),
		// An empty page ends the list too, whatever the server says about its last one.
		...(page < lastPage && data.length > 0 ? { paginationToken: String(page + 1) } : {}),
	};
}
