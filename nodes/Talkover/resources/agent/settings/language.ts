import { choiceOrOther } from '../../../parameters/others';

/** The 12 languages on the page of create-agent. Other pages of the API reference have more. */
export const language = choiceOrOther({
	displayName: 'Language',
	name: 'language',
	default: 'en-US',
	description: 'The language that the agent speaks and understands',
	options: [
		{ name: 'Chinese (Taiwan)', value: 'zh-TW' },
		{ name: 'Dutch', value: 'nl-NL' },
		{ name: 'English (Canada)', value: 'en-CA' },
		{ name: 'English (United States)', value: 'en-US' },
		{ name: 'French', value: 'fr-FR' },
		{ name: 'German', value: 'de-DE' },
		{ name: 'Italian', value: 'it-IT' },
		{ name: 'Japanese', value: 'ja-JP' },
		{ name: 'Korean', value: 'ko-KR' },
		{ name: 'Portuguese (Brazil)', value: 'pt-BR' },
		{ name: 'Portuguese (Portugal)', value: 'pt-PT' },
		{ name: 'Spanish', value: 'es-ES' },
	],
	example: 'sv-SE',
});
