import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { Talkover } from '../../../nodes/Talkover/Talkover.node';
import { TalkoverTrigger } from '../../../nodes/Talkover/TalkoverTrigger.node';
import { OPERATIONS } from '../../../tools/operations/documented';

const { description } = new Talkover();

/** The parameters of an untouched panel. */
function untouched({ properties } = description, chosen: INodeParameters = {}): INodeParameters {
	const node = { typeVersion: 1 };
	return NodeHelpers.getNodeParameters(properties, chosen, true, false, node, description) ?? {};
}

/** The parameters that n8n marks as missing or invalid in an untouched panel. */
function marked(chosen: INodeParameters): string[] {
	const node = {
		id: 'node',
		name: 'Talkover',
		type: 'n8n-nodes-talkover.talkover',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: untouched(description, chosen),
	};
	const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
	return Object.keys(issues?.parameters ?? {});
}

describe.each(OPERATIONS)('the new panel of $key has useful marks', ({ resource, operation }) => {
	const chosen = { resource, operation: operation.value };

	test('the panel marks only parameters that the operation rejects when they are empty', () => {
		const names = marked(chosen);

		const rejected = operation.fields.filter(
			({ name, property, parse }) => names.includes(name) && !parse(property.default).ok,
		);
		expect(names.sort()).toEqual(rejected.map(({ name }) => name).sort());
	});

	test('the panel has no empty JSON field, which the editor would mark as invalid', () => {
		const shown = Object.entries(untouched(description, chosen));

		const json = operation.fields.filter(({ property }) => property.type === 'json');
		const empty = json.filter(({ name }) => shown.some(([key, value]) => key === name && !value));
		expect(empty.map(({ name }) => name)).toEqual([]);
	});
});

test('all JSON options initially contain valid JSON', () => {
	const options = OPERATIONS.flatMap(({ operation }) => operation.options);
	const json = options.filter(({ property }) => property.type === 'json');

	expect(json.length).toBeGreaterThan(0);
	for (const { property } of json) expect(JSON.parse(String(property.default))).toEqual({});
});

test('the untouched panel of the trigger marks only required fields', () => {
	const trigger = new TalkoverTrigger().description;
	const node = {
		id: 'node',
		name: 'Talkover Trigger',
		type: 'n8n-nodes-talkover.talkoverTrigger',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: untouched(trigger),
	};
	const issues = NodeHelpers.getNodeParametersIssues(trigger.properties, node, trigger);
	const required = trigger.properties.filter((property) => property.required);

	const names = required.map(({ name }) => name);
	expect(names).toEqual(expect.arrayContaining(Object.keys(issues?.parameters ?? {})));
});
