import { apiNameOf } from '../../nodes/Talkover/parameters/field';
import { isRecord, isText } from '../../nodes/Talkover/base/json';
import { fieldsOf } from '../../nodes/Talkover/operation/resource';
import { details, headline, problemOfFailure } from '../../nodes/Talkover/report/problem';
import { openContract } from '../../tools/simulator/contract';
import { transportOf } from '../../tools/harness/transport';
import type { Case } from '../../tools/operations/documented';
import { CASES, bodyProperties, parametersOf } from '../../tools/operations/documented';
import { jobOf } from '../../tools/operations/jobOf';
import { readResponse } from '../support/readResponse';

const contract = openContract();

/** The error about an example whose requests all get this response, without n8n and without HTTP. */
async function explained(each: Case, status: number, body: object) {
	const outcome = readResponse(status, body);
	const result = await jobOf(each).run(
		transportOf(async () => outcome),
		undefined,
	);
	if (result.ok) throw new Error('The example succeeds');
	const problem = problemOfFailure(result, fieldsOf(each.operation));
	return { message: headline(problem), lines: details(problem) };
}

/** A value as the example of an operation enters it: chosen from a list, or as text. */
function idIn(entered: unknown): unknown {
	return isRecord(entered) ? entered.value : entered;
}

test.each(CASES)('$name explains a 404 by what was looked for', async (each) => {
	const { message } = await explained(each, 404, { success: false, message: 'Nothing there.' });

	const { path } = jobOf(each).request;
	const ids = each.operation.fields.flatMap(({ name, property }) => {
		const id = idIn(each.example.parameters[name]);
		return name.endsWith('Id') && isText(id) && path.includes(id)
			? [[property.displayName, id]]
			: [];
	});
	const [labels, values] = [ids.map(([label]) => label), ids.map(([, id]) => id)];
	const named =
		ids.length === 0
			? "Talkover couldn't find the requested resource"
			: `${labels.join(', ')}: Talkover couldn't find ${values.join(' or ')}`;
	expect(message).toBe(`${named} (HTTP 404) – Nothing there.`);
});

test.each(CASES)('$name explains a 422 with the labels of its parameters', async (each) => {
	const { operationId, leftOut = {} } = each.example;
	const fields = Object.keys(bodyProperties(contract, operationId)).filter(
		(field) => !(field in leftOut),
	);
	const labels = fields.map((field) => {
		const parameter = parametersOf(each.operation).find((one) => apiNameOf(one) === field);
		return `${String(parameter?.property.displayName)}: Not this.`;
	});
	const errors = Object.fromEntries(fields.map((field) => [field, [`Not this.`]]));

	const { message, lines } = await explained(each, 422, {
		success: false,
		message: 'The given data was invalid.',
		errors,
	});

	expect(message).toContain('Talkover rejected the request (HTTP 422)');
	const shown = fields.length > 1 ? lines : [message.split(' – ')[1]];
	expect(shown).toEqual(expect.arrayContaining(labels));
});
