import type { IDataObject } from 'n8n-workflow';
import type { OpenAPIBackend } from 'openapi-backend';

import type { Field } from '../../nodes/Talkover/engine/field';
import { apiNameOf } from '../../nodes/Talkover/engine/field';
import { fieldsOf } from '../../nodes/Talkover/engine/resource';
import { resources } from '../../nodes/Talkover/resources';
import { openContract, operationOf, responseExample } from '../../simulator/contract';
import { jsonOf, runTalkover } from '../harness/talkoverNode';
import { useSimulator } from '../harness/useSimulator';
import { EXAMPLES } from './examples';

const OPERATIONS = resources.flatMap(({ value: resource, operations }) =>
	operations.map((operation) => ({ key: `${resource}.${operation.value}`, resource, operation })),
);

const talkover = useSimulator();

let contract: OpenAPIBackend;
beforeAll(async () => {
	contract = await openContract();
});

function exampleOf(key: string) {
	const example = EXAMPLES[key];
	if (!example) throw new Error(`test/contract/examples.ts has no example of ${key}`);
	return example;
}

test('every operation has an example, and every example an operation', () => {
	expect(Object.keys(EXAMPLES).sort()).toEqual(OPERATIONS.map(({ key }) => key).sort());
});

describe.each(OPERATIONS)('$key', ({ key, resource, operation }) => {
	/** Runs the example against the answer that the API reference documents for a status. */
	async function run(status?: number) {
		const { operationId, parameters } = exampleOf(key);
		const answer = status ?? successStatus(operationId);
		talkover().fail({ operationId, fault: { kind: 'documented', status: answer } });
		return runTalkover(talkover(), { resource, operation: operation.value, ...parameters });
	}

	test('sends a request that the contract accepts', async () => {
		await run();

		const [request] = talkover().requests;
		expect(request?.operationId).toBe(exampleOf(key).operationId);
		const path = request?.url.replace('/api/v1', '') ?? '';
		const { method = '', body } = request ?? {};
		const validation = contract.validateRequest({
			method,
			path,
			headers: { 'content-type': 'application/json' },
			body: body as never,
		});
		expect(validation.errors).toBeFalsy();
	});

	test('gives the documented answer as its output', async () => {
		const { operationId, output } = exampleOf(key);

		const result = await run();

		const documented = responseExample(
			operationOf(contract, operationId),
			successStatus(operationId),
		);
		expect(documented).toBeDefined();
		const { data } = documented ?? {};
		const items = Array.isArray(data) ? (data as IDataObject[]) : [data as IDataObject];
		expect(jsonOf(result)).toEqual(output ? output(data) : items);
	});

	test('has a parameter for every documented field of its request', () => {
		const documented = bodyFields(exampleOf(key).operationId);
		const parameters = flatten(fieldsOf(operation)).map(apiNameOf);

		expect(documented.filter((field) => !parameters.includes(field))).toEqual([]);
	});

	test('has limits and choices as documented', () => {
		const fields = flatten(fieldsOf(operation));
		for (const [name, schema] of Object.entries(bodyProperties(exampleOf(key).operationId))) {
			const field = fields.find((candidate) => apiNameOf(candidate) === name);
			const { options = [], typeOptions = {} } = field?.property ?? {};
			if (schema.enum) {
				const values = options.map((option) => 'value' in option && option.value);
				expect({ name, values: values.sort() }).toEqual({ name, values: [...schema.enum].sort() });
			}
			if (schema.minimum !== undefined) {
				expect({ name, min: typeOptions.minValue, max: typeOptions.maxValue }).toEqual({
					name,
					min: schema.minimum,
					max: schema.maximum,
				});
			}
			if (schema.maxLength !== undefined) {
				expect(field?.parse('x'.repeat(schema.maxLength))).toHaveProperty('value');
				expect(field?.parse('x'.repeat(schema.maxLength + 1))).toHaveProperty('faults');
			}
		}
	});

	test('offers to send again what may have been created, if it creates something', async () => {
		talkover().fail({ fault: { kind: 'answer', status: 500, body: {} } });
		const { parameters } = exampleOf(key);
		const options = { ...Object(parameters.options), maxRetries: 0 };

		const { error } = await runTalkover(talkover(), {
			resource,
			operation: operation.value,
			...parameters,
			options,
		});

		const creates = error?.description?.includes('It is not known whether') === true;
		const offers = operation.options.some(({ name }) => name === 'resendUnknown');
		expect(offers).toBe(creates);
	});

	test('names each parameter once', () => {
		const names = fieldsOf(operation).map(({ name }) => name);

		expect(new Set(names).size).toBe(names.length);
	});
});

test('the core operations of the contract are all there', () => {
	const core = contract
		.getOperations()
		.filter((operation) => 'x-primary' in operation)
		.map(({ operationId }) => operationId);
	const implemented = Object.values(EXAMPLES).map(({ operationId }) => operationId);

	expect(core).toHaveLength(4);
	expect(core.filter((operationId) => !implemented.includes(operationId ?? ''))).toEqual([]);
});

function successStatus(operationId: string): number {
	const statuses = Object.keys(operationOf(contract, operationId).responses ?? {});
	return Number(statuses.find((status) => status.startsWith('2')));
}

interface Schema {
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly enum?: readonly string[];
	readonly minimum?: number;
	readonly maximum?: number;
	readonly maxLength?: number;
}

function bodyProperties(operationId: string): Readonly<Record<string, Schema>> {
	const { requestBody } = operationOf(contract, operationId);
	const content = requestBody && 'content' in requestBody ? requestBody.content : {};
	return (content['application/json']?.schema as Schema | undefined)?.properties ?? {};
}

function bodyFields(operationId: string): string[] {
	return Object.keys(bodyProperties(operationId));
}

function flatten(fields: readonly Field[]): readonly Field[] {
	return fields.flatMap((field) => [
		field,
		...(field.property.type === 'collection' ? (field.children ?? []) : []),
	]);
}
