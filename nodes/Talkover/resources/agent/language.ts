import { choice } from '../../parameters/scalars';

/** The 12 languages that create-agent accepts (API reference: create-agent). */
export const language = choice({
	displayName: 'Language',
	name: 'language',
	default: 'en-US',
	description: 'The language that the agent speaks and understands on calls',
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
});
