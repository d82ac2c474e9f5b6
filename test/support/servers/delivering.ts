import type { JsonObject } from '../../../tools/simulator/contract';
import type { Simulator, SimulatorOptions } from '../../../tools/simulator/simulator';
import { SEED } from '../../../tools/simulator/state';
import { askOf } from './ask';
import type { Receiver } from './receiver';
import { useReceiver } from './receiver';
import { useSimulator } from './useSimulator';

const AGENT = `/agents/${SEED.supportAgentId}`;

/** In progress, with the support agent. */
export const CALL = {
	id: 'call-1',
	agent_id: SEED.supportAgentId,
	to: '+12125001111',
	status: 'answered',
};

interface Delivering {
	readonly talkover: () => Simulator;
	readonly receiver: () => Receiver;
	readonly ask: ReturnType<typeof askOf>;
	/** Creates a webhook that points to the receiver, for the support agent unless another path is given. */
	webhook(settings?: JsonObject, owner?: string): Promise<{ id: string; path: string }>;
	/** The events that webhooks of an agent or a campaign can subscribe to. */
	available(owner: string): Promise<string[]>;
	/** The logs of a webhook, latest first. */
	logs(path: string): Promise<JsonObject[]>;
	/** Sends "event_action" for {@link CALL}, and waits until it's delivered or abandoned. */
	tell(more?: JsonObject): Promise<void>;
}

/** A simulator with a receiver for deliveries, for the tests of a file. */
export function useDelivering(options: SimulatorOptions = {}): Delivering {
	const talkover = useSimulator({ retryDelayMs: 1, ...options });
	const receiver = useReceiver();
	const ask = askOf(talkover);
	return {
		talkover,
		receiver,
		ask,
		webhook: async (settings = {}, owner = AGENT) => {
			const { body } = await ask('POST', `${owner}/webhooks`, {
				name: 'CRM',
				webhook_url: `${receiver().url}/crm?a=1`,
				events: ['event_action'],
				max_retries: 0,
				...settings,
			});
			const { id } = body.data as { id: string };
			return { id, path: `${owner}/webhooks/${id}` };
		},
		available: async (owner) => {
			const { body } = await ask('GET', `${owner}/webhooks`);
			const { available_events: events } = body.data as { available_events: object };
			return Array.isArray(events) ? events.map(String) : Object.keys(events);
		},
		logs: async (path) => (await ask('GET', `${path}/logs`)).body.data as JsonObject[],
		tell: async (more) => {
			talkover().state.calls.push({ ...CALL });
			await talkover().tell(CALL.id, 'event_action', more);
			await talkover().idle();
		},
	};
}
