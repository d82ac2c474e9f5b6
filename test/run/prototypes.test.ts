import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { expectCleanPrototypes } from '../support/fuzz';
import { useReceiver } from '../support/servers/receiver';
import { skipWaits } from '../support/time/skippedTime';
import { ONE_AT_ONCE, jsonOf, runTalkover, talkoverRun } from '../../tools/harness/talkoverNode';
import { retryWorkflow, runWorkflow } from '../../tools/harness/workflow';

/** An object's JSON with properties that would change what all objects have, or this one's prototype. */
const POLLUTING =
	'{"id":"agent-1","__proto__":{"polluted":"yes","id":"other"},"constructor":{"prototype":{"polluted":"yes"}},"prototype":{"polluted":"yes"}}';

const talkover = useReceiver();

const account = () => ({ url: talkover().url, token: 'talq_4f9c2b7e1a6d8035' });
const run = async (parameters: INodeParameters) => runTalkover(account(), parameters);

afterEach(() => {
	expectCleanPrototypes();
	expect({}).not.toHaveProperty('polluted');
});

/** Expects the object of {@link POLLUTING}, or what n8n leaves of it, with the prototype that all have. */
function expectOrdinary(value: unknown): void {
	expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
	expect(value).toMatchObject({ id: 'agent-1' });
	expect(value).not.toHaveProperty('polluted');
}

describe('a response with __proto__ and constructor changes no prototype', () => {
	test.each([
		['in data', `{"success":true,"data":${POLLUTING}}`],
		['without data', POLLUTING],
		['with the token', `{"data":${POLLUTING.replace('"yes"', '"talq_4f9c2b7e1a6d8035"')}}`],
		['of the envelope', `{"__proto__":{"success":false,"data":{"id":"b"}},"data":${POLLUTING}}`],
		['with the ID of a call', POLLUTING.replace('"id":"agent-1"', '"call_id":"agent-1"')],
	])('as a thing %s', async (_place, body) => {
		talkover().answer({ status: 200, body });

		const get = { resource: 'agent', operation: 'get', agentId: chosen('agent-1') };
		const result = await run({ ...get, simplify: false });

		expect(result.error).toBeUndefined();
		expectOrdinary(jsonOf(result)[0]);
	});

	test('as what is stored for a retry', async () => {
		skipWaits();
		const created = { status: 201, body: `{"success":true,"data":${POLLUTING}}` };
		talkover().answer(created, { status: 422, body: '{"message":"No"}' });
		const create = { resource: 'agent', operation: 'create', name: '={{ $json.name }}' };
		const parameters = { ...create, simplify: false };
		const items = [{ name: 'A' }, { name: 'B' }];
		const options = talkoverRun(account(), parameters, { credential: ONE_AT_ONCE, items });
		const failed = await runWorkflow(options);
		talkover().answer({ status: 201, body: '{"data":{"id":"agent-2"}}' });

		const retried = await retryWorkflow(options, failed);

		expect(failed.error).toBeDefined();
		expect(talkover().received.filter(({ method }) => method === 'POST')).toHaveLength(3);
		expectOrdinary(jsonOf(retried)[0]);
	});
});

describe('input with __proto__ and constructor changes no prototype', () => {
	const MAKE = {
		resource: 'call',
		operation: 'make',
		agentId: chosen(SEED.salesAgentId),
		phone: '+12135000000',
		rules: { skipIfActive: false },
	};
	const sentContext = () => talkover().received.at(-1)?.body.context;

	beforeEach(() => {
		talkover().answer({
			status: 200,
			body: '{"success":true,"data":{"id":"call-1","to":"+12135000000"}}',
		});
	});

	test('as JSON', async () => {
		await run({ ...MAKE, options: { contextJson: POLLUTING } });

		expectOrdinary(sentContext());
	});

	test('as the names of fields', async () => {
		const names = ['__proto__', 'constructor', 'prototype', 'toString'];
		const context = names.map((name) => ({ name, value: 'x' }));

		await run({ ...MAKE, contextFields: { context } });

		// n8n itself leaves out the other names.
		expect(sentContext()).toMatchObject({ toString: 'x' });
	});

	test.each(['__proto__', 'constructor', 'toString'])(
		'as the name of a resource, an operation or a choice (%s)',
		async (name) => {
			const results = [
				await run({ resource: name, operation: 'get' }),
				await run({ resource: 'agent', operation: name }),
				await run({ ...MAKE, defaultCountry: name }),
			];

			for (const { error } of results) expect(error).toBeDefined();
			expect(talkover().received).toEqual([]);
		},
	);
});
