import type { NodeTypeDescription } from '@n8n/workflow-sdk/scripts/generate-types';
import { generateNodeTypeFile } from '@n8n/workflow-sdk/scripts/generate-types';

import { Talkover } from '../../../nodes/Talkover/Talkover.node';

const { description } = new Talkover();
const loaded = JSON.stringify({ ...description, name: 'n8n-nodes-talkover.talkover' });

const operations = description.properties
	.filter(({ name }) => name === 'operation')
	.reduce((sum, { options = [] }) => sum + options.length, 0);

test.each([
	['characters in what every editor of an n8n instance loads', 1_940, loaded.length],
	[
		'characters in what n8n tells an AI model that builds workflows',
		1_708,
		generateNodeTypeFile(JSON.parse(loaded) as NodeTypeDescription).length,
	],
	['parameters', 2.53, description.properties.length],
])('the node has few %s: at most %d per operation', (_of, most, size) => {
	const tooMany = Math.ceil(size - most * operations);
	const wrong =
		tooMany > 0
			? [
					`${tooMany} too many: shorten or remove names, descriptions, hints or texts for tools of any operation, or share a parameter`,
				]
			: [];
	expect(wrong).toEqual([]);
});

test('an AI model that builds workflows reads nothing about agents above the operations of other resources', () => {
	const definition = generateNodeTypeFile(JSON.parse(loaded) as NodeTypeDescription);
	const heads = definition.matchAll(/^\/\*\* (.+) \*\/\nexport type TalkoverV1Calendar\w+Params/gm);
	const texts = [...heads].map(([, text]) => text);

	expect(texts.length).toBeGreaterThan(10);
	expect(texts.filter((text) => /delete an agent|calls of one agent/i.test(text ?? ''))).toEqual(
		[],
	);
});
