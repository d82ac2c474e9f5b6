import { exampleFiles, readExample } from '../../scripts/examples/files';
import { exampleProblems } from '../../scripts/examples/rules';
import type { Workflow, WorkflowNode } from '../../scripts/examples/workflow';

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

const BROKEN: readonly (readonly [rule: string, given: Workflow, problem: string])[] = [
	[
		'a name in fewer than four words',
		workflow({ name: 'Call the contact' }),
		'at least four words',
	],
	['a name with a colon', workflow({ name: 'HubSpot: call a contact' }), 'without a period'],
	['no yellow note', withNodes(PART), 'one yellow note; found 0'],
	[
		'two yellow notes',
		withNodes(note(), note({ name: 'More', position: [-1200, 0] }), PART),
		'one yellow note; found 2',
	],
	['a short description', described('Calls.\n\n## How it works\n## Set up'), '150 to 300 words'],
	[
		'a long description',
		described(DESCRIPTION.replace('- ', `- ${WORDS(200)} `)),
		'150 to 300 words; found 3',
	],
	['no first paragraph', described(`## Title\n\n${DESCRIPTION}`), 'start with a paragraph'],
	[
		'no section on how it works',
		described(DESCRIPTION.replace('How it works', 'How')),
		'must have the sections',
	],
	['no section on set-up', described(DESCRIPTION.replace('## Set up', '## Use')), 'the sections'],
	[
		'steps without numbers',
		described(DESCRIPTION.replaceAll(/\d\. /g, '- ')),
		'must have numbered steps',
	],
	[
		'the note of a part without a heading',
		withNodes(note(), partWith('Calls')),
		"doesn't start with a heading",
	],
	[
		'a long note of a part',
		withNodes(note(), partWith(`## Part\n${WORDS(60)}`)),
		'more than 60 words',
	],
	[
		'a node with the name of its type',
		renamed('Talkover1'),
		"'Talkover1' doesn't say what the node does",
	],
	[
		'a node with the name that n8n gives it',
		renamed('Date & Time', 'n8n-nodes-base.dateTime'),
		"'Date & Time' doesn't say what the node does",
	],
	['a credential', withCall({ credentials: {} }), 'has a credential'],
	['a webhookId', withCall({ webhookId: 'sample' }), 'has a webhookId'],
	[
		'a chosen agent',
		withParameters({ agentId: { __rl: true, mode: 'list', value: 'agent-1' } }),
		"'Call Contact' has a choice in 'agentId'",
	],
	[
		'the name of a chosen agent',
		withCall({
			parameters: { agentId: { __rl: true, mode: 'list', value: '', cachedResultName: 'Sales' } },
		}),
		"the name of a choice in 'agentId'",
	],
	[
		'chosen agents',
		withParameters({ agentIds: ['agent-1'] }),
		"'Call Contact' has a choice in 'agentIds'",
	],
	[
		'no sample data',
		workflow({ pinData: { 'Start Calling': [{ json: {} }] } }),
		"'Call Contact' has no sample data",
	],
	[
		'sample data of a node that is gone',
		withSamples({ Gone: [{ json: {} }] }),
		"sample data for 'Gone', which doesn't exist",
	],
	[
		'sample data that is no list of items',
		withSamples({ 'Call Contact': [{ id: 'sample' }] }),
		"The sample data of 'Call Contact' must be items",
	],
	[
		'settings with another name',
		withCall({ ...SET, name: 'Settings' }),
		'must be named Configuration',
	],
	[
		'settings with an expression',
		withCall({
			...SET,
			parameters: { assignments: { assignments: [{ name: 'hour', value: '={{ 9 }}' }] } },
		}),
		'and no expressions',
	],
	[
		'two nodes with settings',
		workflow({
			nodes: [note(), PART, { ...START, ...SET }, { ...CALL, ...SET, name: 'Settings' }],
		}),
		'at most one Edit Fields node',
	],
	['a node without a connection', workflow({ connections: {} }), "'Call Contact' isn't connected"],
	[
		'a connection to nothing',
		workflow({ connections: { 'Start Calling': MAIN('Gone') } }),
		"A connection names 'Gone'",
	],
	[
		'two nodes with one name',
		workflow({ nodes: [note(), PART, START, CALL, { ...SECOND, name: 'Call Contact' }] }),
		'Two nodes have the same name',
	],
	[
		'a node on another',
		withCall({ position: [150, 200] }),
		"'Start Calling' and 'Call Contact' overlap",
	],
	[
		'a node outside the notes',
		withCall({ position: [900, 200] }),
		"isn't inside the note of its part",
	],
	[
		'a node over the text of its note',
		withCall({ position: [400, 20] }),
		"covers the text of the note 'Part'",
	],
	[
		'notes that overlap',
		withNodes(note({ position: [-300, 0] }), PART),
		"The notes 'About' and 'Part' overlap",
	],
	[
		'a note that is too small',
		withNodes(note({}, { height: 200 }), PART),
		"The note 'About' is too small for its text",
	],
	[
		'a UUID',
		withParameters({ phone: '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d' }),
		'parameters.phone contains a UUID',
	],
	['a token', withParameters({ note: 'talq_abcdef123' }), 'contains a token: talq_abcdef123'],
	[
		'a long ID',
		withParameters({ documentId: '1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms' }),
		'contains an ID or a token',
	],
	[
		'an e-mail address',
		withParameters({ to: 'ana@greenleaf.com' }),
		'contains an e-mail address: a@greenleaf.c',
	],
	[
		'the ID of an instance',
		workflow({ meta: { instanceId: '1' } }),
		"'meta' belongs to an n8n instance",
	],
	[
		'a history of duplicates that is full after 10,000 values',
		withCall(removeDuplicates('removeItemsSeenInPreviousExecutions', {})),
		"'Call Contact' fails once its history is full",
	],
	[
		'emptying another history of duplicates than the one in use',
		withCall(removeDuplicates('clearDeduplicationHistory', {})),
		"'Call Contact' must have the scope 'workflow'",
	],
	[
		'JSON that is joined from texts',
		withParameters({ jsonBody: '={\n  "id": "{{ $json.id }}"\n}' }),
		"'Call Contact' joins texts to JSON in 'jsonBody'",
	],
	[
		'a list of JSON that is joined from texts',
		withParameters({ body: { content: '=[{"id": {{ $json.id }}}]' } }),
		"joins texts to JSON in 'body.content'",
	],
	[
		'JSON that is joined in an expression',
		withParameters({ jsonBody: `={{ '{"id":"' + $json.id + '"}' }}` }),
		'joins texts to JSON',
	],
	[
		'JSON that is joined in a template',
		withParameters({ jsCode: 'return `{ "id": "${id}" }`;' }),
		'joins texts to JSON',
	],
	[
		'a webhook without authentication and without a reason',
		withStart(WEBHOOK, { path: '' }),
		"'Start Calling' has no authentication, and no note says why",
	],
	[
		'a webhook whose authentication is none',
		withStart(WEBHOOK, { path: '', authentication: 'none' }),
		'has no authentication',
	],
	[
		'a webhook without authentication at a path that everyone knows',
		withStart(WEBHOOK, { path: 'call' }, REASON),
		'has no authentication and a path that everyone can read',
	],
	['a form without authentication and without a reason', withStart(FORM, {}), NO_REASON],
	[
		'a form whose note only says that authentication is possible',
		withStart(FORM, {}, '- Set *Authentication* in *Start Calling*.'),
		NO_REASON,
	],
	['a public chat without authentication', withStart(CHAT, { public: true }), NO_REASON],
	['an MCP server without authentication', withStart(MCP, { path: 'calls' }), NO_REASON],
	[
		'an MCP server without authentication at a path that everyone knows',
		withStart(MCP, { path: 'calls' }, REASON),
		'a path that everyone can read',
	],
	[
		'events of Pipedrive without authentication and without a reason',
		withStart(PIPEDRIVE, { incomingAuthentication: 'none' }),
		NO_REASON,
	],
	['an active workflow', workflow({ active: true }), 'The workflow is active'],
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

test.each(BROKEN)('the rules for examples reject %s', (_rule, given, problem) => {
	expect(problems(given)).toContain(problem);
});

test.each(exampleFiles())('the example %s keeps all rules', (file) => {
	expect(problems(readExample(file))).toBe('');
});
