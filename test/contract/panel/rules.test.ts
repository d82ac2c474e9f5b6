import type { INodeProperties } from 'n8n-workflow';

import { Talkover } from '../../../nodes/Talkover/Talkover.node';

const { properties } = new Talkover().description;

/** The collections of an operation of calls, in the order of the panel. */
function collectionsOf(operation: string) {
	return properties
		.filter(({ name }) => name === 'rules' || name === 'options')
		.filter(({ displayOptions: { show = {} } = {} }) => {
			return show.resource?.includes('call') && show.operation?.includes(operation);
		});
}

/** The labels in a collection, without those that only other operations show. */
function labelsIn({ options = [] }: INodeProperties, operation: string): string[] {
	return (options as INodeProperties[])
		.filter(({ displayOptions: { show = {} } = {} }) => {
			return show['/operation']?.includes(operation) ?? true;
		})
		.map(({ displayName }) => displayName);
}

const OF_NUMBERS = [
	'Allowed Country Names or IDs',
	'Block Premium-Rate and Satellite Numbers',
	'Do Not Call',
	'Max Calls per Contact',
	'Only Call',
];
const OF_CALLS = [
	...[...OF_NUMBERS, 'Calling Hours'],
	...['Max Calls per Execution', 'Max Calls per Hour', 'Skip If on a Call'],
];
const JSON_DATA = ['Agent Variables (JSON)', 'Call Context (JSON)'];
const OF_MAKE = [
	...[...JSON_DATA, 'Delay (Seconds)', 'Include Input Fields'],
	...['Send Again If Outcome Unknown', 'Test Call'],
];

test.each([
	['check', [...OF_NUMBERS, 'Calling Hours', 'Check If on a Call'], ['Agent Name or ID']],
	['make', OF_CALLS, OF_MAKE],
	['makeAndWait', OF_CALLS, [...OF_MAKE, 'Max Concurrent Calls']],
	[
		'makeForCampaign',
		[...OF_NUMBERS, 'Max Calls per Execution', 'Max Calls per Hour'],
		[...JSON_DATA, 'Allow Duplicates', 'Send Again If Outcome Unknown', 'Test Call'],
	],
])(
	'%s has in Rules what decides whether to call, and the rest in Options',
	(operation, rules, options) => {
		const shown = collectionsOf(operation);
		const labels = shown.map((each) => [each.name, labelsIn(each, operation)]);

		expect(labels).toEqual([
			['rules', [...rules].sort()],
			['options', [...options].sort()],
		]);
	},
);

test('a tool has a limit per hour, which other nodes ignore, and no limit per execution', () => {
	const [rules] = collectionsOf('make');
	const options = (rules?.options ?? []) as INodeProperties[];
	const shownAs = (name: string) => options.find((each) => each.name === name)?.displayOptions;

	expect(shownAs('maxCallsPerHour')).toMatchObject({ show: { '@tool': [true] } });
	expect(shownAs('maxCalls')).toMatchObject({ hide: { '@tool': [true] } });
});
