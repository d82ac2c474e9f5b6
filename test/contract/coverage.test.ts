import { openContract } from '../../tools/simulator/contract';
import { EXAMPLES } from '../../tools/operations/examples';
import { LEFT_OUT } from '../../tools/operations/leftOut';
import stored from '../../tools/operations/leftOut.json';

const contract = openContract();

test('every operation of the contract is implemented or excluded with a reason', () => {
	const documented = contract.getOperations().map(({ operationId }) => String(operationId));
	const implemented = [...new Set(Object.values(EXAMPLES).map(({ operationId }) => operationId))];
	const leftOut = Object.values(LEFT_OUT).flat();
	const known = [...implemented, ...leftOut];

	const wrong = [
		...documented
			.filter((id) => !known.includes(id))
			.map((id) => `${id}: add an operation with an example, or a reason in leftOut.json`),
		...known
			.filter((id) => !documented.includes(id))
			.map(
				(id) => `${id}: isn't in tools/simulator/openapi.yaml; correct the example or leftOut.json`,
			),
	];
	expect(known.length).toBeGreaterThan(100);
	expect(wrong).toEqual([]);
});

test('leftOut.json, which "npm run generate" updates, lists each operation once, and none that has an example', () => {
	const listed = Object.values(stored).flat();

	expect(stored).toEqual(LEFT_OUT);
	expect(new Set(listed).size).toBe(listed.length);
});

test('the core operations of the contract are all implemented', () => {
	const core = contract
		.getOperations()
		.filter((operation) => 'x-primary' in operation)
		.map(({ operationId }) => String(operationId));
	const implemented = Object.values(EXAMPLES).map(({ operationId }) => operationId);

	expect(core).toHaveLength(4);
	expect(implemented).toEqual(expect.arrayContaining(core));
});
