import { isDeepStrictEqual } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import { openContract, operationOf, responseExample } from '../../tools/simulator/contract';
import { DialectStack } from '../../tools/simulator/dialects';
import { seededState } from '../../tools/simulator/state';
import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import type { Case } from '../../tools/operations/documented';
import { CASES, successStatus } from '../../tools/operations/documented';
import { useSimulator } from '../support/servers/useSimulator';
import type { Documented } from './expected';
import { comparable, expectedOutput } from './expected';
import { dialectsIn } from './forms';

const contract = openContract();

/** The documented response for the success of an operation. */
function responseOf(operationId: string) {
	const operation = operationOf(contract, operationId);
	const status = successStatus(contract, operationId);
	const body = responseExample(operation, status);
	if (!body) throw new Error(`${operationId} documents no response`);
	return { operation, status, body: body as IDataObject };
}

/** The documented response for the success of an operation in this form. */
export function responseIn(form: string, operationId: string) {
	const stack = new DialectStack(dialectsIn(form), contract, seededState());
	const { operation, ...plain } = responseOf(operationId);
	return stack.encode(plain, { method: 'GET', path: '', headers: {} }, operation);
}

/** Whether the documented response of an operation differs from the reference in this form. */
export function differsIn(form: string, operationId: string): boolean {
	const { operation: _operation, ...plain } = responseOf(operationId);
	return !isDeepStrictEqual(responseIn(form, operationId), plain);
}

/**
 * The examples whose responses in this form differ from the reference. The contract tests run all examples with
 * the responses of the reference.
 */
export function casesIn(form: string): readonly Case[] {
	return CASES.filter(({ example }) => differsIn(form, example.operationId));
}

/** Defines a test for each example of an operation in each form in which its response differs from the reference. */
export function describeOperations(forms: readonly string[]): void {
	const talkover = useSimulator();

	function documentedOf(form: string, tried: Case): Documented {
		const { operation } = responseOf(tried.example.operationId);
		// The output has the fields of calls as they are in the response.
		const ofCalls = dialectsIn(form).filter((name) => name.startsWith('call-'));
		const body = responseIn(ofCalls.join(), tried.example.operationId).body as IDataObject;
		const { url = '' } =
			talkover().requests.find(({ operationId }) => operationId === operation.operationId) ?? {};
		const segments = url.replace('/api/v1', '').split('?')[0]?.split('/') ?? [];
		const ids = operation.path
			.split('/')
			.flatMap((segment, index) => (segment.startsWith('{') ? (segments[index] ?? []) : []));
		return { example: tried.example, operation, body, url, idInPath: ids.at(-1) };
	}

	/** The ID of a call in this form, for the operation that searches for it. */
	async function idOfFirstCall(): Promise<string> {
		const first = { resource: 'call', operation: 'getMany', limit: 1 };
		return String(jsonOf(await runTalkover(talkover(), first))[0]?.id);
	}

	const pairs = forms.flatMap((form) => casesIn(form).map((tried) => ({ form, ...tried })));
	test.each(pairs)('$name works in the form $form', async ({ form, ...tried }) => {
		const { resource, operation, example } = tried;
		const { operationId, parameters } = example;
		const { status, body } = responseOf(operationId);
		talkover().speak(...dialectsIn(form));
		talkover().fail({ operationId, fault: { kind: 'documented', status } });
		const result = await runTalkover(talkover(), {
			resource,
			operation: operation.value,
			simplify: false,
			// As many as the documented page has, because more would request the next page.
			limit: Array.isArray(body.data) ? body.data.length : 50,
			...parameters,
			...(tried.name === 'call.get' ? { callId: await idOfFirstCall() } : {}),
		});

		expect(result.error).toBeUndefined();
		const output = comparable(form, talkover().withOwnIds(jsonOf(result)));
		expect(output).toEqual(comparable(form, expectedOutput(form, documentedOf(form, tried))));
	});
}
