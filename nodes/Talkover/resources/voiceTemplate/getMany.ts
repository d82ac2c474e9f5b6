import { requestFields } from '../../api/contract/requestFields';
import { filtersOf } from '../../parameters/groups';
import { choiceAndOther } from '../../parameters/others';
import { choice, text } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { voices } from '../../shared/voiceTemplate';

const filters = filtersOf([
	choice({
		displayName: 'Gender',
		name: 'gender',
		default: 'female',
		description: 'The gender of the voice',
		options: [
			{ name: 'Female', value: 'female' },
			{ name: 'Male', value: 'male' },
		],
	}),
	text({
		displayName: 'Language',
		name: 'language',
		placeholder: 'e.g. en-US',
		description: 'The code of the language of the voice',
	}),
	...choiceAndOther({
		displayName: 'Quality Tier',
		name: 'qualityTier',
		default: 'basic',
		description: 'The quality of the voice. Higher tiers cost more per minute.',
		options: [
			{ name: 'Basic', value: 'basic' },
			{ name: 'Beta', value: 'beta' },
			{ name: 'Pro', value: 'pro' },
			{ name: 'Ultra', value: 'ultra' },
		],
		example: 'premium',
	}),
]);

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many voice templates',
	description: 'Retrieve a list of the voices with their cost per minute',
	fields: [filters],
	request: ({ filters: chosen }) => ({
		endpoint: 'listVoiceTemplates',
		path: ['voice-templates'],
		query: requestFields('ListVoiceTemplatesQuery', chosen),
	}),
	isList: true,
	data: voices,
});
