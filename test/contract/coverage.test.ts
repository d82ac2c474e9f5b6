import { openContract } from '../../simulator/contract';
import { EXAMPLES } from './examples';
import { LEFT_OUT } from './leftOut';

test('every operation of the contract is implemented or excluded with a reason', async () => {
	const contract = await openContract();
	const documented = contract.getOperations().map(({ operationId }) => String(operationId));
	const implemented = [...new Set(Object.values(EXAMPLES).map(({ operationId }) => operationId))];
	const leftOut = Object.values(LEFT_OUT).flat();

	console.info(`${implemented.length} of ${documented.length} operations of the contract`);
	expect([...implemented, ...leftOut].sort()).toEqual([...documented].sort());
});

test('the core operations of the contract are all implemented', async () => {
	const contract = await openContract();
	const core = contract
		.getOperations()
		.filter((operation) => 'x-primary' in operation)
		.map(({ operationId }) => String(operationId));
	const implemented = Object.values(EXAMPLES).map(({ operationId }) => operationId);

	expect(core).toHaveLength(4);
	expect(implemented).toEqual(expect.arrayContaining(core));
});
