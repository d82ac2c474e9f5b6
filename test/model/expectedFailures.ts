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

const later = (seconds: number): Step => ({ do: 'wait', seconds });

/** A scenario that breaks a rule of the model, and how. */
interface ExpectedFailure extends Scenario {
	readonly violation: string;
}

/**
 * Faults that remain until one book knows all calls: nobody knows of calls of a campaign that aren't dialed yet. A scenario
 * leaves this list when it breaks no rule anymore.
 */
export const EXPECTED_FAILURES: Readonly<Record<string, ExpectedFailure>> = {
	'a contact who waits in a campaign is called by the agent of the campaign': {
		service: SERVICE,
		steps: [start({ forCampaign: true }), later(120), start({})],
		seed: 3,
		violation: 'execution 1, item 0 called whom the call of execution 0, item 0 will reach',
	},
};
