import { randomUUID } from 'node:crypto';

import { CALL_ENDED } from '../../playground/workflows';
import type { NodeJson } from '../../playground/workflows';
import type { World } from '../../playground/world';
import type { Fault, LoggedRequest } from '../../simulator/faults';
import { SEED } from '../../simulator/state';
import type { Launched } from '../starters';
import { TRIGGER, launch } from '../starters';

/** Every n-th event is delivered twice. */
const REPEATED = 5;
/** Every n-th event is preceded by a forged one. */
const FORGED = 10;

/** One fault for every n-th request of the action node. */
const FAULTS: readonly (readonly [number, Fault])[] = [
	[7, { kind: 'answer', status: 429, headers: { 'Retry-After': '0' }, body: {} }],
	[11, { kind: 'resetBefore' }],
	[13, { kind: 'answer', status: 500, body: { message: 'Server Error' } }],
	[17, { kind: 'resetAfter' }],
	[19, { kind: 'answer', status: 200, body: '<html>A proxy</html>' }],
	[23, { kind: 'answer', status: 422, body: { errors: { to: ['is invalid'] } } }],
];

/** Calls the number of the event. An error ends the item, not the workflow. */
const MAKE_CALL: NodeJson = {
	name: 'Make Call',
	type: 'n8n-nodes-talkover.talkover',
	onError: 'continueRegularOutput',
	parameters: {
		resource: 'call',
		operation: 'make',
		agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
		phone: TRIGGER.phone,
		options: { skipIfOnCall: false },
	},
};

/** Events that start a workflow with an action node, while some of its requests fail. */
export class Load {
	private events = 0;

	private constructor(
		private readonly world: World,
		private readonly launched: Launched,
	) {}

	/** Activates the workflow. */
	static async start(world: World): Promise<Load> {
		const { simulator } = world;
		// Seeded webhooks lead nowhere.
		simulator.state.webhooks.length = 0;
		const launched = await launch(world, TRIGGER, MAKE_CALL);
		for (const [nth, fault] of FAULTS) simulator.fail({ fault, when: everyCall(nth) });
		return new Load(world, launched);
	}

	/** The workflow. */
	get id(): string {
		return this.launched.id;
	}

	/** Sends one event, at times forged or repeated. @returns once n8n has responded */
	async send(): Promise<void> {
		this.events += 1;
		const phone = `+1555${1_000_000 + this.events}`;
		const call = { call_id: randomUUID(), agent_id: SEED.salesAgentId, duration: 42 };
		const body = { event: CALL_ENDED, ...call, context: { phone } };
		if (this.events % FORGED === 0) await this.forge(body);
		const times = this.events % REPEATED === 0 ? 2 : 1;
		for (let time = 0; time < times; time++) {
			const answer = await this.launched.post(body);
			await answer.text();
			if (!answer.ok) throw new Error(`n8n rejected an event (HTTP ${answer.status})`);
		}
	}

	private async forge(body: object): Promise<void> {
		const url = this.world.simulator.state.webhooks.at(-1)?.webhook_url;
		const headers = { 'content-type': 'application/json' };
		const init = { method: 'POST', headers, body: JSON.stringify(body) };
		const answer = await fetch(String(url), init);
		await answer.text();
		if (answer.ok) throw new Error('n8n accepted a forged event');
	}
}

/** Chooses every n-th request that makes a call. */
function everyCall(nth: number): (request: LoggedRequest) => boolean {
	let calls = 0;
	return ({ operationId }) => {
		if (operationId !== 'makeCall') return false;
		calls += 1;
		return calls % nth === 0;
	};
}
