import type { IDataObject } from 'n8n-workflow';

import type { Examples } from './example';
import { agentId, chosen } from './example';

/** The numbers of the documented calls, as `responseExample` returns them. */
const AS_DOCUMENTED = '+1 212 555-0123';
const AS_DOCUMENTED_IF_ACTIVE = '+1 212 555-1234';

const ONE_CALL = 'The call is found by its ID';

/** What the node says about a call that was made. */
const RUNNING = { outcome: 'running', placed: true, reason: null, retryable: false };

/** What the node says about the documented call of a list. */
const listed = (calls: unknown) =>
	([calls].flat() as IDataObject[]).map((call) => ({ ...call, outcome: 'answered', ended: true }));

/** No list shows the call before the node stops waiting. */
const UNSEEN =
	"The node can't tell whether the call to +12125550123 has ended, because Talkover's responses don't show it. Check the calls of the agent in Talkover";

export const call: Examples = {
	'call.end': {
		operationId: 'endCall',
		parameters: { agentId, callId: 'call-uuid-123' },
		output: (call) => [{ ended: true, ...(call as IDataObject) }],
	},
	'call.make': {
		operationId: 'makeCall',
		parameters: {
			agentId,
			phone: '+1 212 555 0123',
			variables: { variable: [{ name: 'customer_name', value: 'John Doe' }] },
			contextFields: { context: [{ name: 'user_id', value: 'user_123' }] },
			rules: { skipIfActive: false },
			options: { delaySeconds: 0, isTest: false },
		},
		output: (call) => [{ ...RUNNING, ...(call as IDataObject) }],
	},
	'call.makeAndWait': {
		operationId: 'makeCall',
		parameters: {
			agentId,
			phone: '+1 212 555 0123',
			variables: { variable: [{ name: 'customer_name', value: 'John Doe' }] },
			contextFields: { context: [{ name: 'user_id', value: 'user_123' }] },
			waitAtMost: 0,
			rules: { skipIfActive: false },
			options: { delaySeconds: 0, isTest: false },
		},
		completedFrom: 'listAgentCalls',
		output: (call) => [{ ...RUNNING, ended: false, ...(call as IDataObject), warning: UNSEEN }],
	},
	'call.makeForCampaign': {
		operationId: 'makeCampaignCall',
		parameters: {
			campaignId: chosen('campaign-uuid-1'),
			phone: '+1 212 555 0124',
			variables: { variable: [{ name: 'customer_name', value: 'John Doe' }] },
			contextFields: { context: [{ name: 'user_id', value: 'user_123' }] },
			options: { isTest: true, allowDuplicates: true },
		},
		output: (answer) => {
			const { campaign_call: call, campaign } = answer as Record<string, IDataObject>;
			return [{ ...RUNNING, to: '+12125550124', ...call, campaign }];
		},
	},
	'call.get': {
		operationId: 'listCalls',
		parameters: { callId: 'call-uuid-1', additionalFields: { phone: AS_DOCUMENTED } },
		leftOut: {
			status: ONE_CALL,
			direction: ONE_CALL,
			agent_id: 'In the path',
			date_from: ONE_CALL,
			date_to: ONE_CALL,
			search: 'The number of Phone',
			to: ONE_CALL,
		},
		output: listed,
	},
	'call.getMany': {
		operationId: 'listCalls',
		parameters: {
			filters: {
				status: 'completed',
				direction: 'outbound',
				dateFrom: '2024-01-01',
				dateTo: '2024-01-31',
				search: 'call_sid_123',
				to: AS_DOCUMENTED,
			},
		},
		output: listed,
	},
	'call.getMany, of an agent': {
		operationId: 'listAgentCalls',
		parameters: {
			agents: 'one',
			agentId,
			filters: {
				status: 'no-answer',
				direction: 'inbound',
				dateFrom: '2024-01-01',
				dateTo: '2024-01-31',
				search: '+12125550123',
			},
		},
		output: listed,
	},
	'call.getMany, of an agent to a number': {
		operationId: 'listCalls',
		parameters: { agents: 'one', agentId, filters: { to: AS_DOCUMENTED } },
		output: listed,
	},
	'call.getActive': {
		operationId: 'getActiveCall',
		parameters: { agentId, phone: AS_DOCUMENTED_IF_ACTIVE },
		output: (calls) => {
			const [first] = calls as IDataObject[];
			return [{ active: true, count: 1, id: first?.id, calls: calls as IDataObject[] }];
		},
	},
};
