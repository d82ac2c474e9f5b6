import type { Resource } from '../engine/resource';
import * as agent from './agent';
import * as call from './call';
import * as flow from './flow';
import * as voiceTemplate from './voiceTemplate';

/** All that the node can do. A resource's operations are what the index of its folder exports. */
export const resources: readonly Resource[] = [
	{ value: 'agent', name: 'Agent', defaultOperation: 'create', operations: Object.values(agent) },
	{ value: 'call', name: 'Call', defaultOperation: 'getActive', operations: Object.values(call) },
	{ value: 'flow', name: 'Flow', defaultOperation: 'update', operations: Object.values(flow) },
	{
		value: 'voiceTemplate',
		name: 'Voice Template',
		defaultOperation: 'getMany',
		operations: Object.values(voiceTemplate),
	},
];
