import { isDeepStrictEqual } from 'node:util';

import type { IDataObject } from 'n8n-workflow';
import type { OpenAPIBackend } from 'openapi-backend';

import { openContract, operationOf, responseExample } from '../../simulator/contract';
import { Speech } from '../../simulator/dialects';
import { jsonOf, runTalkover } from '../../harness/talkoverNode';
import type { Case } from '../contract/documented';
import { CASES, successStatus } from '../contract/documented';
import { useSimulator } from '../support/servers/useSimulator';
import type { Documented } from './expected';
import { comparable, expectedOutput } from './expected';
import { dialectsIn } from './forms';

/** Defines a test for each example of an operation in each form. */
export function describeOperations(forms: readonly string[]): void {
	const talkover = useSimulator();
	let contract: OpenAPIBackend;
	beforeAll(async () => {
		contract = await openContract();
	});

	function documentedOf({ example }: Case): Documented {
		const operation = operationOf(contract, example.operationId);
		const body = responseExample(operation, successStatus(contract, example.operationId));
		if (!body) throw new Error(`${example.operationId} documents no response`);
		const { url = '' } =
			talkover().requests.find(({ operationId }) => operationId === example.operationId) ?? {};
		const segments = url.replace('/api/v1', '').split('?')[0]?.split('/') ?? [];
		const ids = operation.path
			.split('/')
			.flatMap((segment, index) => (segment.startsWith('{') ? (segments[index] ?? []) : []));
		return { example, operation, body: body as IDataObject, idInPath: ids.at(-1) };
	}

	/** The ID of a call in this form, for the operation that searches for it. */
	async function idOfFirstCall(): Promise<string> {
		const first = { resource: 'call', operation: 'getMany', limit: 1 };
		return String(jsonOf(await runTalkover(talkover(), first))[0]?.id);
	}

	describe.each(forms)('operations work in the form %s', (form) => {
		test.each(CASES)('$name works', async (tried) => {
			const { resource, operation, example } = tried;
			const { operationId, parameters } = example;
			const status = successStatus(contract, operationId);
			const plain = { status, body: documentedOf(tried).body };
			const said = new Speech(dialectsIn(form), contract, talkover().state).said(
				plain,
				{ method: 'GET', path: '', headers: {} },
				operationOf(contract, operationId),
			);
			if (isDeepStrictEqual(said, plain)) {
				// This form has the same response as the reference, with which the contract tests run the operation.
				expect(said).toEqual(plain);
				return;
			}
			talkover().speak(...dialectsIn(form));
			talkover().fail({ operationId, fault: { kind: 'documented', status } });
			const { data } = documentedOf(tried).body;
			const result = await runTalkover(talkover(), {
				resource,
				operation: operation.value,
				simplify: false,
				// As many as the documented page has, because more would request the next page.
				limit: Array.isArray(data) ? data.length : 50,
				...parameters,
				...(tried.name === 'call.get' ? { callId: await idOfFirstCall() } : {}),
			});

			expect(result.error).toBeUndefined();
			const output = comparable(form, talkover().withOwnIds(jsonOf(result)));
			expect(output).toEqual(comparable(form, expectedOutput(form, documentedOf(tried))));
		});
	});
}
