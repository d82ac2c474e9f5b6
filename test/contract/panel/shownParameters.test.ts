import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { Talkover } from '../../../nodes/Talkover/Talkover.node';

const { description } = new Talkover();

/** The parameters that the panel shows, by name. */
function shown(parameters: INodeParameters): string[] {
	const node = { typeVersion: 1, parameters };
	return description.properties
		.filter((property) => NodeHelpers.displayParameter(parameters, property, node, description))
		.map(({ name }) => name);
}

const ACTION = { resource: 'action', operation: 'upsert' };
const DEPENDENT = [
	'otherType',
	'url',
	'executionMode',
	'holdDuration',
	'transferTo',
	'customHeaders',
];

test.each([
	['webhook', ['url', 'customHeaders']],
	['external', ['url', 'executionMode', 'customHeaders']],
	['hold', ['holdDuration']],
	['transfer', ['transferTo']],
	['other', ['otherType', 'url', 'transferTo', 'customHeaders']],
	['={{ $json.type }}', DEPENDENT],
])('the panel shows the parameters of an action of type %s', (type, expected) => {
	const names = shown({ ...ACTION, type });

	expect(names.filter((name) => DEPENDENT.includes(name))).toEqual(expected);
});

test.each([
	['en-US', false],
	['other', true],
	['={{ $json.language }}', true],
])('the panel shows the field of another language with the choice %s: %s', (language, expected) => {
	const names = shown({ resource: 'agent', operation: 'create', language });

	expect(names.includes('otherLanguage')).toBe(expected);
});

test('Enable Recording is a main parameter and describes what happens without it', () => {
	const names = shown({ resource: 'agent', operation: 'create' });
	const property = description.properties.find(({ name }) => name === 'enableRecording');

	expect(names).toContain('enableRecording');
	expect(property).toMatchObject({ type: 'boolean', default: true });
	expect(property?.description).toMatch(/^Whether .*Recording is on by default\.$/);
});

test.each([
	['action', 'delete', /back to draft/],
	['action', 'upsert', /back to draft/],
	['agent', 'updateCalling', /back to draft/],
	['agent', 'updateKnowledge', /back to draft/],
	['agent', 'updateVoice', /back to draft/],
	['flow', 'update', /may have to be published again/],
	['training', 'delete', /back to draft/],
	['training', 'upsert', /back to draft/],
])(
	'the panel of %s: %s warns that the agent becomes a draft, unless Keep Published is enabled',
	(resource, operation, warning) => {
		const noticeWith = (options: INodeParameters) => {
			const parameters = { resource, operation, options };
			const node = { typeVersion: 1, parameters };
			return description.properties
				.filter(({ name }) => name === 'draftNotice')
				.filter((property) => NodeHelpers.displayParameter(parameters, property, node, description))
				.map(({ displayName }) => displayName);
		};

		expect(noticeWith({})).toEqual([expect.stringMatching(warning)]);
		expect(noticeWith({ keepPublished: false })).toHaveLength(1);
		expect(noticeWith({ keepPublished: true })).toEqual([]);
	},
);

test.each([
	['make', false],
	['makeAndWait', true],
])('%s keeps the option Max Concurrent Calls: %s', (operation, expected) => {
	const options = { callsAtOnce: 3, delaySeconds: 60 };
	const parameters = { resource: 'call', operation, options };
	const node = { typeVersion: 1, parameters };

	const { properties } = description;
	const kept = NodeHelpers.getNodeParameters(
		properties,
		parameters,
		false,
		false,
		node,
		description,
	);

	expect(kept?.options).toEqual({ delaySeconds: 60, ...(expected ? { callsAtOnce: 3 } : {}) });
});
