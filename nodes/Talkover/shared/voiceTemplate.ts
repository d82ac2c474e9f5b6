import type { Documented } from '../api/contract/documented';
import { namedListIn } from '../api/response/answer';
import { isSet } from '../base/json';
import type { Shape } from '../operation/answers/shapes';
import { list } from '../operation/answers/shapes';
import { commaSeparated, displayText } from '../pickers/request';
import type { Entries } from '../pickers/locator';
import { LEFT_TO_USER, locator, optionalLocator } from '../pickers/locator';

/** A voice with the display name of its group. */
type Voice = Documented<'VoiceTemplate' | 'VoiceTemplateGroup'>;

/**
 * Voices come in groups that share a display name, as `voices` (API reference: list-voice-templates) or
 * `templates` (OpenAPI file).
 */
export const voices: Shape<Voice[]> = {
	...list,
	read: (reply) => {
		const groups = list.read(reply)?.map(voicesOf) ?? [undefined];
		return groups.every((group) => group !== undefined) ? groups.flat() : undefined;
	},
};

/** The voices of a group; undefined if the element isn't a group. */
function voicesOf(element: Documented<'VoiceTemplateGroup', 'templates'>): Voice[] | undefined {
	const { display_name, templates } = element;
	const found = namedListIn(element, isSet(templates) ? 'templates' : 'voices');
	return found?.map((voice) => ({ display_name, ...voice }));
}

const entries: Entries = {
	request: () => ({ endpoint: 'listVoiceTemplates', path: ['voice-templates'] }),
	data: voices,
	entry: ({ display_name, language, gender, quality_tier, cost, id }: Voice) => ({
		name: `${displayText(display_name)} (${commaSeparated(language, gender, quality_tier)})`,
		value: displayText(id),
		description: displayText(cost) === '' ? '' : `${displayText(cost)} USD per minute`,
	}),
};

const voiceList = {
	what: 'a voice',
	builderHint: LEFT_TO_USER,
	method: 'searchVoiceTemplates',
	idExample: '9b2f6c1e-58a4-4c1a-9d0e-2f6a1c7b3e55',
	entries,
} as const;

/** The voice that an operation works with. */
export const voiceTemplateLocator = locator({
	displayName: 'Voice Template',
	name: 'voiceTemplateId',
	...voiceList,
});

/** The voice of a new agent. */
export const optionalVoice = optionalLocator({
	displayName: 'Voice',
	name: 'voiceTemplateId',
	description:
		'The voice of the agent, which publishing needs. If set, one more request is sent. The voice can change the cost per minute.',
	...voiceList,
});
