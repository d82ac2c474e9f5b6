import type { Resource } from '../engine/resource';
import * as agent from './agent';
import * as call from './call';
import * as campaign from './campaign';
import * as flow from './flow';

/** All that the node can do. A resource's operations are what the index of its folder exports. */
export const resources: readonly Resource[] = [
	{ value: 'agent', name: 'Agent', defaultOperation: 'create', operations: Object.values(agent) },
	{ value: 'call', name: 'Call', defaultOperation: 'getActive', operations: Object.values(call) },
	{
		value: 'campaign',
		name: 'Campaign',
		defaultOperation: 'getMany',
		operations: Object.values(campaign),
	},
	{ value: 'flow', name: 'Flow', defaultOperation: 'update', operations: Object.values(flow) },
];
