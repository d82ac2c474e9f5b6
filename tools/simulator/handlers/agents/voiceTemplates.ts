import { fileLink } from '../../files';
import type { Handlers } from '../handler';
import { byId, invalidFields, notFound, ok } from '../handler';

const FILTERS = ['language', 'quality_tier', 'gender'];

export const voiceTemplates: Handlers = {
	listVoiceTemplates: ({ request: { query } }, { state }) => {
		const { language } = query;
		// The supported languages aren't documented; here, they're the languages of the voices.
		if (
			language !== undefined &&
			!state.voiceTemplates.some((each) => each.language === language)
		) {
			return invalidFields({ language: ['The selected language is invalid.'] });
		}
		const voices = state.voiceTemplates.filter((voice) =>
			FILTERS.every((name) => query[name] === undefined || query[name] === voice[name]),
		);
		const names = [...new Set(voices.map(({ name }) => name))];
		return ok({
			data: names.map((name) => ({
				display_name: name,
				voices: voices.filter((voice) => voice.name === name),
			})),
		});
	},

	generateVoiceDemo: (context, environment) => {
		const { params, headers } = context.request;
		const voice = byId(environment.state.voiceTemplates, params.voice_template_id);
		if (!voice) return notFound(context, environment, 'Voice template');
		return { status: 200, body: { mp3_url: fileLink(`${String(voice.id)}.mp3`, headers) } };
	},
};
