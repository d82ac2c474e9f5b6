import { openContract, operationOf } from '../../../simulator/contract';
import { jsonOf, runTalkover } from '../../../harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';
import type { Case } from '../../../operations/documented';
import { CASES, OPERATIONS, successStatus } from '../../../operations/documented';

const MOST_FIELDS = 10;

const talkover = useSimulator();

const contract = openContract();

/** The field names of an output item. */
async function fieldsOf({ resource, operation, example }: Case, simplify: boolean) {
	const { operationId, parameters } = example;
	const status = successStatus(contract, operationId);
	talkover().fail({ operationId, fault: { kind: 'documented', status } });
	const chosen = { resource, operation: operation.value, limit: 1, ...parameters, simplify };
	return Object.keys(jsonOf(await runTalkover(talkover(), chosen))[0] ?? {});
}

test.each(OPERATIONS)('$key outputs at most ten fields or has a Simplify option', async (each) => {
	const cases = CASES.filter(({ operation }) => operation === each.operation);
	const reads = cases.some(
		({ example }) => operationOf(contract, example.operationId).method === 'get',
	);
	const raw = await Promise.all(cases.map(async (one) => fieldsOf(one, false)));
	const long = raw.some((names) => names.length > MOST_FIELDS);

	const offered = each.operation.fields.some(({ name }) => name === 'simplify');
	expect({ offered, long }).toEqual({ offered: offered || (reads && long), long: offered || long });
	for (const [index, one] of cases.entries()) {
		const simplified = await fieldsOf(one, true);
		expect(raw[index]).toEqual(expect.arrayContaining(simplified));
		expect(simplified.length).toBeLessThanOrEqual(offered ? MOST_FIELDS : Infinity);
	}
});
