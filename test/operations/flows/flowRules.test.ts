import { flowFaults } from '../../../nodes/Talkover/resources/flow/config/rules';

const greet = { id: 'greet', type: 'say', content: 'Hi!', next: 'end' };
const end = { id: 'end', type: 'end' };

function flow(...nodes: unknown[]) {
	return { initial_node_id: 'greet', nodes };
}

test.each<[string, Record<string, unknown>]>([
	['the smallest flow', flow(greet, end)],
	['a cycle', flow({ ...greet, next: 'greet' })],
	[
		'branches',
		flow({ id: 'greet', type: 'decision', branches: [{ match: 'yes', next: 'end' }] }, end),
	],
	['unknown properties', { ...flow({ ...greet, mood: { warm: true } }, end), extra: 1 }],
	[
		'a node that only an undocumented property leads to',
		flow({ ...greet, next: undefined, on_silence: { after: 5, go: 'end' } }, end),
	],
	['a say node without next', flow({ id: 'greet', type: 'say', content: 'Bye' })],
])('%s has no faults', (_name, valid) => {
	expect(flowFaults(valid)).toEqual([]);
});

test.each<[string, Record<string, unknown>, string[]]>([
	['ids used twice', flow(greet, end, end, end), ["Duplicate node id: 'end'"]],
	[
		'an entry that does not exist',
		{ ...flow(greet, end), initial_node_id: 'node-greet' },
		["initial_node_id 'node-greet' not found in nodes"],
	],
	[
		'a next that does not exist',
		flow({ ...greet, next: 'bookx' }),
		["Node 'greet' references unknown next node 'bookx'"],
	],
	[
		'a branch that leads nowhere',
		flow({ id: 'greet', type: 'decision', branches: [{ match: 'yes', next: 'book' }] }),
		["Node 'greet' references unknown next node 'book'"],
	],
	['an unreachable node', flow({ ...greet, next: undefined }, end), ["Node 'end' is unreachable"]],
	[
		'a name in what is said is no way to a node',
		flow({ ...greet, next: undefined, content: 'end' }, end),
		["Node 'end' is unreachable"],
	],
	[
		'an answer that is called like a node',
		flow({ id: 'greet', type: 'decision', branches: [{ match: 'end', next: 'greet' }] }, end),
		["Node 'end' is unreachable"],
	],
	['nothing at all', {}, ['initial_node_id is missing', 'nodes is missing']],
	[
		'no nodes',
		{ initial_node_id: 'a', nodes: [] },
		['nodes is empty', "initial_node_id 'a' not found in nodes"],
	],
	[
		'wrong kinds',
		{ initial_node_id: 1, nodes: {}, meta: [], global_functions: 'x' },
		[
			'initial_node_id must be text',
			'nodes must be a list',
			'meta must be an object',
			'global_functions must be a list',
		],
	],
	[
		'wrong kinds inside',
		{ ...flow(greet, end), meta: { name: 1 }, global_functions: [1, {}, { name: 2 }] },
		[
			'meta: name must be text',
			'Global function 1 must be an object',
			'Global function 2 has no name',
			'Global function 3: name must be text',
		],
	],
	[
		'nodes that are none',
		flow(greet, end, 'x', {}, { id: 'y' }, { id: 'z', type: 'jump' }),
		[
			'Node 3 must be an object',
			'Node 4 has no id',
			"Node 'y' has no type",
			"Node 'z' has unknown type 'jump' (known: action, ask, decision, end, say, transfer)",
		],
	],
	[
		'fields of the wrong kind',
		flow({ id: 'greet', type: 'say', content: 1, next: 2, branches: 3 }),
		[
			"Node 'greet': content must be text",
			"Node 'greet': next must be text",
			"Node 'greet': branches must be a list",
		],
	],
	[
		'branches that are none',
		flow({ id: 'greet', type: 'decision', branches: [1, {}, { match: 1, next: 'greet' }] }),
		[
			"Node 'greet', branch 1 must be an object",
			"Node 'greet', branch 2 has no match",
			"Node 'greet', branch 2 has no next",
			"Node 'greet', branch 3: match must be text",
		],
	],
])('%s', (_name, broken, faults) => {
	expect(flowFaults(broken)).toEqual(faults);
});
