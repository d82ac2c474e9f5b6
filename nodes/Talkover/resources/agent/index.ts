import type { Resource } from '../../engine/resource';
import { create } from './create';
import { updateCalling } from './updateCalling';

export const agent: Resource = {
	value: 'agent',
	name: 'Agent',
	operations: [create, updateCalling],
};
