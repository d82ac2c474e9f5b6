import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { runTalkover } from '../../../tools/harness/talkoverNode';
import type { Field } from '../../../nodes/Talkover/parameters/field';
import { apiNameOf } from '../../../nodes/Talkover/parameters/field';
import { isRecord } from '../../../nodes/Talkover/base/json';
import { fieldsOf } from '../../../nodes/Talkover/operation/resource';
import { TRIGGER_FIELDS } from '../../../nodes/Talkover/trigger/parameters';
import type { Case } from '../../../tools/operations/documented';
import {
	CASES,
	OPERATIONS,
	parametersOf,
	requestNames,
} from '../../../tools/operations/documented';
import { exampleOf } from '../../../tools/operations/examples';
import { runExample } from '../../../tools/operations/output';
import type { JsonObject } from '../../../tools/simulator/contract';
import { openContract, operationOf } from '../../../tools/simulator/contract';
import { withOwnerIds } from '../../support/ownerIds';
import { useSimulator } from '../../support/servers/useSimulator';

const UNKNOWN = 'something_new';
const contract = openContract();
const talkover = useSimulator();

/** A parameter, with the parameters that contain it. */
interface Place {
	readonly key: string;
	readonly field: Field;
	readonly above: readonly Field[];
	readonly examples: readonly Case[];
}

function placesIn(owner: Pick<Place, 'examples' | 'key'>, fields: readonly Field[]): Place[] {
	const inside = (some: readonly Field[], above: readonly Field[]): Place[] =>
		some.flatMap((field) => {
			const names = [...above, field].map(({ name }) => name);
			const place = { ...owner, key: `${owner.key}: ${names.join('.')}`, field, above };
			return [place, ...inside(field.children ?? [], [...above, field])];
		});
	return inside(fields, []);
}

const PLACES = OPERATIONS.flatMap(({ key, operation }) => {
	const examples = CASES.filter((each) => each.operation === operation);
	return placesIn({ key, examples }, fieldsOf(operation));
});
const OF_TRIGGER = placesIn(
	{ key: 'trigger', examples: CASES.filter(({ name }) => name === 'webhook.create') },
	TRIGGER_FIELDS,
);

/** Whether the values of a choice are listed in the code. Lists that are loaded accept any ID. */
function isChoice({ field: { property } }: Place): boolean {
	const { type, typeOptions = {} } = property;
	return type.endsWith('ptions') && typeOptions.loadOptionsMethod === undefined;
}

/** Whether the reference lists the parameter in a request of the operation. */
function isDocumented({ field, above, examples }: Place): boolean {
	const rows = above.filter(({ property }) => property.type === 'fixedCollection');
	const name = [...rows, field].map(apiNameOf).join('.');
	return examples
		.flatMap(({ example }) => requestNames(contract, example.operationId))
		.some((listed) => listed === name || listed.endsWith(`.${name}`));
}

const isClosed = ({ field }: Place) => !field.parse(UNKNOWN).ok;
const keysOf = (places: readonly Place[]) => places.map(({ key }) => key).sort();

test('exactly the choices that are not in a request of Talkover reject other values', () => {
	const choices = [...PLACES, ...OF_TRIGGER].filter(isChoice);
	const own = choices.filter((place) => !isDocumented(place));

	// It decides which other parameters the node sends.
	const also = ['flow.update: conversationMode'];
	expect(keysOf(choices.filter(isClosed))).toEqual([...keysOf(own), ...also].sort());
});

/** The parameters with this value for this field. In a group of rows, the value is in the first row. */
function withValue(
	parameters: INodeParameters,
	{ field, above }: Pick<Place, 'above' | 'field'>,
	value: unknown,
): INodeParameters {
	const [outer, ...inner] = above;
	if (!outer) return { ...parameters, [field.name]: value } as INodeParameters;
	const current = parameters[outer.name];
	const inside = isRecord(current) ? (current as INodeParameters) : {};
	if (outer.property.type === 'collection') {
		return { ...parameters, [outer.name]: withValue(inside, { field, above: inner }, value) };
	}
	const [group] = outer.property.options ?? [];
	const rowKey = group?.name ?? '';
	const rows = Array.isArray(inside[rowKey]) ? (inside[rowKey] as INodeParameters[]) : [];
	const row = withValue({ ...rows[0] }, { field, above: inner }, value);
	return { ...parameters, [outer.name]: { ...inside, [rowKey]: [row, ...rows.slice(1)] } };
}

/** An example that shows the field and, if the field is in a row, has such a row. */
function exampleWith({ key, field, above, examples }: Place): Case {
	const [outer] = above;
	const needsRow = above.some(({ property }) => property.type === 'fixedCollection');
	const found = examples.find(({ operation, example: { parameters } }) => {
		const shown = parametersOf(operation, parameters).includes(outer ?? field);
		return shown && (!needsRow || outer === undefined || outer.name in parameters);
	});
	if (!found) throw new Error(`No example shows ${key}`);
	return found;
}

/** All values that the requests of an example have for a field, by its API name. */
async function sentAs(each: Case, entered: INodeParameters, apiName: string): Promise<unknown[]> {
	const { requests } = await runExample(each, entered);
	return requests.flatMap(({ query, body }) => valuesOf([query, body], apiName));
}

function valuesOf(value: unknown, name: string): unknown[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => [
		...(key === name ? [inner as unknown] : []),
		...valuesOf(inner, name),
	]);
}

const isSeveral = ({ property }: Field) => property.type === 'multiOptions';

test.each(PLACES.filter((place) => isChoice(place) && !isClosed(place)))(
	'$key sends a value that is not in its list',
	async (place) => {
		const each = exampleWith(place);
		const value = isSeveral(place.field) ? [UNKNOWN] : UNKNOWN;
		const entered = withValue(each.example.parameters, place, value);

		expect(await sentAs(each, entered, apiNameOf(place.field))).toContainEqual(value);
	},
);

test('n8n passes values that are not in a list from expressions to the node', async () => {
	const value = `={{ "${UNKNOWN}" }}`;
	const { parameters } = exampleOf('availability.createRule');
	const call = { resource: 'call', operation: 'getMany', filters: { status: value } };
	const rule = { resource: 'availability', operation: 'createRule', ...parameters };
	await runTalkover(talkover(), call);
	await runTalkover(talkover(), { ...rule, daysOfWeek: value });

	expect(talkover().requests).toEqual([
		expect.objectContaining({ url: expect.stringContaining(`status=${UNKNOWN}`) }),
		expect.objectContaining({ body: expect.objectContaining({ days_of_week: [UNKNOWN] }) }),
	]);
});

test.each(PLACES.filter(({ field }) => field.fills !== undefined))(
	'$key replaces the selected value, or is added to the selected values',
	async (place) => {
		const siblings = place.above.at(-1)?.children ?? place.examples[0]?.operation.fields ?? [];
		const main = siblings.find(({ name }) => name === place.field.fills);
		if (!main) throw new Error(`${place.key} belongs to no choice`);
		const each = exampleWith({ ...place, field: main });
		const inCollection = place.above.at(-1)?.property.type === 'collection';
		const [first] = (main.property.options ?? []).flatMap((option) =>
			'value' in option ? [option.value] : [],
		);
		const several = isSeveral(main);
		const selected = several ? [first] : inCollection ? first : 'other';
		const withChoice = withValue(each.example.parameters, { ...place, field: main }, selected);
		const entered = withValue(withChoice, place, ` ${UNKNOWN} `);

		const sent = await sentAs(each, entered, apiNameOf(place.field));

		expect(apiNameOf(place.field)).toBe(apiNameOf(main));
		expect(sent).toContainEqual(several ? [first, UNKNOWN] : UNKNOWN);
		expect(sent).not.toContainEqual('other');
	},
);

test.each([
	['webhook.create', 'agentEvents', 'event_action'],
	['webhook.create, of a campaign', 'campaignEvents', 'campaign.started'],
])('the example %s can be sent with other events only', async (name, list, event) => {
	const each = CASES.find((one) => one.name === name);
	if (!each) throw new Error(`There is no example ${name}`);
	const none = { agentEvents: [], campaignEvents: [], otherEvents: ` ${UNKNOWN}, another ` };

	expect(await sentAs(each, none, 'events')).toEqual([[UNKNOWN, 'another']]);
	const both = { ...none, [list]: [event] };
	expect(await sentAs(each, both, 'events')).toEqual([[event, UNKNOWN, 'another']]);
});

/** The response fields that contain one of a list of values. */
const LISTED =
	/^(?:available_|campaign_|call_|conversation_|current_|http_)?(?:status|type|events?|direction|language|gender|role|mode|method|quality_tier|who_speaks_first|interrupt_sensitivity|trigger)$/;

/** The same response with values that aren't in any list. */
function withUnknown(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withUnknown);
	if (!isRecord(value)) return value;
	const entries = Object.entries(value).map(([key, inner]) => [
		key,
		LISTED.test(key) && typeof inner === 'string' ? UNKNOWN : withUnknown(inner),
	]);
	return Object.fromEntries(entries) as JsonObject;
}

test('every operation returns values that are not in any list', async () => {
	const readable = CASES.filter(({ example }) => example.output === undefined);
	const returned = [];
	for (const each of readable) {
		let changed: JsonObject = {};
		const { output, requests } = await runExample(each, { simplify: false }, (body) => {
			changed = withUnknown(body) as JsonObject;
			return changed;
		});
		const name = each.name;
		returned.push({ name, output });
		const documented = [changed.data ?? changed].flat() as IDataObject[];
		const operation = operationOf(contract, each.example.operationId);
		const url = `/${requests[0]?.path.join('/') ?? ''}`;
		expect({ name, output }).toEqual({ name, output: withOwnerIds(documented, operation, url) });
	}

	const unknown = returned.filter(({ output }) => JSON.stringify(output).includes(UNKNOWN));
	expect(unknown.length).toBeGreaterThan(readable.length / 2);
});
