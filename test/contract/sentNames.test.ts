import { openContract } from '../../tools/simulator/contract';
import { CASES, requestNames } from '../../tools/operations/documented';
import { operationOfExample } from '../../tools/operations/examples';
import { jobOf } from '../../tools/operations/jobOf';

const contract = openContract();

/** The names in a value: `inputs`, `inputs.name`. The elements of a list have the same names. */
function namesIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(namesIn);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => [
		name,
		...namesIn(inner).map((inside) => `${name}.${inside}`),
	]);
}

/** Every operation of the node with every operation of the contract that it sends. */
const REQUESTS = new Map(
	CASES.map((one) => [`${operationOfExample(one.name)} (${one.example.operationId})`, one]),
);

test.each([...REQUESTS])('the examples of %s send every documented name', (_, first) => {
	const { operationId } = first.example;
	const examples = CASES.filter(
		({ operation, example }) =>
			operation === first.operation && example.operationId === operationId,
	);

	const sent = examples
		.map((each) => jobOf(each))
		.flatMap(({ request: { query, body } }) => [...namesIn(query), ...namesIn(body)]);

	const leftOut = examples.flatMap(({ example }) => Object.keys(example.leftOut ?? {}));
	const missing = requestNames(contract, operationId).filter((name) => !sent.includes(name));
	expect(missing.filter((name) => !leftOut.includes(name))).toEqual([]);
});
