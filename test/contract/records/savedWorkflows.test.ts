import { NodeHelpers } from 'n8n-workflow';

import { TalkoverApi } from '../../../credentials/TalkoverApi.credentials';
import { Talkover } from '../../../nodes/Talkover/Talkover.node';
import { TalkoverTrigger } from '../../../nodes/Talkover/TalkoverTrigger.node';
import { findOperation } from '../../../nodes/Talkover/operation/resource';
import { resources } from '../../../nodes/Talkover/resources/index';
import { savedParameters } from './savedParameters';
import stored from './savedWorkflows.json';

/**
 * The parameters in users' saved workflows. Changing one breaks these workflows, so it requires a new
 * version of the node, not a new expectation. `npm run generate` adds new parameters.
 */
test.each(Object.entries(stored))('%s keeps its stored names, values and defaults', (key, kept) => {
	expect(savedParameters()[key]).toEqual(kept);
});

test('every parameter that workflows can store is listed', () => {
	expect(Object.keys(savedParameters()).sort()).toEqual(Object.keys(stored).sort());
});

test('the node types and the credential type keep their names', () => {
	const { description } = new Talkover();

	expect(description).toMatchObject({ name: 'talkover', version: 1, usableAsTool: true });
	expect(new TalkoverTrigger().description).toMatchObject({ name: 'talkoverTrigger', version: 2 });
	expect(new TalkoverApi()).toMatchObject({ name: 'talkoverApi' });
});

test('every operation in the panel can be run, and every implemented operation is in the panel', () => {
	const offered = Object.keys(savedParameters()).filter((key) => key.includes('.'));
	for (const key of offered) {
		const [resource = '', operation = ''] = key.split('.');
		expect(findOperation(resources, resource, operation)?.value).toBe(operation);
	}
	const declared = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value}.${operation.value}`),
	);
	expect(declared.sort()).toEqual(offered.sort());
});

test('an untouched panel has the intended defaults', () => {
	const { description } = new Talkover();
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		{ resource: 'agent', operation: 'create' },
		true,
		false,
		null,
		description,
	);

	expect(parameters).toEqual({
		resource: 'agent',
		operation: 'create',
		name: '',
		label: '',
		language: 'en-US',
		direction: 'inbound',
		whoSpeaksFirst: 'agent',
		initialMessage: '',
		enableRecording: true,
		phoneNumberIds: [],
		additionalFields: {},
		options: {},
	});
});
