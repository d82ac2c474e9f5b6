import { randomUUID } from 'node:crypto';

import { CALL_ENDED } from '../../playground/workflows';
import type { NodeJson } from '../../playground/workflows';
import type { World } from '../../playground/world';
import type { Fault, LoggedRequest } from '../../simulator/http/faults';
import { SEED } from '../../simulator/state';
import type { Launched, Starter } from '../realN8n/starters';
import { TRIGGER, WEBHOOK, launch } from '../realN8n/starters';

/** Every n-th event is delivered twice. */
const REPEATED = 5;
/** Every n-th event is preceded by a forged one. */
const FORGED = 10;

/** One fault for every n-th request of the action node. */
const FAULTS: readonly (readonly [number, Fault])[] = [
	[7, { kind: 'answer', status: 429, headers: { 'Retry-After': '0' }, body: {} }],
	[11, { kind: 'resetBefore' }],
	[13, { kind: 'answer', status: 500, body: { message: 'Server Error' } }],
	[17, { kind: 'resetAfter', workMs: 3_500 }],
	[19, { kind: 'answer', status: 200, body: '<html>A proxy</html>' }],
	[23, { kind: 'answer', status: 422, body: { errors: { to: ['is invalid'] } } }],
];

/** A workflow that starts on an event and calls its number. An error ends the item, not the workflow. */
export interface Subject {
	readonly starter: Starter;
	readonly makeCall: (world: World) => NodeJson;
	/** Whether the starter rejects forged events. */
	readonly rejectsForged: boolean;
}

export const PACKAGE: Subject = {
	starter: TRIGGER,
	makeCall: () => ({
		name: 'Make Call',
		type: 'n8n-nodes-talkover.talkover',
		onError: 'continueRegularOutput',
		parameters: {
			resource: 'call',
			operation: 'make',
			agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
			phone: TRIGGER.phone,
			rules: { skipIfActive: false },
		},
	}),
	rejectsForged: true,
};

/** The same with n8n's own nodes, which shows how much n8n itself grows. */
export const CONTROL: Subject = {
	starter: WEBHOOK,
	makeCall: ({ simulator, credential }) => ({
		name: 'Make Call',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		onError: 'continueRegularOutput',
		credentials: { talkoverApi: credential },
		parameters: {
			method: 'POST',
			url: `${simulator.url}/agents/${SEED.salesAgentId}/call`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'talkoverApi',
			sendBody: true,
			bodyParameters: { parameters: [{ name: 'to', value: WEBHOOK.phone }] },
			options: {},
		},
	}),
	rejectsForged: false,
};

/** Events that start a workflow, while some of the requests that make calls fail. */
export class Load {
	private events = 0;

	private constructor(
		private readonly world: World,
		private readonly subject: Subject,
		private readonly launched: Launched,
	) {}

	/** Activates the workflow. */
	static async start(world: World, subject: Subject): Promise<Load> {
		const { simulator } = world;
		// Seeded webhooks lead nowhere.
		simulator.state.webhooks.length = 0;
		const launched = await launch(world, subject.starter, subject.makeCall(world));
		for (const [nth, fault] of FAULTS) simulator.fail({ fault, when: everyCall(nth) });
		return new Load(world, subject, launched);
	}

	/** The workflow. */
	get id(): string {
		return this.launched.id;
	}

	/** Sends one event, at times forged or repeated. @returns once n8n has responded */
	async send(): Promise<void> {
		this.events += 1;
		const phone = `+1213${5_000_000 + this.events}`;
		const call = { call_id: randomUUID(), agent_id: SEED.salesAgentId, duration: 42 };
		const body = { event: CALL_ENDED, ...call, context: { phone } };
		if (this.subject.rejectsForged && this.events % FORGED === 0) await this.forge(body);
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
