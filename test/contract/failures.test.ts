import { apiNameOf } from '../../nodes/Talkover/parameters/field';
import { openContract } from '../../simulator/contract';
import { runTalkover, shownError } from '../../harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import { CASES, bodyProperties, parametersOf } from '../../operations/documented';

const talkover = useSimulator();

const contract = openContract();

describe.each(CASES)('$name explains its failures', ({ resource, operation, example }) => {
	const { operationId, parameters, leftOut = {} } = example;

	async function runAnswered(status: number, body: object) {
		// Some operations send another request to find the reason of a failure.
		const fault = { kind: 'answer', status, body } as const;
		talkover().fail({ operationId, fault });
		talkover().fail({ when: ({ method }) => method === 'GET', fault });
		return shownError(
			await runTalkover(talkover(), { resource, operation: operation.value, ...parameters }),
		);
	}

	test('a 404 is explained', async () => {
		const { message } = await runAnswered(404, { success: false, message: 'Nothing there.' });

		expect(message).toBe(
			"Talkover couldn't find the requested resource (HTTP 404) – Nothing there.",
		);
	});

	test('a 422 is explained with the labels of the parameters', async () => {
		const fields = Object.keys(bodyProperties(contract, operationId)).filter(
			(field) => !(field in leftOut),
		);
		const labels = fields.map((field) => {
			const parameter = parametersOf(operation).find((each) => apiNameOf(each) === field);
			return `${String(parameter?.property.displayName)}: Not this ${field}.`;
		});
		const errors = Object.fromEntries(fields.map((field) => [field, [`Not this ${field}.`]]));

		const { message, lines } = await runAnswered(422, {
			success: false,
			message: 'The given data was invalid.',
			errors,
		});

		expect(message).toContain('Talkover rejected the request (HTTP 422)');
		const shown = fields.length > 1 ? lines : [message.split(' – ')[1]];
		expect(shown).toEqual(expect.arrayContaining(labels));
	});
});
