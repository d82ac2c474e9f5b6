import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { invalid } from '../api/invalidInput';
import { parseJson } from '../api/json';
import type { Field } from '../engine/field';
import { field, isBlank } from '../engine/field';
import { asText } from '../engine/fieldTypes';
import { list } from '../engine/operation';
import { fetchForEditor, shown } from './editor';

/**
 * Numbers of the environment that the agent answers on or dials from: a choice from the list, an
 * array, or IDs separated by commas. None chosen is undefined, so that nothing is unassigned.
 */
export const phoneNumberIds: Field<'phoneNumberIds', string[] | undefined> = field(
	{
		displayName: 'Phone Number Names or IDs',
		name: 'phoneNumberIds',
		type: 'multiOptions',
		default: [],
		typeOptions: { loadOptionsMethod: 'getPhoneNumbers' },
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'The agent answers on these numbers or dials from them. An expression may give several IDs separated by commas.',
	},
	(raw) => {
		const ids = entriesOf(raw)
			.map((id) => asText(id).trim())
			.filter((id) => id !== '');
		return ids.length > 0 ? [...new Set(ids)] : undefined;
	},
	{ methods: { loadOptions: { getPhoneNumbers } } },
);

function entriesOf(raw: unknown): unknown[] {
	if (isBlank(raw)) return [];
	if (Array.isArray(raw)) return raw;
	if (typeof raw === 'string') {
		// AI agents like to write a list as JSON.
		return raw.trim().startsWith('[') ? entriesOf(parseJson(raw)) : raw.split(',');
	}
	throw invalid('must be a list of IDs, or IDs separated by commas');
}

/** All numbers that can take part in calls (API reference: list-phone-numbers, not paged). */
async function getPhoneNumbers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { data } = await fetchForEditor(this, list, {
		method: 'GET',
		path: ['phone-numbers'],
		query: { has_voice: true },
	});
	return data.map((number) => ({
		name: `${shown(number.international_number) || shown(number.number)} (${[number.country_code, number.type].map(shown).filter(Boolean).join(', ')})`,
		value: shown(number.id),
		description: shown(number.current_status),
	}));
}
