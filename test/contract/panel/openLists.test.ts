import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Field } from '../../../nodes/Talkover/parameters/field';
import { apiNameOf } from '../../../nodes/Talkover/parameters/field';
import { isRecord } from '../../../nodes/Talkover/base/json';
import type { Operation } from '../../../nodes/Talkover/operation/operation';
import { fieldsOf } from '../../../nodes/Talkover/operation/resource';
import { TRIGGER_FIELDS } from '../../../nodes/Talkover/trigger/parameters';
import type { JsonObject } from '../../../simulator/contract';
import { openContract, operationOf, queryOf, responseExample } from '../../../simulator/contract';
import { jsonOf, runTalkover } from '../../../harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';
import type { Case } from '../../../operations/documented';
import { CASES, OPERATIONS, parametersOf, successStatus } from '../../../operations/documented';

/** The choices that control the node itself. All other choices are Talkover's and accept any value. */
const CLOSED = [
	'action.upsert: options.defaultCountry',
	'call.get: agents',
	'call.get: options.defaultCountry',
	'call.getActive: options.defaultCountry',
	'call.getActive: options.whenNoActiveCall',
	'call.getMany: agents',
	'call.getMany: options.defaultCountry',
	'call.make: contextDefinition',
	'call.make: options.defaultCountry',
	'call.make: variablesDefinition',
	'call.makeAndWait: contextDefinition',
	'call.makeAndWait: options.defaultCountry',
	'call.makeAndWait: variablesDefinition',
	'call.makeForCampaign: contextDefinition',
	'call.makeForCampaign: options.defaultCountry',
	'call.makeForCampaign: variablesDefinition',
	'campaign.create: options.defaultCountry',
	'campaign.update: options.defaultCountry',
	'flow.update: conversationMode',
	'flow.update: flowDefinition',
	'flow.update: nodes.properties.type',
	'flow.update: options.checkFlow',
	'flow.validate: flowDefinition',
	'flow.validate: nodes.properties.type',
	'trigger: options.signatureEncoding',
	'trigger: source',
	'webhook.create: source',
	'webhook.delete: source',
	'webhook.get: source',
	'webhook.getLogs: source',
	'webhook.getMany: source',
	'webhook.retryDelivery: source',
	'webhook.test: source',
	'webhook.toggle: source',
	'webhook.update: source',
];

/** The choices whose lists are incomplete: the panel has a text field for other values. */
const WITH_OTHERS = [
	'action.upsert: otherType',
	'agent.create: otherLanguage',
	'agent.getMany: filters.otherStatus',
	'call.getMany: filters.otherStatus',
	'campaign.getMany: filters.otherStatus',
	'campaign.updateStatus: otherStatus',
	'flow.update: globalFunctions.otherName',
	'flow.update: nodes.otherType',
	'flow.validate: globalFunctions.otherName',
	'flow.validate: nodes.otherType',
	'voiceTemplate.getMany: filters.otherQualityTier',
	'webhook.update: campaignUpdateFields.otherEvents',
	'webhook.update: updateFields.otherEvents',
];

const UNKNOWN = 'something_new';

/** A parameter, with the parameters that contain it. */
interface Place {
	readonly field: Field;
	readonly above: readonly Field[];
}

function placesIn(fields: readonly Field[], above: readonly Field[] = []): Place[] {
	return fields.flatMap((field) => [
		{ field, above },
		...placesIn(field.children ?? [], [...above, field]),
	]);
}

function named(owner: string, { field, above }: Place): string {
	return `${owner}: ${[...above, field].map(({ name }) => name).join('.')}`;
}

/** Whether the values of a choice are listed in the code. Lists that are loaded accept any ID. */
function isChoice({ field: { property } }: Place): boolean {
	const { type, typeOptions = {} } = property;
	return type.endsWith('ptions') && typeOptions.loadOptionsMethod === undefined;
}

const isClosed = ({ field }: Place) => 'faults' in field.parse(UNKNOWN);

/** The choices of all operations. */
const CHOICES = OPERATIONS.flatMap(({ key, operation }) =>
	placesIn(fieldsOf(operation))
		.filter(isChoice)
		.map((place) => ({ key: named(key, place), place })),
);

test('exactly the listed choices reject other values', () => {
	const ofTrigger = placesIn(TRIGGER_FIELDS)
		.filter(isChoice)
		.map((place) => ({ key: named('trigger', place), place }));
	const closed = [...CHOICES, ...ofTrigger].filter(({ place }) => isClosed(place));

	expect(closed.map(({ key }) => key).sort()).toEqual(CLOSED);
});

test('exactly the listed choices have a text field for other values', () => {
	const others = OPERATIONS.flatMap(({ key, operation }) =>
		placesIn(fieldsOf(operation))
			.filter(({ field }) => field.fills !== undefined)
			.map((place) => named(key, place)),
	);

	expect(others.sort()).toEqual(WITH_OTHERS);
});

const talkover = useSimulator();

const contract = openContract();

/** The parameters with this value for this field. In a group of rows, the value is in the first row. */
function withValue(parameters: INodeParameters, { field, above }: Place, value: unknown) {
	const [outer, ...inner] = above;
	if (!outer) return { ...parameters, [field.name]: value } as INodeParameters;
	const current = parameters[outer.name];
	const inside = isRecord(current) ? (current as INodeParameters) : {};
	if (outer.property.type === 'collection') {
		const changed: INodeParameters = withValue(inside, { field, above: inner }, value);
		return { ...parameters, [outer.name]: changed };
	}
	const [group] = outer.property.options ?? [];
	const rowKey = group?.name ?? '';
	const rows = Array.isArray(inside[rowKey]) ? (inside[rowKey] as INodeParameters[]) : [];
	const row: INodeParameters = withValue({ ...rows[0] }, { field, above: inner }, value);
	return { ...parameters, [outer.name]: { ...inside, [rowKey]: [row, ...rows.slice(1)] } };
}

/** Whether the example shows the field and, if the field is in a row, has such a row. */
function isShown({ operation, example: { parameters } }: Case, { field, above }: Place): boolean {
	const [outer] = above;
	const shown = parametersOf(operation, parameters).includes(outer ?? field);
	const needsRow = above.some(({ property }) => property.type === 'fixedCollection');
	return shown && (!needsRow || outer === undefined || outer.name in parameters);
}

/** All values of a field in the request, by its API name. */
async function sentAs(
	{ resource, operation, example }: Case,
	parameters: INodeParameters,
	apiName: string,
): Promise<unknown[]> {
	const { operationId } = example;
	const status = successStatus(contract, operationId);
	talkover().fail({ operationId, fault: { kind: 'documented', status } });
	const options = { ...Object(parameters.options), checkFlow: 'none' };
	const result = await runTalkover(talkover(), {
		resource,
		operation: operation.value,
		limit: 1,
		...parameters,
		...(resource === 'flow' ? { options } : {}),
	});
	expect(result.error).toBeUndefined();
	const request = talkover()
		.requests.filter((sent) => sent.operationId === operationId)
		.at(-1);
	const [, query = ''] = request?.url.split('?') ?? [];
	return [...valuesOf(request?.body, apiName), ...valuesOf(queryOf(query), apiName)];
}

function valuesOf(value: unknown, name: string): unknown[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value as IDataObject).flatMap(([key, inner]) => [
		...(key === name ? [inner] : []),
		...valuesOf(inner, name),
	]);
}

/** The selected fields of all operations, each with an example that shows it. */
function casesOf(keep: (place: Place) => boolean) {
	return OPERATIONS.flatMap(({ key, operation }) =>
		placesIn(fieldsOf(operation))
			.filter(keep)
			.map((place) => ({
				key: named(key, place),
				place,
				operation,
				shownBy: CASES.find((each) => each.operation === operation && isShown(each, place)),
			})),
	);
}

test.each(casesOf((place) => isChoice(place) && !isClosed(place)))(
	'$key sends a value from an expression that is not in its list',
	async ({ place, shownBy }) => {
		if (!shownBy) throw new Error('No example shows it');
		const value = `={{ "${UNKNOWN}" }}`;
		const parameters = withValue(shownBy.example.parameters, place, value);

		const sent = await sentAs(shownBy, parameters, apiNameOf(place.field));

		const several = place.field.property.type === 'multiOptions';
		expect(sent).toContainEqual(several ? [UNKNOWN] : UNKNOWN);
	},
);

/** The choice that a text field for other values belongs to. */
function mainOf(operation: Operation, { field, above }: Place): Place {
	const siblings = above.at(-1)?.children ?? operation.fields;
	const main = siblings.find(({ name }) => name === field.fills);
	if (!main) throw new Error(`${field.name} belongs to no choice`);
	return { field: main, above };
}

test.each(casesOf(({ field }) => field.fills !== undefined))(
	'$key replaces the selected value, or is added to the selected values',
	async ({ place, operation, shownBy }) => {
		const main = mainOf(operation, place);
		const inCollection = place.above.at(-1)?.property.type === 'collection';
		const [first] = (main.field.property.options ?? []).flatMap((option) =>
			'value' in option ? [option.value] : [],
		);
		const several = main.field.property.type === 'multiOptions';
		const chosen = several ? [first] : inCollection ? first : 'other';
		const example =
			shownBy ?? CASES.find((each) => each.operation === operation && isShown(each, main));
		if (!example) throw new Error('No example shows it');
		const withChoice = withValue(example.example.parameters, main, chosen);
		const parameters = withValue(withChoice, place, ` ${UNKNOWN} `);

		const sent = await sentAs(example, parameters, apiNameOf(place.field));

		expect(apiNameOf(place.field)).toBe(apiNameOf(main.field));
		expect(sent).toContainEqual(several ? [first, UNKNOWN] : UNKNOWN);
		expect(sent).not.toContainEqual('other');
	},
);

test.each(['agent', 'campaign'])(
	'a webhook of an %s can be created for other events only',
	async (source) => {
		const example = CASES.find(
			({ name, example: { parameters } }) =>
				name.startsWith('webhook.create') && (parameters.source ?? 'agent') === source,
		);
		if (!example) throw new Error('No example');
		const {
			agentEvents: _agent,
			campaignEvents: _campaign,
			...others
		} = example.example.parameters;
		const chosen = source === 'agent' ? ['event_action'] : ['campaign.started'];

		const none = { ...others, otherEvents: ` ${UNKNOWN}, another ` };
		expect(await sentAs(example, none, 'events')).toEqual([[UNKNOWN, 'another']]);
		const both = { ...none, [`${source}Events`]: chosen };
		expect(await sentAs(example, both, 'events')).toEqual([[...chosen, UNKNOWN, 'another']]);
	},
);

/** The response fields that contain one of a list of values. */
const LISTED =
	/^(?:available_|campaign_|call_|conversation_|current_|http_)?(?:status|type|events?|direction|language|gender|role|mode|method|quality_tier|who_speaks_first|interrupt_sensitivity|trigger)$/;

/** The same response with values that aren't in any list. */
function withUnknown(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withUnknown);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, inner]) => [
		key,
		LISTED.test(key) && typeof inner === 'string' ? UNKNOWN : withUnknown(inner),
	]);
	return Object.fromEntries(entries) as IDataObject;
}

const READABLE = CASES.filter(({ example }) => example.output === undefined);

test.each(READABLE)('$name returns values that are not in any list', async (each) => {
	const { resource, operation, example } = each;
	const { operationId, parameters } = example;
	const status = successStatus(contract, operationId);
	const documented = responseExample(operationOf(contract, operationId), status);
	const body = withUnknown(documented) as JsonObject;
	talkover().fail({ operationId, fault: { kind: 'answer', status, body } });

	const chosen = { resource, operation: operation.value, simplify: false };
	const limit = Array.isArray(body.data) ? body.data.length : 50;
	const result = await runTalkover(talkover(), { ...chosen, limit, ...parameters });

	expect(result.error).toBeUndefined();
	expect(jsonOf(result)).toEqual([body.data ?? body].flat());
});

test('most operations return values that come from a list', () => {
	const examples = READABLE.map(({ example: { operationId } }) =>
		responseExample(operationOf(contract, operationId), successStatus(contract, operationId)),
	);

	const changed = examples.filter((body) => JSON.stringify(withUnknown(body)).includes(UNKNOWN));
	expect(changed.length).toBeGreaterThan(examples.length / 2);
});
