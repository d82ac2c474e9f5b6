import {
	openContract,
	operationOf,
	requestExample,
	responseExample,
} from '../../tools/simulator/contract';
import { ANSWERED, missingHandler } from '../../tools/simulator/handlers';
import { SEED } from '../../tools/simulator/state';
import { useSimulator } from '../support/servers/useSimulator';
import { CASES } from '../../tools/operations/documented';
import { LEFT_OUT } from '../../tools/operations/leftOut';

const talkover = useSimulator();

const contract = openContract();

const agent = `/agents/${SEED.salesAgentId}`;

async function ask(method: string, path: string, body?: unknown, token = talkover().token) {
	const response = await fetch(`${talkover().url}${path}`, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: response.status, body: await response.json() };
}

/** A request for an operation, with arbitrary values in its path and the documented body. */
function requestFor(operationId: string) {
	const operation = operationOf(contract, operationId);
	const method = operation.method.toUpperCase();
	const path = operation.path.replace(/\{\w+\}/g, 'anything');
	return { operation, request: [method, path, requestExample(operation)] as const };
}

test.each(contract.getOperations().filter((operation) => requestExample(operation) !== undefined))(
	'the contract accepts the documented example of $operationId',
	({ operationId = '' }) => {
		const [method, path, body] = requestFor(operationId).request;
		const headers = { 'content-type': 'application/json' };

		const { errors } = contract.validateRequest({ method, path, headers, body });

		const inBody = errors?.filter(({ instancePath }) => instancePath.startsWith('/requestBody'));
		expect(inBody ?? []).toEqual([]);
	},
);

test.each(ANSWERED)('%s rejects an invalid token as documented', async (operationId) => {
	const { operation, request } = requestFor(operationId);
	const documented = responseExample(operation, 401);

	expect(documented).toBeDefined();
	expect(await ask(...request, 'wrong')).toEqual({ status: 401, body: documented });
});

test.each(ANSWERED)('the simulator returns a 429 for %s as documented', async (operationId) => {
	const { operation, request } = requestFor(operationId);
	const documented = responseExample(operation, 429);
	talkover().fail({ operationId, fault: { kind: 'documented', status: 429 } });

	expect(documented).toBeDefined();
	expect(await ask(...request)).toEqual({ status: 429, body: documented });
});

test('every operation of the simulator is part of the contract', () => {
	const known = contract.getOperations().map(({ operationId }) => operationId);

	expect(ANSWERED.filter((operationId) => !known.includes(operationId))).toEqual([]);
});

/** The operations of the node by that of the API. */
const USERS = new Map(CASES.map(({ name, example }) => [example.operationId, name]));

test.each(
	contract
		.getOperations()
		.filter(({ method }) => method !== 'get')
		.map((operation) => ({ operation, operationId: String(operation.operationId) }))
		.filter(({ operationId }) => !Object.values(LEFT_OUT).flat().includes(operationId))
		.map((each) => ({ ...each, user: USERS.get(each.operationId) ?? 'no operation' })),
)(
	'the simulator has a handler for $operationId, which $user uses',
	({ operation, operationId }) => {
		const missing = ANSWERED.includes(operationId) ? [] : [missingHandler(contract, operation)];

		expect(missing).toEqual([]);
	},
);

test('the simulator rejects an invalid agent with the messages of the create-agent page', async () => {
	const operation = operationOf(contract, 'createAgent');
	const documented = responseExample(operation, 422)?.errors as Record<string, string[]>;
	const { name: _name, label: _label, ...rest } = requestExample(operation) ?? {};

	const { status, body } = await ask('POST', '/agents', {
		...rest,
		language: 'tlh',
		interrupt_sensitivity: 'none',
		direction: 'up',
		conversation_speed: 4,
		initial_message_delay: 61,
		llm_temperature: 3,
		idle_time_seconds: 0,
	});

	expect(status).toBe(422);
	expect(body).toEqual({
		success: false,
		message: 'The given data was invalid.',
		errors: {
			...documented,
			// The page has 3.0, which is 3 in JSON, and 300, although its own table has 60.
			conversation_speed: ['The conversation speed must be between 0.1 and 3.'],
			idle_time_seconds: ['The idle time seconds must be between 1 and 300.'],
		},
	});
});

test.each([
	['upsertTraining', 'trainings', { current_status: 'on' }],
	[
		'upsertAction',
		'actions',
		{ node_id: 'a', description: 'a', type: 'hangup', url: 'a', authorization_url: 'b' },
	],
])('the simulator rejects an invalid %s as documented', async (operationId, path, invalid) => {
	const documented = responseExample(operationOf(contract, operationId), 422);

	expect(await ask('POST', `${agent}/${path}`, invalid)).toEqual({ status: 422, body: documented });
});

test.each([
	['GET', '/agents/nobody', 404, 'Agent not found'],
	['GET', '/agents/nobody/active-call/%2B12125550123', 404, 'Agent not found'],
	['GET', `${agent}/active-call/%2B12125000000`, 404, 'No active call found for this phone number'],
	['GET', `${agent}/active-call/home`, 404, 'No active call found for this phone number'],
	['GET', '/nowhere', 404, 'Not Found: tools/simulator/openapi.yaml has no GET /nowhere'],
	[
		'PATCH',
		'/agents',
		405,
		'Method Not Allowed: tools/simulator/openapi.yaml has no PATCH /agents',
	],
	[
		'POST',
		'/auto-topup/disable',
		501,
		'The simulator has no handler for disableAutoTopup (POST /auto-topup/disable). Write it in a new file of tools/simulator/handlers, and list it in tools/simulator/handlers/index.ts',
	],
	[
		'POST',
		'/campaigns/anything/sftp/test-connection',
		501,
		'The simulator has no handler for testCampaignSftpConnection (POST /campaigns/{campaign_id}/sftp/test-connection). Write it in tools/simulator/handlers/campaigns/campaigns.ts',
	],
])('the simulator rejects the request %s %s with a %i', async (method, path, status, message) => {
	expect(await ask(method, path)).toMatchObject({ status, body: { message } });
});

test('the simulator returns the documented example for a GET without a handler', async () => {
	const documented = responseExample(operationOf(contract, 'getAutoTopupSettings'), 200);

	expect(await ask('GET', '/auto-topup/settings')).toEqual({ status: 200, body: documented });
});
