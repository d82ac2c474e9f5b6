import { exampleFiles, readExample } from '../../tools/scripts/examples/files';
import { exampleProblems } from '../../tools/scripts/examples/rules';
import type { Workflow, WorkflowNode } from '../../tools/scripts/examples/workflow';

const WORDS = (count: number): string => 'word '.repeat(count).trim();

const DESCRIPTION = `Calls the contact of a deal.\n\n## How it works\n- ${WORDS(130)}\n\n## Set up\n1. Choose your agent in the node.\n2. Publish the workflow.`;

function note(changes: Partial<WorkflowNode> = {}, parameters: object = {}): WorkflowNode {
	return {
		name: 'About',
		type: 'n8n-nodes-base.stickyNote',
		typeVersion: 1,
		position: [-600, 0],
		...changes,
		parameters: { content: DESCRIPTION, width: 480, height: 700, ...parameters },
	};
}

function step(name: string, changes: Partial<WorkflowNode> = {}): WorkflowNode {
	return {
		name,
		type: 'n8n-nodes-talkover.talkover',
		typeVersion: 1,
		position: [100, 200],
		parameters: { agentId: { __rl: true, mode: 'list', value: '' } },
		...changes,
	};
}

const START = step('Start Calling', {
	type: 'n8n-nodes-base.manualTrigger',
	position: [100, 200],
	parameters: {},
});
const CALL = step('Call Contact', { position: [400, 200] });
const PART = note(
	{ name: 'Part', position: [0, 0] },
	{ content: '## Call the contact', color: 7, width: 600, height: 400 },
);

const MAIN = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** A workflow that keeps all rules, with changes. */
function workflow(changes: Partial<Workflow> = {}): Workflow {
	return {
		name: 'Call the contact of a deal',
		nodes: [note(), PART, START, CALL],
		connections: { 'Start Calling': MAIN('Call Contact') },
		pinData: { 'Start Calling': [{ json: {} }], 'Call Contact': [{ json: { id: 'sample' } }] },
		...changes,
	};
}

/** The workflow with another node in the place of the one that calls. */
function withCall(changes: Partial<WorkflowNode>): Workflow {
	return workflow({ nodes: [note(), PART, START, { ...CALL, ...changes }] });
}

const WEBHOOK = 'n8n-nodes-base.webhook';
const FORM = 'n8n-nodes-base.formTrigger';
const CHAT = '@n8n/n8n-nodes-langchain.chatTrigger';
const MCP = '@n8n/n8n-nodes-langchain.mcpTrigger';
const PIPEDRIVE = 'n8n-nodes-base.pipedriveTrigger';
const NO_REASON = 'has no authentication, and no note says why';

/** Why a workflow may begin without authentication. */
const REASON = '- The CRM sends no authentication to *Start Calling*.';

function withParameters(parameters: WorkflowNode['parameters']): Workflow {
	return withCall({ parameters });
}

/** The workflow with these notes and nodes before the one that calls. */
function withNodes(...nodes: readonly WorkflowNode[]): Workflow {
	return workflow({ nodes: [...nodes, START, CALL] });
}

/** The workflow with another name, and maybe type, of the node that calls. */
function renamed(name: string, type = CALL.type): Workflow {
	return workflow({
		nodes: [note(), PART, START, { ...CALL, name, type }],
		connections: { 'Start Calling': MAIN(name) },
		pinData: { 'Start Calling': [{ json: {} }], [name]: [{ json: {} }] },
	});
}

/** The note of a part with another text. */
function partWith(content: string): WorkflowNode {
	return note({ ...PART }, { ...PART.parameters, content });
}

/** The workflow with these items as sample data. */
function withSamples(more: object): Workflow {
	return workflow({ pinData: { ...workflow().pinData, ...more } });
}

/** The workflow with another node in the place of the one that starts it. */
function withStart(type: string, parameters: object, reason = ''): Workflow {
	return workflow({
		nodes: [
			note({}, { content: DESCRIPTION.replace('- ', `${reason}\n- `), height: 2000 }),
			PART,
			{ ...START, type, parameters: { ...parameters } },
			CALL,
		],
	});
}

/** The workflow with another description. */
function described(content: string): Workflow {
	return withNodes(note({}, { content, height: 2000 }), PART);
}

function problems(given: Workflow): string {
	return [...exampleProblems(given)].join('\n');
}

const SET = {
	type: 'n8n-nodes-base.set',
	name: 'Configuration',
	parameters: { assignments: { assignments: [{ name: 'hour', value: 9 }] } },
};
const SECOND = step('Call Again', { position: [100, 200] });

/** A *Remove Duplicates* node with an operation and options. */
function removeDuplicates(operation: string, options: object): Partial<WorkflowNode> {
	return { type: 'n8n-nodes-base.removeDuplicates', parameters: { operation, options } };
}

const BROKEN: readonly (readonly [problem: string, given: Workflow])[] = [
	['at least four words', workflow({ name: 'Call the contact' })],
	['without a period', workflow({ name: 'HubSpot: call a contact' })],
	['one yellow note; found 0', withNodes(PART)],
	[
		'one yellow note; found 2',
		withNodes(note(), note({ name: 'More', position: [-1200, 0] }), PART),
	],
	['150 to 300 words', described('Calls.\n\n## How it works\n## Set up')],
	['150 to 300 words; found 3', described(DESCRIPTION.replace('- ', `- ${WORDS(200)} `))],
	['start with a paragraph', described(`## Title\n\n${DESCRIPTION}`)],
	['must have the sections', described(DESCRIPTION.replace('How it works', 'How'))],
	['the sections', described(DESCRIPTION.replace('## Set up', '## Use'))],
	['must have numbered steps', described(DESCRIPTION.replaceAll(/\d\. /g, '- '))],
	["doesn't start with a heading", withNodes(note(), partWith('Calls'))],
	['more than 60 words', withNodes(note(), partWith(`## Part\n${WORDS(60)}`))],
	["'Talkover1' doesn't say what the node does", renamed('Talkover1')],
	[
		"'Date & Time' doesn't say what the node does",
		renamed('Date & Time', 'n8n-nodes-base.dateTime'),
	],
	['has a credential', withCall({ credentials: {} })],
	['has a webhookId', withCall({ webhookId: 'sample' })],
	[
		"'Call Contact' has a choice in 'agentId'",
		withParameters({ agentId: { __rl: true, mode: 'list', value: 'agent-1' } }),
	],
	[
		"the name of a choice in 'agentId'",
		withCall({
			parameters: { agentId: { __rl: true, mode: 'list', value: '', cachedResultName: 'Sales' } },
		}),
	],
	["'Call Contact' has a choice in 'agentIds'", withParameters({ agentIds: ['agent-1'] })],
	["'Call Contact' has no sample data", workflow({ pinData: { 'Start Calling': [{ json: {} }] } })],
	["sample data for 'Gone', which doesn't exist", withSamples({ Gone: [{ json: {} }] })],
	[
		"The sample data of 'Call Contact' must be items",
		withSamples({ 'Call Contact': [{ id: 'sample' }] }),
	],
	['must be named Configuration', withCall({ ...SET, name: 'Settings' })],
	[
		'and no expressions',
		withCall({
			...SET,
			parameters: { assignments: { assignments: [{ name: 'hour', value: '={{ 9 }}' }] } },
		}),
	],
	[
		'at most one Edit Fields node',
		workflow({
			nodes: [note(), PART, { ...START, ...SET }, { ...CALL, ...SET, name: 'Settings' }],
		}),
	],
	["'Call Contact' isn't connected", workflow({ connections: {} })],
	["A connection names 'Gone'", workflow({ connections: { 'Start Calling': MAIN('Gone') } })],
	[
		'Two nodes have the same name',
		workflow({ nodes: [note(), PART, START, CALL, { ...SECOND, name: 'Call Contact' }] }),
	],
	["'Start Calling' and 'Call Contact' overlap", withCall({ position: [150, 200] })],
	["isn't inside the note of its part", withCall({ position: [900, 200] })],
	["covers the text of the note 'Part'", withCall({ position: [400, 20] })],
	["The notes 'About' and 'Part' overlap", withNodes(note({ position: [-300, 0] }), PART)],
	["The note 'About' is too small for its text", withNodes(note({}, { height: 200 }), PART)],
	[
		'parameters.phone contains a UUID',
		withParameters({ phone: '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d' }),
	],
	['contains a token: talq_abcdef123', withParameters({ note: 'talq_abcdef123' })],
	[
		'contains an ID or a token',
		withParameters({ documentId: '1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms' }),
	],
	['contains an e-mail address: a@greenleaf.c', withParameters({ to: 'ana@greenleaf.com' })],
	["'meta' belongs to an n8n instance", workflow({ meta: { instanceId: '1' } })],
	[
		"'Call Contact' fails once its history is full",
		withCall(removeDuplicates('removeItemsSeenInPreviousExecutions', {})),
	],
	[
		"'Call Contact' must have the scope 'workflow'",
		withCall(removeDuplicates('clearDeduplicationHistory', {})),
	],
	[
		"'Call Contact' joins texts to JSON in 'jsonBody'",
		withParameters({ jsonBody: '={\n  "id": "{{ $json.id }}"\n}' }),
	],
	[
		"joins texts to JSON in 'body.content'",
		withParameters({ body: { content: '=[{"id": {{ $json.id }}}]' } }),
	],
	['joins texts to JSON', withParameters({ jsonBody: `={{ '{"id":"' + $json.id + '"}' }}` })],
	['joins texts to JSON', withParameters({ jsCode: 'return `{ "id": "${id}" }`;' })],
	["'Start Calling' has no authentication, and no note says why", withStart(WEBHOOK, { path: '' })],
	['has no authentication', withStart(WEBHOOK, { path: '', authentication: 'none' })],
	[
		'has no authentication and a path that everyone can read',
		withStart(WEBHOOK, { path: 'call' }, REASON),
	],
	[NO_REASON, withStart(FORM, {})],
	[NO_REASON, withStart(FORM, {}, '- Set *Authentication* in *Start Calling*.')],
	[NO_REASON, withStart(CHAT, { public: true })],
	[NO_REASON, withStart(MCP, { path: 'calls' })],
	['a path that everyone can read', withStart(MCP, { path: 'calls' }, REASON)],
	[NO_REASON, withStart(PIPEDRIVE, { incomingAuthentication: 'none' })],
	['The workflow is active', workflow({ active: true })],
];

test('a workflow that keeps all rules for examples has no problems', () => {
	expect(problems(workflow())).toBe('');
	expect(problems(withParameters({ to: 'ana@example.com' }))).toBe('');
	const large = { scope: 'workflow', historySize: 100_000 };
	const kept = removeDuplicates('removeItemsSeenInPreviousExecutions', large);
	expect(problems(withCall(kept))).toBe('');
	expect(problems(withParameters({ id: { __rl: true, value: '={{ $json.id }}' } }))).toBe('');
});

test.each([
	[WEBHOOK, { path: 'call', authentication: 'headerAuth' }, ''],
	[WEBHOOK, { path: '' }, REASON],
	[FORM, { authentication: 'basicAuth' }, ''],
	[FORM, { options: { path: 'call' } }, REASON],
	[CHAT, {}, ''],
	[CHAT, { public: true, authentication: 'n8nUserAuth' }, ''],
	[MCP, { path: 'calls', authentication: 'bearerAuth' }, ''],
	[PIPEDRIVE, { incomingAuthentication: 'basicAuth' }, ''],
])('the rules for examples accept a %s with %j', (type, parameters, reason) => {
	expect(problems(withStart(type, parameters, reason))).toBe('');
});

test.each([
	'={{ JSON.stringify({ id: $json.id }) }}',
	'={{ { id: $json.id, list: [{ "id": 1 }] } }}',
	'{ "id": 1 }',
	'={{ $json.id }}, {{ $json.name }}',
])('the rules for examples accept the JSON %s', (jsonBody) => {
	expect(problems(withParameters({ jsonBody }))).toBe('');
});

test.each(BROKEN)('the rules for examples report: %s', (problem, given) => {
	expect(problems(given)).toContain(problem);
});

test.each(exampleFiles())('the example %s keeps all rules', (file) => {
	expect(problems(readExample(file))).toBe('');
});
