import { collection, rows } from '../../nodes/Talkover/parameters/groups';
import { required } from '../../nodes/Talkover/parameters/field';
import { text } from '../../nodes/Talkover/parameters/scalars';
import { problemOfFaults } from '../../nodes/Talkover/report/problem';
import { flowFaults } from '../../nodes/Talkover/resources/flow/config/rules';

/** A list of this length overflows the stack if it's spread into the arguments of a call. */
const COUNT = 200_000;

function repeated<Value>(value: Value): Value[] {
	return new Array<Value>(COUNT).fill(value);
}

test('every one of 200,000 invalid rows is reported', () => {
	const people = rows({
		displayName: 'People',
		name: 'people',
		rowKey: 'person',
		rowName: 'Person',
		fields: [required(text({ displayName: 'Name', name: 'name' }))],
	});
	const group = collection({ displayName: 'More', name: 'more', fields: [people] });

	const result = group.parse({ people: { person: repeated({}) } });

	const faults = !result.ok ? result.faults : [];
	expect(faults).toHaveLength(COUNT);
	expect(problemOfFaults(faults)).toMatchObject({ more: COUNT - 50 });
});

test.each([
	['nodes', { nodes: repeated('x') }, 'Step 200000 must be an object'],
	[
		'links to a node that does not exist',
		{ nodes: [{ id: 'a', type: 'ask', branches: repeated({ match: 'x', next: 'b' }) }] },
		"Step 'a' has a branch to step 'b', which doesn't exist",
	],
])('every one of 200,000 invalid %s of a flow is reported', (_name, flow, last) => {
	const faults = flowFaults({ initial_node_id: 'a', ...flow });

	expect(faults).toHaveLength(COUNT);
	expect(faults.at(-1)).toBe(last);
});

test('a flow with 200,000 texts in a node is valid', () => {
	const nodes = [{ id: 'a', type: 'say', extra: repeated('x') }];

	expect(flowFaults({ initial_node_id: 'a', nodes })).toEqual([]);
});
