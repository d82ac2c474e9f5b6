import { openContract, otherAnswers } from '../../../tools/simulator/contract';
import { successStatus } from '../../../tools/operations/documented';

const SOURCES = ['guides', 'openapi-file', 'pages', 'portuguese'];

const contract = openContract();

/** An entry under one of the contract's `x-other-…` names. */
interface Note {
	readonly source: string;
	readonly names?: readonly string[];
	readonly values?: readonly string[];
}

test('every response of another publication differs from the documented one', () => {
	const answers = contract
		.getOperations()
		.flatMap((operation) => otherAnswers(operation).map((answer) => ({ operation, ...answer })));

	expect(answers).toHaveLength(26);
	for (const { operation, source, body } of answers) {
		expect(SOURCES).toContain(source);
		const { operationId = '' } = operation;
		const documented = successStatus(contract, operationId);
		const errors = contract.validateResponse(body ?? {}, operation, documented).errors ?? [];
		expect({ operationId, differs: errors.length > 0 }).toEqual({ operationId, differs: true });
	}
});

test('the parameters of other publications are not among the documented parameters', () => {
	const noted = contract.getOperations().flatMap((operation) => {
		const { 'x-other-parameters': note } = operation as { readonly 'x-other-parameters'?: Note };
		return note ? [{ operation, ...note }] : [];
	});

	expect(noted.map(({ operation: { operationId } }) => operationId).sort()).toEqual([
		'listActions',
		'listPhoneNumbers',
		'listTrainings',
	]);
	for (const { operation, source, names = [] } of noted) {
		expect(SOURCES).toContain(source);
		const { method, path, parameters = [] } = operation;
		const documented = parameters.map((parameter) => 'name' in parameter && parameter.name);
		expect(names.filter((name) => documented.includes(name))).toEqual([]);
		const address = path.replace(/\{\w+\}/g, 'anything');
		const query = Object.fromEntries(names.map((name) => [name, '1']));
		const { errors } = contract.validateRequest({ method, path: address, query, headers: {} });
		expect(errors).toHaveLength(names.length);
	}
});

test('the values of other publications are not among the documented values', () => {
	const { schemas = {} } = contract.document.components as {
		readonly schemas?: Readonly<
			Record<string, { readonly enum?: string[]; readonly 'x-other-values'?: readonly Note[] }>
		>;
	};
	const noted = Object.entries(schemas).filter(([, schema]) => 'x-other-values' in schema);

	expect(noted.map(([name]) => name).sort()).toEqual([
		'ActionType',
		'AgentStatus',
		'CallStatus',
		'CampaignCallStatus',
	]);
	for (const [name, { enum: documented = [], 'x-other-values': notes = [] }] of noted) {
		expect(notes.filter(({ source }) => !SOURCES.includes(source))).toEqual([]);
		const others = notes.flatMap(({ values = [] }) => values);
		expect({ name, known: others.filter((value) => documented.includes(value)) }).toEqual({
			name,
			known: [],
		});
		expect(others).not.toEqual([]);
	}
});
