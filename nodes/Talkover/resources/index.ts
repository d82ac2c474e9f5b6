import type { Resource } from '../engine/resource';
import * as agent from './agent';
import * as call from './call';
import * as callbackAgent from './callbackAgent';
import * as flow from './flow';
import * as webhook from './webhook';

/** All that the node can do. A resource's operations are what the index of its folder exports. */
export const resources: readonly Resource[] = [
	{ value: 'agent', name: 'Agent', defaultOperation: 'create', operations: Object.values(agent) },
	{ value: 'call', name: 'Call', defaultOperation: 'getActive', operations: Object.values(call) },
	{
		value: 'callbackAgent',
		name: 'Callback Agent',
		defaultOperation: 'getMany',
		operations: Object.values(callbackAgent),
	},
	{ value: 'flow', name: 'Flow', defaultOperation: 'update', operations: Object.values(flow) },
	{
		value: 'webhook',
		name: 'Webhook',
		defaultOperation: 'getMany',
		operations: Object.values(webhook),
	},
];
