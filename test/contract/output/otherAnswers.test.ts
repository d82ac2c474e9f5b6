import { openContract, otherAnswers } from '../../../tools/simulator/contract';
import { successStatus } from '../../../tools/operations/documented';

const SOURCES = ['guides', 'openapi-file', 'pages', 'portuguese'];

const contract = openContract();

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
