import { NodeHelpers } from 'n8n-workflow';

import { TalkoverApi } from '../../../credentials/TalkoverApi.credentials';
import { Talkover } from '../../../nodes/Talkover/Talkover.node';
import { TalkoverTrigger } from '../../../nodes/Talkover/TalkoverTrigger.node';
import { findOperation } from '../../../nodes/Talkover/operation/resource';
import { resources } from '../../../nodes/Talkover/resources/index';
import type { SavedParameters } from '../../../tools/operations/records/savedParameters';
import { savedParameters } from '../../../tools/operations/records/savedParameters';
import stored from '../../../tools/operations/records/savedWorkflows.json';

const RECORDED: readonly (readonly [key: string, kept: SavedParameters])[] = Object.entries(stored);

/**
 * The parameters in users' saved workflows. Changing one breaks these workflows, so it requires a new
 * version of the node, not a new expectation.
 */
test.each(RECORDED)('%s keeps its stored names, values and defaults', (key, kept) => {
	const current = savedParameters()[key] ?? {};
	const sameEntries = Object.entries(kept).map(([name, { values }]) => {
		const now = current[name];
		const known = values?.filter((value) => now?.values?.includes(value));
		return [name, known ? { ...now, values: known } : now];
	});

	expect(Object.fromEntries(sameEntries)).toEqual(kept);
});

test('"npm run generate" has recorded every parameter and value that workflows can store', () => {
	const recorded = new Map(RECORDED);
	const unrecorded = Object.entries(savedParameters()).flatMap(([key, parameters]) =>
		Object.entries(parameters).flatMap(([name, { values = [null] }]) => {
			const kept = recorded.get(key)?.[name];
			if (!kept) return `${key}: ${name}`;
			const added = values.filter((value) => value !== null && !kept.values?.includes(value));
			return added.map((value) => `${key}: ${name}, with the value ${String(value)}`);
		}),
	);

	expect(unrecorded).toEqual([]);
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
		language: 'en-US',
		direction: 'inbound',
		description: '',
		voiceTemplateId: { __rl: true, mode: 'list', value: '' },
		phoneNumberIds: [],
		initialMessage: '',
		enableRecording: true,
		additionalFields: {},
		options: {},
	});
});
