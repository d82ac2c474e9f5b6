import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { ended, forAgents, STARTED } from '../support/n8n/agentTrigger';
import { useTrigger } from '../support/n8n/useTrigger';
import { expectCleanPrototypes } from '../support/fuzz';
import { useReceiver } from '../support/servers/receiver';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';
import { credentialFor, jsonOf, runTalkover, talkoverWorkflow } from '../../harness/talkoverNode';
import { retryWorkflow, runWorkflow } from '../../harness/workflow';

/** An object's JSON with properties that would change what all objects have, or this one's prototype. */
const POLLUTING =
	'{"id":"agent-1","__proto__":{"polluted":"yes","id":"other"},"constructor":{"prototype":{"polluted":"yes"}},"prototype":{"polluted":"yes"}}';

const talkover = useReceiver();

const run = async (parameters: INodeParameters) =>
	runTalkover({ url: talkover().url, token: 'talq_4f9c2b7e1a6d8035' }, parameters);

afterEach(() => {
	expectCleanPrototypes();
	expect({}).not.toHaveProperty('polluted');
	jest.restoreAllMocks();
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
		['in a list', `{"success":true,"data":[${POLLUTING}]}`],
		['with the token', `{"data":${POLLUTING.replace('"yes"', '"talq_4f9c2b7e1a6d8035"')}}`],
		[
			'of the envelope',
			`{"__proto__":{"success":false,"data":{"id":"other"}},"data":${POLLUTING}}`,
		],
		['with the ID of a call', POLLUTING.replace('"id":"agent-1"', '"call_id":"agent-1"')],
	])('as a thing %s', async (_place, body) => {
		talkover().answer({ status: 200, body });

		const result = await run({
			resource: 'agent',
			operation: 'get',
			agentId: chosen('agent-1'),
			simplify: false,
		});

		expect(result.error).toBeUndefined();
		expectOrdinary(jsonOf(result)[0]);
	});

	test('as the elements of a list that is an object', async () => {
		const body = `{"success":true,"data":{"0":${POLLUTING},"1":${POLLUTING.replace('agent-1', 'agent-2')}}}`;
		talkover().answer({ status: 200, body });

		const result = await run({ resource: 'phoneNumber', operation: 'getMany', simplify: false });

		expect(jsonOf(result)).toHaveLength(2);
		expectOrdinary(jsonOf(result)[0]);
	});

	test('as an error', async () => {
		const body = `{"message":"No","errors":${POLLUTING},"error":{"__proto__":{"code":"X"},"constructor":"y"}}`;
		talkover().answer({ status: 422, body });

		const result = await runTalkover(
			{ url: talkover().url, token: 'talq_4f9c2b7e1a6d8035' },
			{ resource: 'agent', operation: 'create', name: 'A' },
			{ settings: { onError: 'continueRegularOutput' } },
		);

		expect(jsonOf(result)[0]?.error).toMatchObject({ statusCode: 422 });
		expect(jsonOf(result)[0]?.error).not.toHaveProperty('code');
	});

	test('as what is stored for a retry', async () => {
		skipWaits();
		const created = { status: 201, body: `{"success":true,"data":${POLLUTING}}` };
		talkover().answer(created, { status: 422, body: '{"message":"No"}' });
		const options = {
			workflow: talkoverWorkflow({
				resource: 'agent',
				operation: 'create',
				name: '={{ $json.name }}',
				simplify: false,
				requests: { maxConcurrency: 1 },
			}),
			items: [{ name: 'A' }, { name: 'B' }],
			credential: credentialFor({ url: talkover().url, token: 'talq_4f9c2b7e1a6d8035' }),
		};
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
		options: { skipIfActive: false },
	};
	const sentContext = () => talkover().received.at(-1)?.body.context;

	beforeEach(() => {
		talkover().answer({ status: 200, body: '{"success":true,"data":{"id":"call-1"}}' });
	});

	test('as JSON', async () => {
		await run({ ...MAKE, contextDefinition: 'json', context: POLLUTING });

		expectOrdinary(sentContext());
	});

	test('as the names of fields', async () => {
		const names = ['__proto__', 'constructor', 'prototype', 'toString'];
		const context = names.map((name) => ({ name, value: 'x' }));

		await run({ ...MAKE, contextDefinition: 'fields', contextFields: { context } });

		// n8n itself leaves out the other names.
		expect(sentContext()).toMatchObject({ toString: 'x' });
	});

	test.each(['__proto__', 'constructor', 'toString'])(
		'as the name of a resource, an operation or a choice (%s)',
		async (name) => {
			const results = [
				await run({ resource: name, operation: 'get' }),
				await run({ resource: 'agent', operation: name }),
				await run({ ...MAKE, contextDefinition: name }),
				await run({ ...MAKE, options: { ...MAKE.options, defaultCountry: name } }),
			];

			for (const { error } of results) expect(error).toBeDefined();
			expect(talkover().received).toEqual([]);
		},
	);
});

describe('a delivery with __proto__ and constructor changes no prototype', () => {
	const simulator = useSimulator();
	const trigger = useTrigger(simulator, forAgents(1));

	beforeEach(async () => {
		await trigger.host.activate();
	});

	test('its fields are read where they are, and not from a prototype', async () => {
		const call = '{"__proto__":{"call_id":"other","test":true},"constructor":{"id":"other"}}';
		const body = JSON.stringify(ended()).replace(
			/\}$/,
			`,"data":${call},"call":${call},"context":${POLLUTING}}`,
		);

		expect(await trigger.deliver(body)).toEqual(STARTED);
		const [item = {}] = trigger.started;
		expect(item).not.toHaveProperty('test');
		expect(item.callId).not.toBe('other');
		expectOrdinary(item.context);
		expect(Object.getPrototypeOf(item.body)).toBe(Object.prototype);
	});

	test.each(['__proto__', 'constructor', 'toString'])(
		'a Context Field named %s is only found if a context has it',
		async (contextField) => {
			trigger.host.change({ parameters: { ...forAgents(1), options: { contextField } } });
			const withField = JSON.stringify(ended()).replace(
				/\}$/,
				`,"call_id":"call-2","context":{"${contextField}":"x"}}`,
			);

			expect(await trigger.deliver(ended({ context: { other: 1 } }))).toMatchObject({
				body: { started: false },
			});
			expect(await trigger.deliver(withField)).toEqual(STARTED);
		},
	);

	test('the name of an event and of a header is never that of a property of all objects', async () => {
		const events: IDataObject[] = [{ event: '__proto__' }, { event: 'constructor' }];
		for (const event of events) expect(await trigger.deliver(event)).toEqual(STARTED);

		expect(trigger.started.map(({ event }) => event)).toEqual(['__proto__', 'constructor']);
	});
});
