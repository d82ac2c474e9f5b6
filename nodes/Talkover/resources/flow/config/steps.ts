import { apiFields } from '../../../base/apiNames';
import { InvalidInput, attempt, invalid, labeled } from '../../../base/invalidInput';
import type { FieldValue } from '../../../parameters/field';
import { field, hiddenWhen, isBlank, required, shownWhen } from '../../../parameters/field';
import { rows } from '../../../parameters/groups';
import { idChoice } from '../../../parameters/lists';
import { choiceOrOther } from '../../../parameters/others';
import { asJson, ownChoice, text } from '../../../parameters/scalars';
import { allOf } from '../../../pickers/locator';
import { agentActions } from '../../../shared/agent/actions';
import { transferTarget } from '../../../shared/phone/transferTarget';
import type { FlowConfig } from './rules';
import { stepName } from './rules';
import { STEP_TYPES } from './stepTypes';

const PROPERTY_TYPES = [
	{ name: 'JSON', value: 'json', description: 'A list or an object, written as JSON' },
	{ name: 'Number', value: 'number' },
	{ name: 'Text', value: 'text' },
	{ name: 'True or False', value: 'boolean' },
] as const;

const furtherProperties = rows({
	displayName: 'Further Properties',
	name: 'properties',
	rowKey: 'property',
	rowName: 'Property',
	placeholder: 'Add Property',
	description:
		"Settings that have no field here, by their names in Talkover's API. action_id and transfer_to override the fields above.",
	fields: [
		required(
			text({
				displayName: 'Name',
				name: 'name',
				placeholder: 'e.g. action_id',
				description: "The name of the setting in Talkover's API",
			}),
		),
		ownChoice({
			displayName: 'Type',
			name: 'type',
			default: 'text',
			description: 'The type of the value',
			options: PROPERTY_TYPES,
		}),
		text({
			displayName: 'Value',
			name: 'value',
			description: 'The value of the setting, in the form of the selected type',
		}),
	],
});

const branches = rows({
	displayName: 'Branches',
	name: 'branches',
	rowKey: 'branch',
	rowName: 'Branch',
	placeholder: 'Add Branch',
	description: 'The next step, depending on the answer',
	fields: [
		required(
			text({
				displayName: 'Answer',
				name: 'match',
				placeholder: 'e.g. yes',
				description: 'The answer that leads to this branch',
			}),
		),
		text({
			displayName: 'Next Step',
			name: 'next',
			placeholder: 'e.g. book',
			description: 'The ID of the step that follows. If empty, the step below follows.',
		}),
	],
});

/** Talkover documents that an action step refers to an action of the agent, but not the name of the property. */
const action = idChoice({
	displayName: 'Action Name or ID',
	name: 'actionId',
	hint: "Sent as action_id, because Talkover doesn't document the name. Use 'Further Properties' for another one.",
	method: 'getAgentActions',
	dependsOn: ['agentId.value'],
	load: allOf(agentActions, 'agentId'),
});

/** Named as in the agent's actions, because Talkover doesn't document the name in a step. */
const transferTo = field(
	{
		displayName: 'Transfer To',
		name: 'transferTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1 212 555 0123',
		description:
			'The target of the transfer: a phone number with + and a country code, an extension such as 204, or a SIP address such as sip:anna@example.com',
		hint: "Sent as transfer_to, because Talkover doesn't document the name. Use 'Further Properties' for another one.",
	},
	(raw) => (isBlank(raw) ? undefined : transferTarget(raw, null)),
);

/** What a step of a type needs, under a name that may be a different one in the API. */
const NEEDS = [
	{
		type: 'action',
		field: action,
		apiName: 'action_id',
		advice: "choose one of the agent's actions",
	},
	{
		type: 'transfer',
		field: transferTo,
		apiName: 'transfer_to',
		advice: 'enter a phone number, an extension or a SIP address',
	},
] as const;

/** The steps of the flow as rows of the panel. */
export const steps = rows({
	displayName: 'Steps',
	name: 'nodes',
	rowKey: 'node',
	rowName: 'Step',
	titleOf: 'id',
	placeholder: 'Add Step',
	description:
		'The steps of the call, in this order, beginning with the first one. A step needs an ID only if another step leads to it out of order.',
	fields: [
		text({
			displayName: 'ID',
			name: 'id',
			placeholder: 'e.g. greet',
			description: 'A short name for this step, unique in the flow',
		}),
		...choiceOrOther({
			displayName: 'Type',
			name: 'type',
			default: 'say',
			description: 'What the agent does in this step',
			options: STEP_TYPES,
			example: 'goto',
		}),
		hiddenWhen(
			// Not for an end step, because n8n drops the texts of hidden fields.
			{ type: ['action', 'decision', 'transfer'] },
			text({
				displayName: 'Text',
				name: 'content',
				rows: 2,
				placeholder: 'e.g. Hello! Do you have a minute?',
				description:
					"What the agent says in this step. If empty, no text is sent. An 'End' step has none.",
			}),
		),
		shownWhen({ type: ['action'] }, action),
		shownWhen({ type: ['transfer'] }, transferTo),
		hiddenWhen(
			{ type: ['decision', 'end'] },
			text({
				displayName: 'Next Step',
				name: 'next',
				placeholder: 'e.g. goodbye',
				description:
					'The ID of the step that follows. If empty, the step below follows, unless this step has branches.',
			}),
		),
		hiddenWhen({ type: ['action', 'end', 'say', 'transfer'] }, branches),
		furtherProperties,
	],
});

export type Step = FieldValue<typeof steps>[number];
type Property = FieldValue<typeof furtherProperties>[number];

/**
 * Converts a row of the panel to a node of the API, with only what was entered.
 *
 * @param position of the row, beginning with 1
 * @throws InvalidInput for an invalid property, and for a text that isn't sent
 */
export function toNode(
	{ branches: ways, properties = [], ...own }: Step,
	position: number,
): FlowConfig {
	if (own.type === 'end' && own.content !== undefined) {
		throw invalid(
			`${stepName(own.id, position)}, Text: isn't sent, because an 'End' step says nothing: put it into a 'Say' step above, and clear it here`,
		);
	}
	const node = new Map<string, unknown>(Object.entries(apiFields(own)));
	if (ways && ways.length > 0) node.set('branches', ways);
	const given = new Set(node.keys());
	// A further property overrides what the node sends under a name that isn't documented.
	for (const { apiName } of NEEDS) given.delete(apiName);
	for (const property of properties) addProperty(node, given, property, stepName(own.id, position));
	return Object.fromEntries(node);
}

/**
 * What a step needs and doesn't have, as a message. A further property may be it, under a name that only Talkover
 * knows.
 */
export function missingIn({ properties = [] }: Step, node: FlowConfig, step: string): string[] {
	if (properties.length > 0) return [];
	return NEEDS.flatMap(({ type, field: { property }, apiName, advice }) =>
		node.type === type && node[apiName] === undefined
			? [
					`${step}, ${property.displayName}: is required: ${advice}, or set it in 'Further Properties'`,
				]
			: [],
	);
}

/**
 * A map accepts every name, even `__proto__` and `constructor`.
 *
 * @param given the names that can't be set again
 */
function addProperty(
	node: Map<string, unknown>,
	given: Set<string>,
	{ name = '', type = 'text', value = '' }: Property,
	step: string,
): void {
	if (given.has(name)) throw invalid(`${step}: '${name}' is set twice: remove one of them`);
	given.add(name);
	const result = labeled(
		`${step}, property '${name}'`,
		attempt(() => READ[type](value)),
	);
	if (!result.ok) throw new InvalidInput(result.faults);
	node.set(name, result.value);
}

const READ: Record<(typeof PROPERTY_TYPES)[number]['value'], (value: string) => unknown> = {
	text: (value) => value,
	json: (value) => asJson(value),
	number: (value) => {
		const number = Number(value);
		if (value.trim() === '' || !Number.isFinite(number)) throw invalid('must be a number');
		return number;
	},
	boolean: (value) => {
		if (!/^(?:true|false)$/i.test(value.trim())) throw invalid('must be true or false');
		return value.trim().toLowerCase() === 'true';
	},
};
