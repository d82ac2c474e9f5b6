import type { INodeParameters } from 'n8n-workflow';

import { creationOf } from '../../nodes/Talkover/api/request';
import type { Field } from '../../nodes/Talkover/parameters/field';
import { apiNameOf } from '../../nodes/Talkover/parameters/field';
import { toSnakeCase } from '../../nodes/Talkover/base/apiNames';
import { openContract, operationOf } from '../../tools/simulator/contract';
import type { Case, Schema } from '../../tools/operations/documented';
import {
	CASES,
	OPERATIONS,
	bodyProperties,
	parametersOf,
	queryParameters,
} from '../../tools/operations/documented';
import { jobOf } from '../../tools/operations/jobOf';
import { checkEndpoint, runExample } from '../../tools/operations/output';
import { chosen } from '../support/n8n/parameterValues';

const contract = openContract();

const PAGING = ['page', 'per_page'];
const UPDATES = ['campaignUpdateFields', 'updateFields'];

/** What an unknown outcome is about, and where to look for it. */
const CREATIONS: Readonly<Record<string, readonly [label: string, where: string]>> = {
	'agent.create': ['the agent "SupportBot"', 'the list of agents'],
	'agent.create, with every setting': ['the agent "SupportBot"', 'the list of agents'],
	'agent.upsert': ['the agent "A New Agent"', 'the list of agents'],
	'agent.upsert, with every setting': ['the agent "A New Agent"', 'the list of agents'],
	'availability.createRule': [
		'the rule for 09:00 to 17:00 on days 1, 2, 3, 4, 5',
		'the availability rules of the calendar',
	],
	'availability.createRule, an exception': [
		'the exception for 2024-12-25',
		'the availability rules of the calendar',
	],
	'calendar.create': ['the calendar "Sales Demo Calendar"', 'the list of calendars'],
	'calendarEvent.addAttendee': ['the attendee jane@acme.com', 'the attendees of the event'],
	'calendarEvent.create': ['the event "Demo with Acme"', 'the calendar'],
	'calendarEvent.create, by its duration': ['the event "Demo with Acme"', 'the calendar'],
	'calendarEvent.createMeeting': ['the meeting link of the event event-uuid-1', 'the event'],
	'calendarMember.add': ['the member "user-uuid-2"', 'the members of the calendar'],
	'call.make': ['the call to +12125550123', 'the calls of the agent'],
	'call.makeAndWait': ['the call to +12125550123', 'the calls of the agent'],
	'call.makeForCampaign': ['the call to +12125550124', 'the calls of the campaign'],
	'campaign.create': ['the campaign "Sales Campaign Q1"', 'the list of campaigns'],
	'campaign.exportToSftp': ['the SFTP export', 'the SFTP logs of the campaign'],
	'campaign.importFromSftp': ['the SFTP import', 'the SFTP logs of the campaign'],
	'phoneNumber.requestRelease': [
		'the release of the phone number phone-uuid-1',
		'the release requests',
	],
	'training.upsert': ['the training "Product Knowledge"', 'the trainings of the agent'],
	'webhook.create': ['the webhook "My Webhook"', 'the webhooks of the agent'],
	'webhook.create, of a campaign': [
		'the webhook "Lifecycle Webhook"',
		'the webhooks of the campaign',
	],
	'webhook.retryDelivery': ['the new delivery', 'the delivery logs of the webhook'],
	'webhook.retryDelivery, of a campaign': ['the new delivery', 'the delivery logs of the webhook'],
	'webhook.test': ['the test event', 'the delivery logs of the webhook'],
	'webhook.test, of a campaign': ['the test event', 'the delivery logs of the webhook'],
	'webhook.toggle': ['the disabled webhook', 'the webhooks of the agent'],
	'webhook.toggle, of a campaign': ['the disabled webhook', 'the webhooks of the campaign'],
};

/** The fields of an example with a value, each with the value that the operation reads. */
function valuesOf({ operation, example: { parameters } }: Case): (readonly [Field, unknown])[] {
	const entered = Object.entries(parameters).reduce<INodeParameters>((all, [name, value]) => {
		const { type } = operation.fields.find((field) => field.name === name)?.property ?? {};
		return { ...all, ...(type === 'collection' ? (value as INodeParameters) : { [name]: value }) };
	}, {});
	return parametersOf(operation, parameters)
		.filter(({ name, property }) => name in entered && property.type !== 'collection')
		.map((field) => {
			const read = field.parse(entered[field.name]);
			if (!read.ok) throw new Error(`${field.name} of the example is invalid`);
			return [field, read.value];
		});
}

/** Parameters that aren't sent as they are read. They have tests of their own. */
const CONVERTED = ['contextFields', 'flowConfig', 'inputs', 'integrationId', 'variables'];

test.each(CASES)('$name sends each parameter as the documented field of its name', (each) => {
	const { operationId } = each.example;
	const { query, body, path } = jobOf(each).request;
	const documented = {
		...queryParameters(contract, operationId),
		...bodyProperties(contract, operationId),
	};
	const sent: Readonly<Record<string, unknown>> = { ...query, ...body };
	const values = valuesOf(each);

	for (const [field, value] of values.filter(([{ name }]) => !CONVERTED.includes(name))) {
		const name = apiNameOf(field);
		if (name in documented) expect({ [name]: sent[name] }).toEqual({ [name]: value });
	}
	const idOf = (segment: string) =>
		values.find(([{ name: id }]) => segment === `{${toSnakeCase(id)}}`)?.[1] ?? segment;
	expect(path).toEqual(operationOf(contract, operationId).path.split('/').slice(1).map(idOf));
});

/** The fields without which the reference rejects a request. */
function requiredIn(operationId: string): string[] {
	const { requestBody } = operationOf(contract, operationId);
	const content = requestBody && 'content' in requestBody ? requestBody.content : {};
	const schema = content['application/json']?.schema as Schema | undefined;
	return [schema, ...(schema?.oneOf ?? [])].flatMap((each) => each?.required ?? []);
}

test.each(
	CASES.flatMap((each) =>
		requiredIn(each.example.operationId).flatMap((apiName) => {
			const fields = parametersOf(each.operation, each.example.parameters);
			const field = fields.find((one) => apiNameOf(one) === apiName);
			return field ? [{ ...each, apiName, field }] : [];
		}),
	),
)('$name never sends a request without $apiName', ({ apiName, field: { name }, ...each }) => {
	const blank = { [name]: ' ', additionalFields: {} };
	try {
		expect(jobOf(each, blank).request.body).toHaveProperty(apiName);
	} catch (error) {
		expect(String(error)).toMatch(/: (?:is required|needs at least one|must be one of)/);
	}
});

test.each(
	OPERATIONS.flatMap(({ key, operation }) =>
		operation.fields
			.filter(({ property }) => property.type === 'resourceLocator' && property.required)
			.map((field) => ({ key, field, label: field.property.displayName })),
	),
)('$key rejects an empty $label', ({ field, label }) => {
	const text = expect.stringMatching(/^is required: choose an? /) as string;
	const faults = [{ label, text, isMissing: true }];

	expect(field.parse(chosen(' '))).toEqual({ ok: false, faults });
});

// Updates of the voice and of the knowledge have required fields beside those that change.
const ALWAYS = ['agent.updateVoice', 'agent.updateKnowledge'];
const optional = CASES.filter(({ name }) => !ALWAYS.includes(name));

test.each(optional.filter(({ example }) => UPDATES.some((name) => name in example.parameters)))(
	'$name rejects an update without a field',
	(each) => {
		const empty = Object.fromEntries(UPDATES.map((name) => [name, {}]));

		expect(() => jobOf(each, empty)).toThrow('There is nothing to change: add at least one field');
	},
);

test.each(CASES)('$name and the lookups for it name the endpoint of their path', async (each) => {
	const { request, creating } = jobOf(each);
	const { recoveryLookup } = creating ?? {};

	expect(request.endpoint).toBe(each.example.operationId);
	for (const list of [recoveryLookup?.list, recoveryLookup?.wider?.list]) {
		if (list) checkEndpoint(list);
	}
	await expect(runExample(each)).resolves.toBeDefined();
});

test.each(CASES)('$name requests pages if and only if they are documented', async (each) => {
	const { parameters = [] } = operationOf(contract, each.example.operationId);
	const names = parameters.map((one) => ('name' in one ? one.name : ''));

	const { requests } = await runExample(each, { limit: 1 });

	const sent = Object.keys(requests[0]?.query ?? {});
	expect(sent.filter((name) => PAGING.includes(name)).sort()).toEqual(
		names.filter((name) => PAGING.includes(name)).sort(),
	);
});

test('exactly these requests create something, and an unknown outcome names what and where', () => {
	const created = CASES.flatMap((each) => {
		const { label, where } = creationOf(jobOf(each).request) ?? {};
		return label === undefined ? [] : [[each.name, [label, where]]];
	});

	expect(Object.fromEntries(created)).toEqual(CREATIONS);
});
