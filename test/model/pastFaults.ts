import type { ServiceSetup } from './service';
import type { Contact, NodeSetup, Scenario, Step } from './world';

const SERVICE: ServiceSetup = {
	...{ lag: 5, listsDialedOnly: false, ahead: 0, hasDate: true, talk: 20 },
	...{ faults: [], readFaults: [] },
};

const NODE: NodeSetup = {
	...{ agent: 0, inCapitals: false, skipIfActive: true, ofAllAgents: false },
	...{ resendUnknown: false, atOnce: 5, continuesOnFail: false, retriesOnFail: false },
};

const ANA: Contact = [0, 0];

const start = (node: Partial<NodeSetup>): Step => ({
	...{ do: 'start', process: 0, node: { ...NODE, ...node }, contacts: [ANA] },
});

const kill: Step = { do: 'kill', process: 0, at: 1, isMade: true };

const retry = (execution: number): Step => ({ do: 'retry', execution, process: 0 });

const later = (seconds: number): Step => ({ do: 'wait', seconds });

/** Scenarios in which a phone rang that must not ring. */
export const PAST_FAULTS: Readonly<Record<string, Scenario>> = {
	'a contact who waits in a campaign is not called by the agent of the campaign': {
		service: SERVICE,
		steps: [start({ forCampaign: true }), later(120), start({})],
		seed: 3,
	},
	'a call that the retry of another execution has found may be that of this one too': {
		service: SERVICE,
		steps: [start({}), kill, start({}), later(59), retry(1), retry(0), later(60)],
		seed: 0,
	},
};
