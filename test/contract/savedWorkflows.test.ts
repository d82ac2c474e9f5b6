import type { INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { TalkoverApi } from '../../credentials/TalkoverApi.credentials';
import { Talkover } from '../../nodes/Talkover/Talkover.node.ts';
import { findOperation } from '../../nodes/Talkover/engine/resource';
import { resources } from '../../nodes/Talkover/resources';
import savedWorkflows from './savedWorkflows.json';

/**
 * What workflows on users' disks hold. A change here breaks them; it needs a new version of the node
 * and not a new expectation.
 */
const PARAMETERS = savedWorkflows as Readonly<Record<string, readonly string[]>>;

const { description } = new Talkover();

function optionsOf(name: string, resource?: string): string[] {
	const property = description.properties.find(
		({ name: own, displayOptions }) =>
			own === name && (!resource || displayOptions?.show?.resource?.includes(resource)),
	);
	return (property?.options ?? []).flatMap((option) =>
		'value' in option ? [String(option.value)] : [],
	);
}

/** The properties that n8n shows for an operation, in order. */
function propertiesFor(resource: string, operation: string): INodeProperties[] {
	return description.properties.filter(
		({ displayOptions, name }) =>
			name !== 'resource' &&
			name !== 'operation' &&
			displayOptions?.show?.resource?.includes(resource) &&
			displayOptions.show.operation?.includes(operation),
	);
}

test('the panel begins with agents', () => {
	const property = description.properties.find(({ name }) => name === 'resource');

	expect(property?.default).toBe('agent');
});

test.each([
	['agent', 'create'],
	['call', 'getActive'],
	['flow', 'update'],
])('%s begins with %s', (resource, operation) => {
	const property = description.properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes(resource),
	);

	expect(property?.default).toBe(operation);
});

test('types and credential keep their names', () => {
	expect(description).toMatchObject({ name: 'talkover', version: 1, usableAsTool: true });
	expect(new TalkoverApi()).toMatchObject({ name: 'talkoverApi' });
	expect(new TalkoverApi().properties.map(({ name }) => name)).toEqual(['apiToken', 'baseUrl']);
});

test('every resource and operation of the panel can be run, and the reverse', () => {
	const offered = optionsOf('resource').flatMap((resource) =>
		optionsOf('operation', resource).map((operation) => `${resource}.${operation}`),
	);
	expect(offered.sort()).toEqual(Object.keys(PARAMETERS).sort());
	for (const key of offered) {
		const [resource = '', operation = ''] = key.split('.');
		expect(findOperation(resources, resource, operation)?.value).toBe(operation);
	}
	const declared = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value}.${operation.value}`),
	);
	expect(declared.sort()).toEqual(offered);
});

test.each(Object.entries(PARAMETERS))('%s keeps its parameters', (key, parameters) => {
	const [resource = '', operation = ''] = key.split('.');

	expect(propertiesFor(resource, operation).map(({ name }) => name)).toEqual(parameters);
});

test('create keeps its additional fields', () => {
	const [additional] = propertiesFor('agent', 'create').filter(
		({ name }) => name === 'additionalFields',
	);
	expect((additional?.options ?? []).map(({ name }) => name)).toEqual([
		'askIfHumanPresentOnIdle',
		'conversationSpeed',
		'description',
		'enableRecording',
		'endpointingSensitivity',
		'idleTimeSeconds',
		'initialIdleTimeSeconds',
		'initialMaxIdleCheckCount',
		'initialMessageDelay',
		'interruptSensitivity',
		'ivrNavigationMode',
		'llmTemperature',
		'maxCallDurationSeconds',
		'maxIdleCheckCount',
		'sayGoodbyeOnMaxDuration',
		'userInactivityTimeoutSeconds',
	]);
});

test.each([
	['flow.update', 'checkFlow', 'local', ['none', 'local', 'talkover']],
	['call.getActive', 'whenNoActiveCall', 'continue', ['continue', 'fail']],
	['agent.create', 'maxConcurrency', 10, undefined],
	['agent.create', 'timeout', 30, undefined],
	['agent.create', 'maxRetries', 5, undefined],
	['agent.create', 'resendUnknown', false, undefined],
	['call.make', 'resendUnknown', false, undefined],
	['call.make', 'skipIfActive', true, undefined],
])('%s keeps its option %s', (key, option, byDefault, values) => {
	const [resource = '', operation = ''] = key.split('.');
	const [options] = propertiesFor(resource, operation).filter(({ name }) => name === 'options');
	const property = (options?.options ?? []).find(({ name }) => name === option) as INodeProperties;

	expect(property.default).toBe(byDefault);
	expect(property.options?.map((entry) => 'value' in entry && entry.value)).toEqual(values);
});

test('a panel that nobody has touched is shown as meant', () => {
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
		phoneNumberIds: [],
		additionalFields: {},
		options: {},
	});
});
