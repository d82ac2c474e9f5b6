import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/shapes';
import { voiceTemplateLocator } from '../../shared/voiceTemplate';

/** The answer is the bare link, without the usual envelope. */
const link: Shape<{ readonly mp3_url: string }> = {
	read: ({ mp3_url: url }) => (typeof url === 'string' ? { mp3_url: url } : undefined),
	items: (data) => [{ ...data }],
};

export const getDemo = operation({
	value: 'getDemo',
	name: 'Get Demo',
	action: 'Get demo of a voice template',
	description:
		"Get a short recording of a voice as an MP3 file, in the binary field 'data'. It may take a few seconds. The link to it in the output is temporary.",
	fields: [voiceTemplateLocator],
	request: ({ voiceTemplateId }) => ({
		method: 'GET',
		path: ['voice-templates', voiceTemplateId, 'demo'],
	}),
	data: link,
	file: ({ mp3_url: url }) => ({ url, fileName: 'voice-demo.mp3', mimeType: 'audio/mpeg' }),
});
