import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { RequestSettings } from '../../../tools/harness/talkoverNode';
import { jsonOf, runTalkover } from '../../../tools/harness/talkoverNode';
import type { RunResult } from '../../../tools/harness/workflow';
import { SEED } from '../../../tools/simulator/state';
import { chosen } from '../n8n/parameterValues';
import { useSimulator } from '../servers/useSimulator';
import { useMovedTime } from '../time/skippedTime';
import { inPanel } from './inPanel';

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const ANA = '+12125001000';
export const BEN = '+12125001001';

/** What became of each item: `placed`, the reason and the message, or the error of the run. */
export function endsOf(result: RunResult): string[] {
	if (result.error) return [`ERROR ${result.error.message}`];
	return jsonOf(result).map(({ placed, reason, message }) =>
		placed === true ? 'placed' : `${String(reason)}: ${String(message)}`,
	);
}

/**
 * Ways to call a person in all tests of a file, beginning on Monday, 2026-03-02, 15:00 UTC, without calls in Talkover's list.
 * Unless a test says otherwise, the agent is that of the active campaign, the contact is Ana, and nobody looks at the calls in
 * progress.
 */
export function useOnePerson() {
	const time = useMovedTime();
	const talkover = useSimulator({ now: () => Date.now() });
	beforeEach(() => {
		talkover().state.calls.splice(0);
	});
	const callerOf = () =>
		String(talkover().state.campaigns.find(({ id }) => id === SEED.activeCampaignId)?.agent_id);
	const params = (more: INodeParameters, options: INodeParameters = {}): INodeParameters => ({
		...{ resource: 'call', operation: 'make', phone: '={{ $json.phone }}' },
		agentId: chosen(callerOf()),
		...inPanel({ skipIfActive: false, ...options }),
		...more,
	});
	const run = async (
		more: INodeParameters,
		options: INodeParameters = {},
		phones: readonly string[] = [ANA],
		settings: Partial<INode> = {},
		credential: RequestSettings = {},
	) => {
		const items = phones.map((phone) => ({ phone }));
		return endsOf(
			await runTalkover(talkover(), params(more, options), { credential, items, settings }),
		);
	};
	return {
		...{ time, talkover, callerOf, params, run },
		otherAgent: () =>
			String([SEED.salesAgentId, SEED.supportAgentId].find((id) => id !== callerOf())),
		make: async (options: INodeParameters = {}, agentId = callerOf()) =>
			(await run({ agentId: chosen(agentId) }, options))[0],
		add: async (options: INodeParameters = {}, campaignId: string = SEED.activeCampaignId) =>
			(await run({ operation: 'makeForCampaign', campaignId: chosen(campaignId) }, options))[0],
		/** The requests that weren't rejected by the rate limit. */
		sent: (operationId = 'makeCall') =>
			talkover().requests.filter((each) => each.operationId === operationId && each.status !== 429),
		/** Adds a call to Talkover's list. */
		dialed: (changes: IDataObject = {}) => {
			talkover().state.calls.push({
				...{ id: `listed-${talkover().state.calls.length}`, agent_id: callerOf(), to: ANA },
				...{ status: 'completed', created_at: new Date(time.now()).toISOString() },
				...changes,
			});
		},
		/** Ends all calls. */
		ended: () => {
			for (const each of talkover().state.calls) each.status = 'completed';
		},
		/** Rejects a request with a 429. */
		rejectsOnce: (operationId: string, seconds: number, when: () => boolean = () => true) => {
			const headers = { 'Retry-After': String(seconds) };
			const fault = { kind: 'answer', status: 429, headers, body: {} } as const;
			talkover().fail({ operationId, fault, times: 1, when });
		},
		/** The first request for a call is carried out after three seconds, and its response is lost. */
		losesResponse: () => {
			const when = () => {
				time.move(3 * SECOND);
				return true;
			};
			talkover().fail({ operationId: 'makeCall', times: 1, fault: { kind: 'resetAfter' }, when });
		},
	};
}
