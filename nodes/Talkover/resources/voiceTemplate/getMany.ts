import { apiFields } from '../../parameters/apiNames';
import { collection } from '../../parameters/groups';
import { choiceAndOther } from '../../parameters/others';
import { choice, text } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { voices } from '../../shared/voiceTemplate';

const filters = collection({
	displayName: 'Filters',
	name: 'filters',
	placeholder: 'Add Filter',
	fields: [
		choice({
			displayName: 'Gender',
			name: 'gender',
			default: 'female',
			description: 'How the voice sounds',
			options: [
				{ name: 'Female', value: 'female' },
				{ name: 'Male', value: 'male' },
			],
		}),
		text({
			displayName: 'Language',
			name: 'language',
			placeholder: 'e.g. en-US',
			description: 'The code of the language that the voice speaks',
		}),
		...choiceAndOther({
			displayName: 'Quality Tier',
			name: 'qualityTier',
			default: 'basic',
			description: 'How good the voice is; higher tiers cost more per minute',
			options: [
				{ name: 'Basic', value: 'basic' },
				{ name: 'Beta', value: 'beta' },
				{ name: 'Pro', value: 'pro' },
				{ name: 'Ultra', value: 'ultra' },
			],
			example: 'premium',
		}),
	],
});

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many voice templates',
	description:
		'List the voices that agents can speak with, each with its language, quality tier and cost per minute in USD',
	fields: [filters],
	request: ({ filters: chosen }) => ({
		method: 'GET',
		path: ['voice-templates'],
		query: apiFields(chosen),
	}),
	paging: 'none',
	data: voices,
});
