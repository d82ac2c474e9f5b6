import type { IDataObject } from 'n8n-workflow';

import type { Examples } from './example';
import { chosen } from './example';

const voiceTemplateId = chosen('voice-template-uuid-1');

export const voiceTemplate: Examples = {
	'voiceTemplate.getDemo': {
		operationId: 'generateVoiceDemo',
		parameters: { voiceTemplateId },
		// The simulator serves the file of the documented link at its own address.
		output: () => [{ mp3_url: expect.stringMatching(/^http.*\/signed-url-here\.mp3$/) }],
	},
	'voiceTemplate.getMany': {
		operationId: 'listVoiceTemplates',
		parameters: {
			filters: { language: 'pt-BR', qualityTier: 'basic', gender: 'female' },
			returnAll: true,
		},
		output: (groups) =>
			(groups as { display_name: string; voices: IDataObject[] }[]).flatMap((group) =>
				group.voices.map((voice) => ({ display_name: group.display_name, ...voice })),
			),
	},
};
