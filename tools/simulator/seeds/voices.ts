import type { JsonObject } from '../contract';

/** Bianca in two qualities, as on the page of list-voice-templates, and two voices that speak English. */
export function voiceTemplates(): JsonObject[] {
	return [
		voice(1, 'Bianca', { language: 'pt-BR' }),
		voice(2, 'Bianca', { language: 'pt-BR', quality_tier: 'pro', cost: '0.16' }),
		voice(3, 'Amy', {}),
		voice(4, 'Brian', { gender: 'male', quality_tier: 'ultra', cost: '0.24' }),
	];
}

/** A voice of an agent: a record of its own, created from a template. */
export function agentVoice(id: string, templateId: string, name: string): JsonObject {
	const template = { id: templateId, name };
	const settings = { stability: null, similarity_boost: null, ambient_background: null };
	return { id, name, label: `${name} Voice`, ...settings, template };
}

function voice(number: number, name: string, more: JsonObject): JsonObject {
	return {
		id: `voice-template-uuid-${String(number)}`,
		name,
		gender: 'female',
		language: 'en-US',
		quality_tier: 'basic',
		cost: '0.10',
		...more,
	};
}
