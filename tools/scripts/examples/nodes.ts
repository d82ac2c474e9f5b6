import type { Workflow, WorkflowNode } from './workflow';
import { isSubNode, stepsOf, targetsOf, within } from './workflow';
import { isRecord } from '../../../nodes/Talkover/base/json';

/** The names that n8n gives to nodes, where they aren't the name of the type in words. */
const DEFAULT_NAMES: Readonly<Record<string, readonly string[]>> = {
	agent: ['AI Agent'],
	dateTime: ['Date & Time'],
	executeWorkflow: ['Execute Sub-workflow', 'Execute Workflow'],
	executeWorkflowTrigger: ['When Executed by Another Workflow'],
	formTrigger: ['On form submission'],
	lmChatOpenAi: ['OpenAI Chat Model'],
	manualTrigger: ['When clicking ‘Execute workflow’', 'Manual Trigger'],
	noOp: ['No Operation, do nothing'],
	set: ['Edit Fields', 'Set'],
	splitInBatches: ['Loop Over Items'],
};

/** The node whose fields are a workflow's settings. */
const CONFIGURATION = 'Configuration';

/** Nodes that reach nothing outside n8n and don't wait. All others need sample data. */
const LOCAL = new Set(
	[
		'aggregate',
		'code',
		'compareDatasets',
		'convertToFile',
		'dateTime',
		'extractFromFile',
		'filter',
		'if',
		'itemLists',
		'limit',
		'markdown',
		'merge',
		'noOp',
		'removeDuplicates',
		'renameKeys',
		'respondToWebhook',
		'set',
		'sort',
		'splitInBatches',
		'splitOut',
		'stopAndError',
		'summarize',
		'switch',
	].map((name) => `n8n-nodes-base.${name}`),
);

const REMOVE_DUPLICATES = 'n8n-nodes-base.removeDuplicates';

/** How many values *Remove Duplicates* must be able to keep. If it has more, it fails; by default, after 10,000. */
const HISTORY_SIZE = 100_000;

/** It answers assistants with its tools, and gives no items. Sample data would keep it from waiting for them. */
const MCP_SERVER = '@n8n/n8n-nodes-langchain.mcpTrigger';

/** What is wrong with single nodes: names, pickers, settings, sample data. */
export function* nodeProblems(workflow: Workflow): Generator<string> {
	for (const node of stepsOf(workflow)) {
		if (hasDefaultName(node)) yield `'${node.name}' doesn't say what the node does`;
		if (node.credentials !== undefined) yield `'${node.name}' has a credential`;
		if (node.webhookId !== undefined) {
			yield `'${node.name}' has a webhookId, which n8n makes when it imports the workflow`;
		}
		yield* pickerProblems(node);
		const isLocal = LOCAL.has(node.type) || node.type === MCP_SERVER;
		const needsSample = !isLocal && !isSubNode(workflow, node.name);
		if (needsSample && workflow.pinData[node.name] === undefined) {
			yield `'${node.name}' has no sample data (pinData), so it can't run without a credential`;
		}
	}
	yield* historyProblems(workflow);
	yield* configurationProblems(workflow);
	yield* sampleProblems(workflow);
	yield* connectionProblems(workflow);
}

function hasDefaultName({ name, type }: WorkflowNode): boolean {
	const [kind = ''] = type.split('.').slice(-1);
	const defaults = DEFAULT_NAMES[kind] ?? [kind];
	return defaults.some((one) => lettersOf(one) === lettersOf(name));
}

/** What distinguishes two names: n8n adds a number to a second node of a type. */
function lettersOf(name: string): string {
	return name.toLowerCase().replace(/\P{L}/gu, '');
}

/** Pickers are empty, so that the editor marks in red what to choose. */
function* pickerProblems({ name, type, parameters }: WorkflowNode): Generator<string> {
	for (const { path, value } of within(parameters)) {
		// Countries are the same in every account.
		if (isRecord(value) && value.__rl === true && path !== 'defaultCountry') {
			const isExpression = typeof value.value === 'string' && value.value.startsWith('=');
			if (value.value !== '' && !isExpression) yield `'${name}' has a choice in '${path}'`;
			if (value.cachedResultName !== undefined || value.cachedResultUrl !== undefined) {
				yield `'${name}' has the name of a choice in '${path}'`;
			}
		}
		const isList = type.startsWith('n8n-nodes-talkover.') && path.endsWith('Ids');
		if (isList && Array.isArray(value) && value.length > 0) {
			yield `'${name}' has a choice in '${path}'`;
		}
	}
}

/** A history of duplicates is large enough, and the one that is emptied is the one in use. */
function* historyProblems(workflow: Workflow): Generator<string> {
	const nodes = stepsOf(workflow).filter(({ type }) => type === REMOVE_DUPLICATES);
	const withOperation = (operation: string) =>
		nodes
			.filter(({ parameters }) => parameters.operation === operation)
			.map(({ name, parameters: { options } }) => ({
				name,
				options: isRecord(options) ? options : {},
			}));
	const used = withOperation('removeItemsSeenInPreviousExecutions');
	const emptied = withOperation('clearDeduplicationHistory');
	for (const { name, options } of used) {
		if (Number(options.historySize ?? 0) < HISTORY_SIZE) {
			yield `'${name}' fails once its history is full. Set History Size to at least ${HISTORY_SIZE}`;
		}
	}
	for (const { name, options } of emptied.length > 0 ? [...used, ...emptied] : []) {
		if (options.scope !== 'workflow') {
			yield `'${name}' must have the scope 'workflow', or another history is emptied than the one in use`;
		}
	}
}

function* configurationProblems(workflow: Workflow): Generator<string> {
	const sets = stepsOf(workflow).filter(({ type }) => type === 'n8n-nodes-base.set');
	if (sets.length > 1) yield 'There must be at most one Edit Fields node';
	for (const { name, parameters } of sets) {
		if (name !== CONFIGURATION) {
			yield `The Edit Fields node '${name}' must be named ${CONFIGURATION}`;
		}
		const { assignments } = isRecord(parameters.assignments) ? parameters.assignments : {};
		for (const { path, value } of within(assignments)) {
			if (path.endsWith('.value') && typeof value === 'string' && value.startsWith('=')) {
				yield `'${name}' must have values to edit, and no expressions`;
			}
		}
	}
}

function* sampleProblems(workflow: Workflow): Generator<string> {
	const names = stepsOf(workflow).map(({ name }) => name);
	for (const [name, items] of Object.entries(workflow.pinData)) {
		if (!names.includes(name)) yield `There is sample data for '${name}', which doesn't exist`;
		const areItems =
			items.length > 0 && items.every((item) => isRecord(item) && isRecord(item.json));
		if (!areItems) yield `The sample data of '${name}' must be items with 'json'`;
	}
}

function* connectionProblems(workflow: Workflow): Generator<string> {
	const names = stepsOf(workflow).map(({ name }) => name);
	if (new Set(names).size < names.length) yield 'Two nodes have the same name';
	const targets = Object.keys(workflow.connections).flatMap((name) => targetsOf(workflow, name));
	for (const name of [...Object.keys(workflow.connections), ...targets]) {
		if (!names.includes(name)) yield `A connection names '${name}', which doesn't exist`;
	}
	for (const name of names) {
		const isConnected = targets.includes(name) || targetsOf(workflow, name).length > 0;
		if (!isConnected) yield `'${name}' isn't connected`;
	}
}
