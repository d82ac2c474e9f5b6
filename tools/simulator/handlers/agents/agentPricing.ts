import type { JsonObject } from '../../contract';
import type { Agent, State } from '../../state';
import type { Environment, Handlers, RequestContext } from '../handler';
import { ok, withAgent } from '../handler';

/** The threshold of the samples: this many calls in this many days. */
const REQUIRED_CALLS = 700;
const THRESHOLD_DAYS = 7;

/** The costs of an agent from the contract's samples, for the requested agent. */
export const agentPricing: Handlers = {
	getAgentPricing: (context, environment) =>
		withAgent(context, environment, ({ id }) =>
			ok({
				data: {
					...sample(context, environment),
					agent_id: id,
					calculated_at: new Date().toISOString(),
				},
			}),
		),

	getAgentPricingSummary: (context, environment) =>
		withAgent(context, environment, ({ id }) =>
			ok({
				data: {
					...sample(context, environment),
					agent_id: id,
					optimized_costs_enabled: environment.state.cachingAgents.has(id),
				},
			}),
		),

	checkAgentOptimizedCostsEligibility: (context, environment) =>
		withAgent(context, environment, (agent) => ok({ data: eligibility(agent, environment.state) })),
};

/** Every call in the state counts as recent. */
export function eligibility({ id }: Agent, { calls }: State) {
	const current = calls.filter(({ agent_id: agentId }) => agentId === id).length;
	const eligible = current >= REQUIRED_CALLS;
	return {
		eligible,
		current_calls: current,
		required_calls: REQUIRED_CALLS,
		threshold_days: THRESHOLD_DAYS,
		...(eligible ? {} : { calls_remaining: REQUIRED_CALLS - current }),
	};
}

function sample(context: RequestContext, { documented }: Environment): JsonObject {
	const { data } = documented(context, 200).body as { readonly data: JsonObject };
	return data;
}
