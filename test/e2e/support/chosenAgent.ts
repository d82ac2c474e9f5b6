import { SEED } from '../../../tools/simulator/state';

const NAMES: Readonly<Record<string, string>> = {
	[SEED.salesAgentId]: 'Outbound Sales Agent (Sales Outbound)',
	[SEED.supportAgentId]: 'Customer Support Agent (SupportBot)',
};

/** The value of an agent picker that a user has set. */
export function chosenAgent(id: string = SEED.salesAgentId): object {
	return { __rl: true, mode: 'list', value: id, cachedResultName: NAMES[id] };
}
