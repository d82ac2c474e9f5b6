import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import type { Answer } from '../support/servers/receiver';
import { useReceiver } from '../support/servers/receiver';
import { skipWaits } from '../support/time/skippedTime';

const talkover = useReceiver();

beforeEach(() => {
	skipWaits();
});
afterEach(() => {
	jest.restoreAllMocks();
});

const AGENT_ID = 'agent-uuid-1';
const agentId = chosen(AGENT_ID);
const GET = { resource: 'agent', operation: 'get', agentId };
const GET_MANY = { resource: 'training', operation: 'getMany', agentId };
const AGENT = { id: AGENT_ID, name: 'Ana', current_status: 'published' };

function json(body: unknown, status = 200): Answer {
	return { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

async function run(parameters: INodeParameters, ...answers: Answer[]) {
	talkover().answer(...answers);
	return runTalkover(
		{ url: talkover().url, token: 'talq_token' },
		{ simplify: false, ...parameters },
	);
}

const TRAINING = { id: 't1', subject: 'Hours' };

test.each<[string, INodeParameters, unknown, IDataObject[]]>([
	['agent', GET, { success: true, agent: AGENT }, [AGENT]],
	['agent in data', GET, { data: { agent: AGENT } }, [AGENT]],
	['agent in a list of one', GET, { data: { agent: [AGENT] } }, [AGENT]],
	[
		'agent next to another field',
		GET,
		{ data: { agent: AGENT, quota: 3 } },
		[{ ...AGENT, quota: 3 }],
	],
	['agent next to an envelope', GET, { status: 'error', agent: AGENT }, [AGENT]],
	['result', GET, { result: AGENT }, [AGENT]],
	[
		'JSON:API',
		GET,
		{ data: { type: 'agents', id: 'a', attributes: { name: 'Ana' } } },
		[{ type: 'agents', id: 'a', name: 'Ana' }],
	],
	[
		'JSON:API in camelCase',
		GET,
		{ data: { type: 'agents', id: 'a', attributes: { currentStatus: 'draft' } } },
		[{ type: 'agents', id: 'a', current_status: 'draft' }],
	],
	[
		'camelCase',
		GET,
		{ data: { id: 'a', currentStatus: 'draft', phoneNumbers: [{ phoneNumber: '+12125550123' }] } },
		[{ id: 'a', current_status: 'draft', phone_numbers: [{ phone_number: '+12125550123' }] }],
	],
	[
		'camelCase under its kind',
		GET,
		{ agent: { agentId: 'a', currentStatus: 'draft' } },
		[{ id: 'a', agent_id: 'a', current_status: 'draft' }],
	],
	[
		'the ID of its kind',
		GET,
		{ data: { agent_id: 'a', name: 'Ana' } },
		[{ id: 'a', agent_id: 'a', name: 'Ana' }],
	],
	['a UUID', GET, { data: { uuid: 'u', name: 'Ana' } }, [{ id: 'u', uuid: 'u', name: 'Ana' }]],
	[
		'an ID above 2^53',
		GET,
		'{"data":{"id":12345678901234567890,"name":"Ana","score":0.12345678901234567890}}',
		[{ id: '12345678901234567890', name: 'Ana', score: 0.12345678901234568 }],
	],
	[
		'names of users',
		GET,
		{ data: { id: 'a', customData: 1, context: { dealId: '4' } } },
		[{ id: 'a', custom_data: 1, context: { dealId: '4' } }],
	],
	[
		'a mixture of names',
		GET,
		{ data: { id: 'a', current_status: 'draft', dealId: 4 } },
		[{ id: 'a', current_status: 'draft', dealId: 4 }],
	],
	['a list under its kind', GET_MANY, { trainings: [{ training: TRAINING }] }, [TRAINING]],
	['elements under their kind', GET_MANY, { data: [{ training: TRAINING }] }, [TRAINING]],
	[
		'elements of JSON:API',
		GET_MANY,
		{ data: [{ type: 'trainings', id: 't1', attributes: { subject: 'Hours' } }] },
		[{ type: 'trainings', ...TRAINING }],
	],
	[
		'elements in camelCase',
		GET_MANY,
		{ data: [{ trainingId: 't1', subject: 'Hours' }] },
		[{ id: 't1', training_id: 't1', subject: 'Hours' }],
	],
])('%s: the object is read', async (_form, parameters, body, items) => {
	expect(jsonOf(await run(parameters, json(body)))).toEqual(items);
});
