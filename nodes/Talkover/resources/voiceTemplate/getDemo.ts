import type { Documented } from '../../api/contract/documented';
import { ok } from '../../base/result';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { object } from '../../operation/answers/shapes';
import { voiceTemplateLocator } from '../../shared/voiceTemplate';

/** The link, whose name differs between publications (API reference: `mp3_url`; OpenAPI file: `demo_url`). */
const link: Shape<{ readonly mp3_url: string }> = {
	read: (reply) => {
		const demo: Documented<'VoiceDemo', 'demo_url' | 'url'> = object.read(reply) ?? {};
		const { mp3_url: mp3Url, demo_url: demoUrl, url } = demo;
		const found = [mp3Url, demoUrl, url].find((each) => typeof each === 'string');
		return found === undefined ? undefined : { mp3_url: found };
	},
	items: (data) => [{ ...data }],
};

export const getDemo = operation({
	value: 'getDemo',
	name: 'Get Demo',
	action: 'Get the demo of a voice template',
	description: "Download a sample of a voice as an MP3 file to 'data'",
	fields: [voiceTemplateLocator],
	request: ({ voiceTemplateId }) => ({
		endpoint: 'generateVoiceDemo',
		path: ['voice-templates', voiceTemplateId, 'demo'],
	}),
	data: link,
	output: (demo) =>
		ok({
			item: { ...demo },
			file: { url: demo.mp3_url, fileName: 'voice-demo.mp3', mimeType: 'audio/mpeg' },
		}),
});
