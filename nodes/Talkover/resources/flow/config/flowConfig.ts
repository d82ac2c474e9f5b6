import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../../base/invalidInput';
import { InvalidInput, attempt, invalid, missing } from '../../../base/invalidInput';
import { isRecord } from '../../../base/json';
import type { Field, ValuesOf } from '../../../parameters/field';
import { field, hiddenWhen, isBlank, shownWhen } from '../../../parameters/field';
import { collection } from '../../../parameters/groups';
import { asJsonObject, ownChoice, quoted, text } from '../../../parameters/scalars';
import { globalFunctions, toGlobalFunctions } from './globalFunctions';
import type { FlowConfig } from './rules';
import { flowFaults } from './rules';
import type { Sequence } from './sequence';
import { inSequence } from './sequence';
import { steps } from './steps';

const flowDefinition = ownChoice({
	displayName: 'Specify Flow',
	name: 'flowDefinition',
	default: 'fields',
	description: 'How to enter the flow',
	options: [
		{ name: 'Using Fields Below', value: 'fields', description: 'Enter the steps one by one' },
		{
			name: 'Using JSON',
			value: 'json',
			description: 'Enter text, or an expression that returns an object',
		},
	],
});

/**
 * A flow and its origin. A flow from the output of *Get*, or an object from an expression, may come from Talkover,
 * whose own sample has links to steps that it doesn't contain.
 */
interface GivenFlow {
	readonly flow: FlowConfig;
	readonly from: 'json' | 'returned' | Sequence;
}

const EXAMPLE =
	'{"initial_node_id": "bye", "nodes": [{"id": "bye", "type": "end", "say": "Goodbye!"}]}';

/** JSON text, or an object from an expression. */
function asFlow(raw: unknown): IDataObject {
	if (typeof raw === 'string') return asJsonObject(raw, EXAMPLE);
	const given = attempt(() => asJsonObject(raw));
	if (given.ok) return given.value;
	throw invalid(`must be a flow, such as the output of Flow: Get (found ${quoted(raw)})`);
}

const flowConfig: Field<'flowConfig', GivenFlow> = field(
	{
		displayName: 'Flow',
		name: 'flowConfig',
		type: 'json',
		required: true,
		default: '',
		typeOptions: { rows: 12 },
		description:
			"The flow as JSON text or as an object, with the API's names: initial_node_id for the entry step, nodes for the steps, and optionally meta and global_functions. The whole output of 'Get' works too.",
	},
	(raw) => {
		if (isBlank(raw)) throw missing();
		const given = asFlow(raw);
		const { flow_config: inside } = given;
		if (isRecord(inside) || (typeof inside === 'string' && !isBlank(inside))) {
			return { flow: asJsonObject(inside, EXAMPLE), from: 'returned' };
		}
		if ('flow_config' in given && !('nodes' in given)) {
			throw invalid("contains no flow: its 'flow_config' is empty, because the agent has no flow");
		}
		return { flow: given, from: typeof raw === 'string' ? 'json' : 'returned' };
	},
);

const initialNodeId = text({
	displayName: 'Entry Step',
	name: 'initialNodeId',
	placeholder: 'e.g. greet',
	description:
		'The ID of the step that the call begins with. If empty, the call begins with the first step.',
});

const meta = collection({
	displayName: 'Flow Details',
	name: 'meta',
	placeholder: 'Add Detail',
	fields: [
		text({
			displayName: 'Flow Name',
			name: 'name',
			placeholder: 'e.g. Intake',
			description: 'A name for the flow',
		}),
		text({
			displayName: 'Flow Version',
			name: 'version',
			placeholder: 'e.g. 1.0.0',
			description: 'A version for the flow, in any form',
		}),
	],
});

/** The value of *Conversation Mode* without a flow. */
export const WITHOUT_FLOW = 'llm_driven';
const HIDE = { conversationMode: [WITHOUT_FLOW] };
const AS_FIELDS = { flowDefinition: ['fields'] };

/** The parameters for a flow. */
export const flowFields = [
	hiddenWhen(HIDE, flowDefinition),
	hiddenWhen(HIDE, shownWhen({ flowDefinition: ['json'] }, flowConfig)),
	hiddenWhen(HIDE, shownWhen(AS_FIELDS, initialNodeId)),
	hiddenWhen(HIDE, shownWhen(AS_FIELDS, steps)),
	hiddenWhen(HIDE, shownWhen(AS_FIELDS, globalFunctions)),
	hiddenWhen(HIDE, shownWhen(AS_FIELDS, meta)),
] as const;

/**
 * The API's `flow_config` from either definition.
 * @throws InvalidInput if a property of a step or a function is invalid
 */
export function toFlowConfig(values: ValuesOf<typeof flowFields>): GivenFlow {
	if (values.flowConfig) return values.flowConfig;
	const functions = toGlobalFunctions(values.globalFunctions ?? []);
	const sequence = inSequence(values.nodes ?? [], values.initialNodeId);
	const flow = {
		initial_node_id: values.initialNodeId ?? sequence.firstId,
		...(isBlank(values.meta?.name ?? values.meta?.version) ? {} : { meta: values.meta }),
		nodes: sequence.nodes,
		...(functions.length > 0 ? { global_functions: functions } : {}),
	};
	return { flow, from: sequence };
}

/**
 * Checks links only in new flows, because Talkover's documentation shows a returned flow with links to nodes that
 * aren't in it.
 *
 * @throws InvalidInput with every documented rule that the flow breaks, and with every gap in its fields
 */
export function checkFlow({ flow, from }: GivenFlow): void {
	const faults = typeof from === 'string' ? faultsOfJson(flow, from) : faultsOfFields(flow, from);
	if (faults.length > 0) throw new InvalidInput(faults);
}

function faultsOfJson(flow: FlowConfig, from: 'json' | 'returned'): Fault[] {
	const faults = flowFaults(flow, { checksLinks: from === 'json' });
	return faults.map((text) => ({ label: flowConfig.property.displayName, text }));
}

function faultsOfFields(flow: FlowConfig, { nodes, gaps, generatedIds }: Sequence): Fault[] {
	if (nodes.length === 0) {
		return [{ label: steps.property.displayName, text: 'is required: add at least one step' }];
	}
	const label = steps.property.displayName;
	return [...gaps, ...flowFaults(flow, { generatedIds })].map((text) => ({ label, text }));
}
