import type { Resource } from '../operation/resource';
import * as action from './action';
import * as agent from './agent';
import * as autoTopup from './autoTopup';
import * as availability from './availability';
import * as calendar from './calendar';
import * as calendarEvent from './calendarEvent';
import * as calendarMember from './calendarMember';
import * as call from './call';
import * as callbackAgent from './callbackAgent';
import * as campaign from './campaign';
import * as flow from './flow';
import * as phoneNumber from './phoneNumber';
import * as sipTrunk from './sipTrunk';
import * as training from './training';
import * as voiceTemplate from './voiceTemplate';
import * as webhook from './webhook';

/**
 * The resources of the node, the commonest first, because n8n lists the actions in this order. The operations of a
 * resource are the exports of its folder's index.
 */
export const resources: readonly Resource[] = [
	{
		value: 'call',
		name: 'Call',
		description: 'Calls that ring a real phone and use credits, and the calls of your agents',
		defaultOperation: 'makeAndWait',
		common: ['makeAndWait', 'make', 'makeForCampaign', 'check'],
		operations: Object.values(call),
	},
	{
		value: 'agent',
		name: 'Agent',
		description: 'Voice agents that make or answer calls',
		defaultOperation: 'create',
		common: ['upsert', 'create', 'publish'],
		operations: Object.values(agent),
	},
	{
		value: 'action',
		name: 'Agent Action',
		description: 'What an agent can do during a call, such as book an appointment',
		defaultOperation: 'getMany',
		operations: Object.values(action),
	},
	{
		value: 'autoTopup',
		name: 'Auto Top-Up',
		description: 'Automatic payments when the balance of the account is low',
		defaultOperation: 'getHistory',
		operations: Object.values(autoTopup),
	},
	{
		value: 'availability',
		name: 'Availability',
		description: 'The times at which a calendar can be booked',
		defaultOperation: 'getFreeSlots',
		operations: Object.values(availability),
	},
	{
		value: 'calendar',
		name: 'Calendar',
		description: 'Calendars in which agents book appointments',
		defaultOperation: 'getMany',
		operations: Object.values(calendar),
	},
	{
		value: 'calendarEvent',
		name: 'Calendar Event',
		description: 'The appointments in a calendar',
		defaultOperation: 'getMany',
		operations: Object.values(calendarEvent),
	},
	{
		value: 'calendarMember',
		name: 'Calendar Member',
		description: 'The users who share a calendar',
		defaultOperation: 'getMany',
		operations: Object.values(calendarMember),
	},
	{
		value: 'callbackAgent',
		name: 'Callback Agent',
		description: 'Agents that answer when contacts call back',
		defaultOperation: 'getMany',
		operations: Object.values(callbackAgent),
	},
	{
		value: 'campaign',
		name: 'Campaign',
		description: 'Calls to many contacts, with retries over days',
		defaultOperation: 'getMany',
		operations: Object.values(campaign),
	},
	{
		value: 'flow',
		name: 'Flow',
		description: 'The steps of a conversation, or the mode without steps',
		defaultOperation: 'update',
		operations: Object.values(flow),
	},
	{
		value: 'phoneNumber',
		name: 'Phone Number',
		description: 'The phone numbers of your account',
		defaultOperation: 'getMany',
		operations: Object.values(phoneNumber),
	},
	{
		value: 'sipTrunk',
		name: 'SIP Trunk',
		description: 'Connections to phone carriers',
		defaultOperation: 'getMany',
		operations: Object.values(sipTrunk),
	},
	{
		value: 'training',
		name: 'Training',
		description: 'What an agent knows, as texts',
		defaultOperation: 'getMany',
		operations: Object.values(training),
	},
	{
		value: 'voiceTemplate',
		name: 'Voice Template',
		description: 'The voices for agents',
		defaultOperation: 'getMany',
		operations: Object.values(voiceTemplate),
	},
	{
		value: 'webhook',
		name: 'Webhook',
		description: 'Where Talkover sends the events of calls, outside of workflows',
		defaultOperation: 'getMany',
		operations: Object.values(webhook),
	},
];
