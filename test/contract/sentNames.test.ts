import { openContract } from '../../simulator/contract';
import { CASES, bodyProperties, queryParameters } from '../../operations/documented';
import type { Schema } from '../../operations/documented';
import { fileOfExamples, operationOfExample } from '../../operations/examples';
import { jobOf } from '../../operations/jobOf';

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

/** The names that a schema lists, in the form of {@link namesIn}. */
function namesListed({ properties = {}, items, oneOf = [] }: Schema): string[] {
	const inside = [...(items ? [items] : []), ...oneOf].flatMap(namesListed);
	const own = Object.entries(properties).flatMap(([name, schema]) => [
		name,
		...namesListed(schema).map((inner) => `${name}.${inner}`),
	]);
	return [...new Set([...inside, ...own])];
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
		.map(jobOf)
		.flatMap(({ request: { query, body } }) => [...namesIn(query), ...namesIn(body)]);

	const documented = {
		...queryParameters(contract, operationId),
		...bodyProperties(contract, operationId),
	};
	const leftOut = examples.flatMap(({ example }) => Object.keys(example.leftOut ?? {}));
	const missing = namesListed({ properties: documented })
		.filter((name) => !sent.includes(name) && !leftOut.includes(name))
		.map((name) => `${name}: set it in an example in ${fileOfExamples(first.name)}`);
	expect(missing).toEqual([]);
});
