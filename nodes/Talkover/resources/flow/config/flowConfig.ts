import { InvalidInput, invalid } from '../../../parameters/invalidInput';
import { isRecord } from '../../../parameters/json';
import type { Field, ValuesOf } from '../../../parameters/field';
import { field, isBlank, required, shownWhen } from '../../../parameters/field';
import { collection } from '../../../parameters/groups';
import { asJsonObject, ownChoice, text } from '../../../parameters/scalars';
import { globalFunctions, toGlobalFunctions } from './globalFunctions';
import type { FlowConfig } from './rules';
import { flowFaults } from './rules';
import { steps, toNodes } from './steps';

const flowDefinition = ownChoice({
	displayName: 'Flow Definition',
	name: 'flowDefinition',
	default: 'fields',
	description: 'How to describe the flow',
	options: [
		{ name: 'Using Fields Below', value: 'fields', description: 'Step by step, in this panel' },
		{ name: 'Using JSON', value: 'json', description: 'As text, or as an object of an expression' },
	],
});

const flowConfig: Field<'flowConfig', FlowConfig> = field(
	{
		displayName: 'Flow',
		name: 'flowConfig',
		type: 'json',
		required: true,
		default: '',
		typeOptions: { rows: 12 },
		description:
			'The flow as JSON text or as an object: initial_node_id and nodes, and if needed meta and global_functions, as Talkover names them',
	},
	(raw) => {
		if (isBlank(raw)) throw invalid('is required');
		const flow = asJsonObject(raw);
		if (isRecord(flow.flow_config)) {
			throw invalid("holds 'flow_config': give only what is inside it");
		}
		return flow;
	},
);

const initialNodeId = required(
	text({
		displayName: 'Entry Step',
		name: 'initialNodeId',
		placeholder: 'e.g. greet',
		description: 'The ID of the step that the call begins with',
	}),
);

const meta = collection({
	displayName: 'Flow Details',
	name: 'meta',
	placeholder: 'Add Detail',
	fields: [
		text({ displayName: 'Flow Name', name: 'name', placeholder: 'e.g. Intake' }),
		text({ displayName: 'Flow Version', name: 'version', placeholder: 'e.g. 1.0.0' }),
	],
});

/**
 * The parameters that describe a flow, for every operation that takes one.
 *
 * @param show the values of earlier parameters that they depend on
 */
export function flowFields(show: Parameters<typeof shownWhen>[0]) {
	const asFields = { ...show, flowDefinition: ['fields'] };
	return [
		shownWhen(show, flowDefinition),
		shownWhen({ ...show, flowDefinition: ['json'] }, flowConfig),
		shownWhen(asFields, initialNodeId),
		shownWhen(asFields, steps),
		shownWhen(asFields, globalFunctions),
		shownWhen(asFields, meta),
	] as const;
}

/**
 * The API's `flow_config` from either definition.
 * @throws InvalidInput when a step's property or a function cannot be read
 */
export function toFlowConfig(values: ValuesOf<ReturnType<typeof flowFields>>): FlowConfig {
	if (values.flowConfig) return values.flowConfig;
	const functions = toGlobalFunctions(values.globalFunctions ?? []);
	return {
		initial_node_id: values.initialNodeId,
		...(isBlank(values.meta?.name ?? values.meta?.version) ? {} : { meta: values.meta }),
		nodes: toNodes(values.nodes ?? []),
		...(functions.length > 0 ? { global_functions: functions } : {}),
	};
}

/** @throws InvalidInput with every documented rule that the flow breaks */
export function checkFlow(flow: FlowConfig): void {
	const faults = flowFaults(flow);
	if (faults.length > 0) {
		throw new InvalidInput(faults.map((fault) => ({ label: 'Flow', text: fault })));
	}
}
