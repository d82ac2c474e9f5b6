import { CASES, OPERATIONS } from '../../../tools/operations/documented';
import { outputOf } from '../../../tools/operations/output';
import { openContract, operationOf } from '../../../tools/simulator/contract';

const MOST_FIELDS = 10;
const contract = openContract();

test.each(OPERATIONS)('$key outputs at most ten fields or has a Simplify option', async (each) => {
	const cases = CASES.filter(({ operation }) => operation === each.operation);
	const reads = cases.some(
		({ example }) => operationOf(contract, example.operationId).method === 'get',
	);
	const namesOf = (simplify: boolean) =>
		Promise.all(cases.map(async (one) => Object.keys(await outputOf(one, { simplify }))));
	const [raw, simplified] = [await namesOf(false), await namesOf(true)];
	const long = raw.some((names) => names.length > MOST_FIELDS);

	const offered = each.operation.fields.some(({ name }) => name === 'simplify');
	expect({ offered, long }).toEqual({ offered: offered || (reads && long), long: offered || long });
	for (const [index, names] of simplified.entries()) {
		expect(raw[index]).toEqual(expect.arrayContaining(names));
		expect(names.length).toBeLessThanOrEqual(offered ? MOST_FIELDS : Infinity);
	}
});
