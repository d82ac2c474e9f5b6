import { flowFaults } from '../../../nodes/Talkover/resources/flow/config/rules';

const greet = { id: 'greet', type: 'say', content: 'Hi!', next: 'end' };
const end = { id: 'end', type: 'end' };

function flow(...nodes: unknown[]) {
	return { initial_node_id: 'greet', nodes };
}

test.each<[string, Record<string, unknown>]>([
	['a say node and an end node', flow(greet, end)],
	['a cycle', flow({ ...greet, next: 'greet' })],
	[
		'a decision with a branch',
		flow({ id: 'greet', type: 'decision', branches: [{ match: 'yes', next: 'end' }] }, end),
	],
	['unknown properties', { ...flow({ ...greet, mood: { warm: true } }, end), extra: 1 }],
	[
		'a node reached only through an undocumented property',
		flow({ ...greet, next: undefined, on_silence: { after: 5, go: 'end' } }, end),
	],
	['a say node without next', flow({ id: 'greet', type: 'say', content: 'Bye' })],
])('a flow with %s is valid', (_name, valid) => {
	expect(flowFaults(valid)).toEqual([]);
});

test.each<[string, Record<string, unknown>, string[]]>([
	['a duplicate node ID', flow(greet, end, end, end), ["Duplicate node id: 'end'"]],
	[
		'an initial node that does not exist',
		{ ...flow(greet, end), initial_node_id: 'node-greet' },
		["initial_node_id 'node-greet' not found in nodes"],
	],
	[
		'a next node that does not exist',
		flow({ ...greet, next: 'bookx' }),
		["Node 'greet' references unknown next node 'bookx'"],
	],
	[
		'a branch to a node that does not exist',
		flow({ id: 'greet', type: 'decision', branches: [{ match: 'yes', next: 'book' }] }),
		["Node 'greet' references unknown next node 'book'"],
	],
	['an unreachable node', flow({ ...greet, next: undefined }, end), ["Node 'end' is unreachable"]],
	[
		'an unreachable node whose ID is the content of another node',
		flow({ ...greet, next: undefined, content: 'end' }, end),
		["Node 'end' is unreachable"],
	],
	[
		'an unreachable node whose ID is the answer of a branch',
		flow({ id: 'greet', type: 'decision', branches: [{ match: 'end', next: 'greet' }] }, end),
		["Node 'end' is unreachable"],
	],
	['no properties', {}, ['initial_node_id is missing', 'nodes is missing']],
	[
		'no nodes',
		{ initial_node_id: 'a', nodes: [] },
		['nodes is empty', "initial_node_id 'a' not found in nodes"],
	],
	[
		'properties of the wrong type',
		{ initial_node_id: 1, nodes: {}, meta: [], global_functions: 'x' },
		[
			'initial_node_id must be text',
			'nodes must be a list',
			'meta must be an object',
			'global_functions must be a list',
		],
	],
	[
		'nested properties of the wrong type',
		{ ...flow(greet, end), meta: { name: 1 }, global_functions: [1, {}, { name: 2 }] },
		[
			'meta: name must be text',
			'Global function 1 must be an object',
			'Global function 2 has no name',
			'Global function 3: name must be text',
		],
	],
	[
		'invalid nodes',
		flow(greet, end, 'x', {}, { id: 'y' }, { id: 'z', type: 'jump' }),
		[
			'Node 3 must be an object',
			'Node 4 has no id',
			"Node 'y' has no type",
			"Node 'z' has unknown type 'jump' (known: action, ask, decision, end, say, transfer)",
		],
	],
	[
		'node fields of the wrong type',
		flow({ id: 'greet', type: 'say', content: 1, next: 2, branches: 3 }),
		[
			"Node 'greet': content must be text",
			"Node 'greet': next must be text",
			"Node 'greet': branches must be a list",
		],
	],
	[
		'invalid branches',
		flow({ id: 'greet', type: 'decision', branches: [1, {}, { match: 1, next: 'greet' }] }),
		[
			"Node 'greet', branch 1 must be an object",
			"Node 'greet', branch 2 has no match",
			"Node 'greet', branch 2 has no next",
			"Node 'greet', branch 3: match must be text",
		],
	],
])('a flow with %s is invalid', (_name, broken, faults) => {
	expect(flowFaults(broken)).toEqual(faults);
});
