import type { OpenAPIBackend } from 'openapi-backend';

import { openContract, operationOf } from '../../simulator/contract';
import { jsonOf, runTalkover } from '../harness/talkoverNode';
import { useSimulator } from '../harness/useSimulator';
import { CASES, successStatus } from './documented';

const MOST_FIELDS = 10;

const talkover = useSimulator();

let contract: OpenAPIBackend;
beforeAll(async () => {
	contract = await openContract();
});

test.each(CASES)('$name gives ten fields at most, or can be simplified', async (each) => {
	const { resource, operation, example } = each;
	const { operationId, parameters } = example;
	const status = successStatus(contract, operationId);
	talkover().fail({ operationId, fault: { kind: 'documented', status } });
	const fieldsWith = async (simplify: boolean) => {
		const chosen = { resource, operation: operation.value, limit: 1, ...parameters, simplify };
		return Object.keys(jsonOf(await runTalkover(talkover(), chosen))[0] ?? {});
	};

	const raw = await fieldsWith(false);
	const simplified = await fieldsWith(true);

	const reads = operationOf(contract, operationId).method === 'get';
	const offered = operation.fields.some(({ name }) => name === 'simplify');
	expect(offered).toBe(reads && raw.length > MOST_FIELDS);
	expect(simplified).toHaveLength(offered ? Math.min(simplified.length, MOST_FIELDS) : raw.length);
	expect(raw).toEqual(expect.arrayContaining(simplified));
});
