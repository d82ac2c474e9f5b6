import type { Resource } from '../engine/resource';
import * as agent from './agent';
import * as availability from './availability';
import * as calendarEvent from './calendarEvent';
import * as call from './call';
import * as flow from './flow';

/** All that the node can do. A resource's operations are what the index of its folder exports. */
export const resources: readonly Resource[] = [
	{ value: 'agent', name: 'Agent', defaultOperation: 'create', operations: Object.values(agent) },
	{
		value: 'availability',
		name: 'Availability',
		defaultOperation: 'getFreeSlots',
		operations: Object.values(availability),
	},
	{
		value: 'calendarEvent',
		name: 'Calendar Event',
		defaultOperation: 'getMany',
		operations: Object.values(calendarEvent),
	},
	{ value: 'call', name: 'Call', defaultOperation: 'getActive', operations: Object.values(call) },
	{ value: 'flow', name: 'Flow', defaultOperation: 'update', operations: Object.values(flow) },
];
