import { SEED } from '../../../tools/simulator/state';
import { chosen } from '../n8n/parameterValues';

/** Call: Make by the sales agent, with the number of each item. */
export const MAKE = {
	resource: 'call',
	operation: 'make',
	agentId: chosen(SEED.salesAgentId),
	phone: '={{ $json.phone }}',
};
