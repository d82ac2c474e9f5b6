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
		defaultOperation: 'makeAndWait',
		common: ['makeAndWait', 'make', 'makeForCampaign', 'check'],
		operations: Object.values(call),
	},
	{
		value: 'agent',
		name: 'Agent',
		defaultOperation: 'create',
		common: ['upsert', 'create', 'publish'],
		operations: Object.values(agent),
	},
	{
		value: 'action',
		name: 'Agent Action',
		defaultOperation: 'getMany',
		operations: Object.values(action),
	},
	{
		value: 'autoTopup',
		name: 'Auto Top-Up',
		defaultOperation: 'getHistory',
		operations: Object.values(autoTopup),
	},
	{
		value: 'availability',
		name: 'Availability',
		defaultOperation: 'getFreeSlots',
		operations: Object.values(availability),
	},
	{
		value: 'calendar',
		name: 'Calendar',
		defaultOperation: 'getMany',
		operations: Object.values(calendar),
	},
	{
		value: 'calendarEvent',
		name: 'Calendar Event',
		defaultOperation: 'getMany',
		operations: Object.values(calendarEvent),
	},
	{
		value: 'calendarMember',
		name: 'Calendar Member',
		defaultOperation: 'getMany',
		operations: Object.values(calendarMember),
	},
	{
		value: 'callbackAgent',
		name: 'Callback Agent',
		defaultOperation: 'getMany',
		operations: Object.values(callbackAgent),
	},
	{
		value: 'campaign',
		name: 'Campaign',
		defaultOperation: 'getMany',
		operations: Object.values(campaign),
	},
	{ value: 'flow', name: 'Flow', defaultOperation: 'update', operations: Object.values(flow) },
	{
		value: 'phoneNumber',
		name: 'Phone Number',
		defaultOperation: 'getMany',
		operations: Object.values(phoneNumber),
	},
	{
		value: 'sipTrunk',
		name: 'SIP Trunk',
		defaultOperation: 'getMany',
		operations: Object.values(sipTrunk),
	},
	{
		value: 'training',
		name: 'Training',
		defaultOperation: 'getMany',
		operations: Object.values(training),
	},
	{
		value: 'voiceTemplate',
		name: 'Voice Template',
		defaultOperation: 'getMany',
		operations: Object.values(voiceTemplate),
	},
	{
		value: 'webhook',
		name: 'Webhook',
		defaultOperation: 'getMany',
		operations: Object.values(webhook),
	},
];
