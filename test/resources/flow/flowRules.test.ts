import { flowFaults } from '../../../nodes/Talkover/resources/flow/config/rules';

const greet = { id: 'greet', type: 'say', content: 'Hi!', next: 'end' };
const end = { id: 'end', type: 'end' };

function flow(...nodes: unknown[]) {
	return { initial_node_id: 'greet', nodes };
}

const NO_ENTRY = "'initial_node_id' is missing";
const NEVER_REACHED = ["Step 'end' is never reached: no path from the entry step leads there"];
const decision = (...branches: unknown[]) => ({ id: 'greet', type: 'decision', branches });
/** A flow of two nodes whose IDs are numbers or digits. */
const numbered = (entry: unknown, next: unknown, id: unknown) => ({
	initial_node_id: entry,
	nodes: [
		{ id: 1, type: 'say', next },
		{ id, type: 'end' },
	],
});
const UNSET = flow({ ...greet, content: null, branches: null }, { ...end, branches: [null] });
const NO_MATCH = [{ match: true, next: 'end' }, { match: ['a'], next: 'end' }, { next: 'end' }];
const TO_END = [{ name: 'bye', target: 'end' }];

test.each<[string, Record<string, unknown>]>([
	['a say node and an end node', flow(greet, end)],
	['unknown properties', { ...flow({ ...greet, mood: { warm: true } }, end), extra: 1 }],
	[
		'a node reached only through an undocumented property',
		flow({ ...greet, next: undefined, on_silence: { after: 5, go: 'end' } }, end),
	],
	['null for everything that is not set', { ...UNSET, meta: null, global_functions: null }],
	['null among its nodes', flow(null, greet, end)],
	['empty text for what is not set', flow({ ...greet, branches: '' }, { ...end, next: '' })],
	['numeric IDs', numbered(1, 2, 2)],
	['IDs that are numbers in one place and text in another', numbered('1', '2', '2')],
	['matches that are not text, and branches without a match', flow(decision(...NO_MATCH), end)],
	['branches by answer', flow({ id: 'greet', type: 'decision', branches: { yes: 'end' } }, end)],
	['nodes without an ID', flow(greet, end, { type: 'say', next: 'other' }, { id: 'other' })],
	['nodes by position, as PHP writes them', { ...flow(), nodes: { 0: greet, 2: end } }],
	['empty lists for empty objects', { ...flow(greet, end), meta: [], global_functions: {} }],
	[
		'a node that only a global function leads to',
		{ ...flow({ ...greet, next: undefined }, end), global_functions: TO_END },
	],
])('a flow with %s is valid', (_name, valid) => {
	expect(flowFaults(valid)).toEqual([]);
});

test.each<[string[], Record<string, unknown>]>([
	[["More than one step has the ID 'end'"], flow(greet, end, end, end)],
	[
		["The entry step 'node-greet' doesn't exist"],
		{ ...flow(greet, end), initial_node_id: 'node-greet' },
	],
	[["Step 'greet' refers to step 'bookx', which doesn't exist"], flow({ ...greet, next: 'bookx' })],
	[
		["Step 'greet' has a branch to step 'book', which doesn't exist"],
		flow(decision({ match: 'yes', next: 'book' })),
	],
	[NEVER_REACHED, flow({ ...greet, next: undefined }, end)],
	[NEVER_REACHED, flow({ ...greet, next: undefined, content: 'end' }, end)],
	[NEVER_REACHED, flow(decision({ match: 'end', next: 'greet' }), end)],
	[["'initial_node_id' is missing", "'nodes' is missing"], {}],
	[["'nodes' is missing"], { initial_node_id: 'a', nodes: null }],
	[["'nodes' is empty"], { initial_node_id: 'a', nodes: [] }],
	[["'nodes' is empty"], { initial_node_id: 'a', nodes: [null] }],
	[["'nodes' must be a list"], { initial_node_id: 'a', nodes: 'a' }],
	[['Step 3 must be an object'], flow(greet, end, 'x')],
	[[NO_ENTRY], { ...flow(greet, end), initial_node_id: null }],
	[[NO_ENTRY], { ...flow(greet, end), initial_node_id: {} }],
	[
		["More than one step has the ID '2'"],
		flow({ id: 'greet', next: 2 }, { id: 2, type: 'end' }, { id: '2', type: 'end' }),
	],
])('the faults of a flow are found: %j', (faults, broken) => {
	expect(flowFaults(broken)).toEqual(faults);
});

test('links are not checked in a flow that Talkover returned, but everything else is', () => {
	const dangling = flow({ ...greet, next: 'book' }, end, end);

	expect(flowFaults(dangling, { checksLinks: false })).toEqual([
		"More than one step has the ID 'end'",
	]);
	expect(flowFaults({ ...dangling, nodes: [greet] }, { checksLinks: false })).toEqual([]);
});
