import { jsonOf, runTalkover } from '../../harness/talkoverNode';
import { SEED } from '../../simulator/state';
import { startSimulator } from '../../simulator/simulator';
import type { Part } from '../part';
import { format } from '../part';

const COUNTS = [9, 10, 50, 200, 1_000];
/** The number of contacts in each run that are on a call with the agent. */
const ON_A_CALL = 3;

/** The number of requests that it takes to skip people who are on a call. */
export const onCall: Part = {
	id: 'e',
	run: async ({ log }) => {
		const rows: string[][] = [];
		for (const count of COUNTS) {
			rows.push(await requestsOf(count));
			log(`  ${count} contacts`);
		}
		return {
			title: 'Contacts of one agent, three of them on a call with it',
			notes: [
				"Call: Make with 'Skip If on a Call'. Lookups: requests about one phone number. Lists: requests for the agent's list of calls.",
			],
			head: ['Contacts', 'Called', 'Skipped', 'Requests', 'Lookups', 'Lists'],
			rows,
		};
	},
};

async function requestsOf(count: number): Promise<string[]> {
	const simulator = await startSimulator();
	try {
		const items = Array.from({ length: count }, (_, index) => ({
			phone: `+1213${5_000_000 + index}`,
		}));
		const created_at = new Date().toISOString();
		for (const { phone } of items.slice(0, ON_A_CALL)) {
			const call = { id: `call-${phone}`, agent_id: SEED.salesAgentId, to: phone };
			simulator.state.calls.push({ ...call, status: 'answered', created_at });
		}
		const parameters = {
			resource: 'call',
			operation: 'make',
			agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
			phone: '={{ $json.phone }}',
		};
		const output = jsonOf(await runTalkover(simulator, parameters, { items }));
		const placed = output.filter((item) => item.placed === true).length;
		const sent = (operationId: string) =>
			simulator.requests.filter((request) => request.operationId === operationId).length;
		const counts = [count, placed, output.length - placed, simulator.requests.length];
		return [...counts, sent('getActiveCall'), sent('listAgentCalls')].map((each) => format(each));
	} finally {
		await simulator.close();
	}
}
