import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { apiNameOf } from '../../nodes/Talkover/parameters/field';
import { creationOf } from '../../nodes/Talkover/api/request';
import { OTHER } from '../../nodes/Talkover/parameters/others';
import { KEEP } from '../../nodes/Talkover/shared/direction';
import type { Operation } from '../../nodes/Talkover/operation/spec';
import { fieldsOf } from '../../nodes/Talkover/operation/resource';
import { resources } from '../../nodes/Talkover/resources';
import {
	openContract,
	operationOf,
	queryOf,
	responseExample,
} from '../../tools/simulator/contract';
import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { withOwnerIds } from '../support/ownerIds';
import { useSimulator } from '../support/servers/useSimulator';
import {
	CASES,
	OPERATIONS,
	bodyProperties,
	parametersOf,
	queryParameters,
	successStatus,
} from '../../tools/operations/documented';
import { EXAMPLES, fileOfExamples, operationOfExample } from '../../tools/operations/examples';
import { jobOf } from '../../tools/operations/jobOf';

const RESOURCES = path.join(__dirname, '../../nodes/Talkover/resources');
const DEFINITION = /^export const \w+ = operation\(/m;

const talkover = useSimulator();

const contract = openContract();

const EXEMPLIFIED = new Set(Object.keys(EXAMPLES).map(operationOfExample));

test.each(OPERATIONS)('$key has an example', ({ key }) => {
	const missing = EXEMPLIFIED.has(key) ? [] : [`Add an example to ${fileOfExamples(key)}`];

	expect(missing).toEqual([]);
});

test('every example has an operation', () => {
	const operations = OPERATIONS.map(({ key }) => key);

	const wrong = [...EXEMPLIFIED]
		.filter((key) => !operations.includes(key))
		.map((key) => `${key}: export the operation in the index.ts of its resource`);
	expect(wrong).toEqual([]);
});

test('every operation is exported by the index.ts of its resource', async () => {
	const exported = resources.flatMap(({ operations }) => operations);
	const files = readdirSync(RESOURCES, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts') && !name.endsWith('index.ts'))
		.filter((name) => DEFINITION.test(readFileSync(path.join(RESOURCES, name), 'utf8')));

	const missing: string[] = [];
	for (const name of files) {
		const defined = Object.values((await import(path.join(RESOURCES, name))) as object);
		if (!defined.some((each) => exported.includes(each as Operation))) missing.push(name);
	}
	expect(files.length).toBeGreaterThan(90);
	expect(missing).toEqual([]);
});

describe.each(CASES)('$name follows the contract', ({ resource, operation, example }) => {
	const { operationId, parameters, output, leftOut = {} } = example;

	/** The documented response for success. */
	function documentedData(): { readonly body: IDataObject; readonly data: unknown } {
		const status = successStatus(contract, operationId);
		const body = responseExample(operationOf(contract, operationId), status);
		if (!body) throw new Error(`${operationId} documents no response`);
		return { body: body as IDataObject, data: 'data' in body ? body.data : body };
	}

	/** Runs the example against the documented response for success. */
	async function run() {
		const { data } = documentedData();
		const status = successStatus(contract, operationId);
		talkover().fail({ operationId, fault: { kind: 'documented', status } });
		return runTalkover(talkover(), {
			resource,
			operation: operation.value,
			simplify: false,
			// As many as the documented page has, because more would request the next page.
			limit: Array.isArray(data) ? data.length : 50,
			...parameters,
		});
	}

	test('the request is valid, and the output matches the documented response', async () => {
		const { data } = documentedData();

		const result = await run();

		expect(result.error).toBeUndefined();
		const items = Array.isArray(data) ? (data as IDataObject[]) : [data as IDataObject];
		const request = talkover().requests.find((sent) => sent.operationId === operationId);
		const documented = output ? output(data) : items;
		expect(jsonOf(result)).toEqual(
			withOwnerIds(documented, operationOf(contract, operationId), request?.url ?? ''),
		);

		const [path = '', query = ''] = request?.url.replace('/api/v1', '').split('?') ?? [];
		const { method = '', body } = request ?? {};
		const validation = contract.validateRequest({
			method,
			path,
			query: queryOf(query),
			headers: { 'content-type': 'application/json' },
			body: body as never,
		});
		expect(validation.errors).toBeFalsy();
	});

	test('every documented field of the request has a parameter', () => {
		const documented = [
			...Object.keys(bodyProperties(contract, operationId)),
			...Object.keys(queryParameters(contract, operationId)),
		].filter((field) => !(field in leftOut));
		const offered = parametersOf(operation).map(apiNameOf);

		const missing = documented
			.filter((field) => !offered.includes(field))
			.map((field) => `${field}: add a parameter, or a reason under leftOut in the example`);
		expect(missing).toEqual([]);
	});
});

/** What the reference documents about the parameters of examples, each with the value that it compares. */
const DOCUMENTED = CASES.flatMap(({ name, operation, example }) => {
	const { operationId, parameters, leftOut = {} } = example;
	const schemas = {
		...queryParameters(contract, operationId),
		...bodyProperties(contract, operationId),
	};
	return Object.entries(schemas).flatMap(([field, schema]) => {
		// If several parameters set the field, the one that the example shows.
		const parameter = [...parametersOf(operation, parameters), ...parametersOf(operation)].find(
			(candidate) => apiNameOf(candidate) === field,
		);
		const isCompared = !(field in leftOut) && parameter?.property.type !== 'fixedCollection';
		return isCompared ? [{ name, field, schema, parameter }] : [];
	});
});

test.each(
	DOCUMENTED.flatMap(({ schema, ...rest }) => {
		const values = schema.enum ?? schema.items?.enum;
		return values ? [{ ...rest, values: [...values].sort() }] : [];
	}),
)('$name offers the documented values of $field', ({ parameter, values }) => {
	const { options = [] } = parameter?.property ?? {};
	// The entries *Other…* and *Keep Current* belong to the node and are never sent.
	const offered = options
		.map((option) => 'value' in option && option.value)
		.filter((value) => value !== OTHER && value !== KEEP);

	expect(offered.sort()).toEqual(values);
});

test.each(DOCUMENTED.filter(({ schema }) => schema.minimum !== undefined))(
	'$name limits $field as documented',
	({ schema, parameter }) => {
		const { minValue, maxValue } = parameter?.property.typeOptions ?? {};

		expect([minValue, maxValue]).toEqual([schema.minimum, schema.maximum]);
		const { minimum = 0, maximum = Infinity } = schema;
		const accepted = [minimum - 1, minimum, maximum, maximum + 1].map(
			(value) => parameter?.parse(value).ok,
		);
		expect(accepted).toEqual([false, true, maximum < Infinity, false]);
	},
);

test.each(
	DOCUMENTED.flatMap(({ schema: { minLength = 0, maxLength }, ...rest }) => [
		...(maxLength === undefined ? [] : [{ ...rest, length: maxLength + 1 }]),
		...(minLength > 0 ? [{ ...rest, length: minLength - 1 }] : []),
	]),
)('$name rejects a $field of $length characters', ({ parameter, length }) => {
	expect(parameter?.parse('x'.repeat(length))).toHaveProperty('faults');
});

describe.each(OPERATIONS)('$key is declared consistently', ({ key, operation }) => {
	test('only operations that create something offer to resend after an unknown outcome', () => {
		const examples = CASES.filter(({ name }) => operationOfExample(name) === key);

		// An upsert with its own key creates nothing, so one example that creates something is enough.
		const creates = examples.some((example) => creationOf(jobOf(example).request) !== undefined);
		const offers = operation.options.some(({ name }) => name === 'resendUnknown');
		const wrong = [
			...(creates && !offers
				? ['add resendUnknown to the options, because the request creates']
				: []),
			...(offers && !creates ? ['remove resendUnknown, because no request creates'] : []),
		];
		expect(wrong).toEqual([]);
	});

	test('each parameter has a unique name', () => {
		const names = fieldsOf(operation).map(({ name }) => name);

		expect(new Set(names).size).toBe(names.length);
	});
});
