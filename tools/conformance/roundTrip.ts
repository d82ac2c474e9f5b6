import { randomBytes } from 'node:crypto';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from './readings';
import type { Ran, Row, Session, Step } from './session';

/** Something that the round trip created and must delete. */
interface Made {
	readonly what: 'agent' | 'webhook';
	readonly name: string;
	/** Undefined while it's unknown, although the request to create it was sent. */
	id?: string;
}

/** Something that couldn't be deleted. */
export type Leftover = Readonly<Made>;

/** A flow that calls nobody: two steps that speak and end. */
const FLOW = JSON.stringify({
	initial_node_id: 'node-greet',
	nodes: [
		{ id: 'node-greet', type: 'say', content: 'Hi!', next: 'node-end' },
		{ id: 'node-end', type: 'end' },
	],
});

type Ids = Readonly<Record<Made['what'], string>>;
type Parameters = (ids: Ids) => INodeParameters;

interface Planned {
	readonly name: string;
	/** `resource.operation`. */
	readonly key: string;
	readonly parameters: Parameters;
	readonly needs: readonly Made['what'][];
	readonly makes?: Made['what'];
	readonly removes?: Made['what'];
}

const ofAgent: Parameters = ({ agent }) => ({ agentId: byId(agent) });
const ofWebhook: Parameters = ({ agent, webhook }) => ({
	source: 'agent',
	agentId: byId(agent),
	webhookId: byId(webhook),
});

/** @param name the name of everything that is created */
function planOf(name: string): readonly Planned[] {
	const agent = { needs: ['agent'], parameters: ofAgent } as const;
	const webhook = { needs: ['agent', 'webhook'], parameters: ofWebhook } as const;
	const withFlow: Parameters = (ids) => ({
		...ofAgent(ids),
		flowDefinition: 'json',
		flowConfig: FLOW,
	});
	return [
		{
			name: 'Agent: Create',
			key: 'agent.create',
			needs: [],
			makes: 'agent',
			parameters: () => ({ name, label: name, direction: 'inbound' }),
		},
		{ ...agent, name: 'Agent: Get (draft)', key: 'agent.get' },
		{
			...agent,
			name: 'Agent: Update Calling',
			key: 'agent.updateCalling',
			parameters: (ids) => ({ ...ofAgent(ids), direction: 'inbound' }),
		},
		{
			...agent,
			name: 'Agent: Update Knowledge',
			key: 'agent.updateKnowledge',
			parameters: (ids) => ({ ...ofAgent(ids), description: 'A conformance test. Calls nobody.' }),
		},
		{ ...agent, name: 'Agent: Update Advanced Settings', key: 'agent.updateAdvancedSettings' },
		{ ...agent, name: 'Flow: Validate', key: 'flow.validate', parameters: withFlow },
		{ ...agent, name: 'Flow: Update', key: 'flow.update', parameters: withFlow },
		{ ...agent, name: 'Flow: Get (draft)', key: 'flow.get' },
		{
			...agent,
			name: 'Webhook: Create',
			key: 'webhook.create',
			makes: 'webhook',
			parameters: (ids) => ({
				...ofAgent(ids),
				source: 'agent',
				name,
				webhookUrl: 'https://example.com/talkover-conformance-test',
				agentEvents: ['event_phone_call_ended'],
				additionalFields: { enabled: false },
			}),
		},
		...[true, false].map((enabled) => ({
			...webhook,
			name: `Webhook: Enable or Disable (${enabled ? 'on' : 'off'})`,
			key: 'webhook.toggle',
			parameters: (ids: Ids) => ({
				...ofWebhook(ids),
				enabled,
			}),
		})),
		{ ...webhook, name: 'Webhook: Delete', key: 'webhook.delete', removes: 'webhook' },
		{ ...agent, name: 'Agent: Delete', key: 'agent.delete', removes: 'agent' },
	];
}

/** The number of operations in a round trip. */
export const ROUND_TRIP_LENGTH = planOf('').length;

/** Creates a draft agent with a webhook, changes both, and deletes both even after errors. */
export class RoundTrip {
	private readonly name = `Conformance test ${randomBytes(4).toString('hex')} - safe to delete`;
	private readonly made = new Map<Made['what'], Made>();

	/** @param stopped returns whether only deletions may still run */
	constructor(
		private readonly session: Session,
		private readonly stopped: () => boolean,
	) {}

	/** Everything that was created and not deleted. */
	get leftovers(): readonly Leftover[] {
		return [...this.made.values()];
	}

	/** @param next runs an operation */
	async run(next: (name: string, work: () => Promise<Row>) => Promise<void>): Promise<void> {
		const plan = planOf(this.name);
		try {
			for (const planned of plan.filter(({ removes }) => removes === undefined)) {
				await next(planned.name, () => this.step(planned));
			}
		} finally {
			for (const planned of plan.filter(({ removes }) => removes !== undefined)) {
				await next(planned.name, () => this.remove(planned));
			}
		}
	}

	private async step(planned: Planned): Promise<Row> {
		const { name, needs, makes } = planned;
		if (this.stopped()) return notTried(name, this.session.over ?? 'stopped');
		const missing = needs.find((what) => this.made.get(what)?.id === undefined);
		if (missing !== undefined) return notTried(name, `no ${missing}`);
		if (makes === undefined) return this.session.run(this.stepOf(planned));
		const made: Made = { what: makes, name: this.name };
		this.made.set(makes, made);
		const ran = await this.session.run(this.stepOf(planned));
		const id = ran.outcome === 'read' ? idIn(ran.items[0]) : undefined;
		if (id !== undefined) made.id = id;
		else if (isRejection(ran)) this.made.delete(makes);
		else await this.find(made);
		return ran;
	}

	/** Searches by name for something that may have been created. */
	private async find(made: Made): Promise<void> {
		const search: INodeParameters =
			made.what === 'agent'
				? { filters: { search: this.name }, returnAll: true }
				: { ...ofAgent(this.ids()), source: 'agent', returnAll: true };
		const ran = await this.session.run({
			name: '',
			resource: made.what,
			operation: 'getMany',
			parameters: search,
		});
		if (ran.outcome !== 'read') return;
		const id = idIn(ran.items.find(({ name }) => name === this.name));
		if (id === undefined) this.made.delete(made.what);
		else made.id = id;
	}

	/** Deletes everything that was created, with a second attempt if the first one fails. */
	private async remove(planned: Planned): Promise<Row> {
		const { name, removes = 'agent' } = planned;
		const made = this.made.get(removes);
		if (made && made.id === undefined) await this.find(made);
		if (this.made.get(removes)?.id === undefined) {
			return notTried(name, this.made.has(removes) ? "the ID isn't known" : `no ${removes}`);
		}
		const attempts: Ran[] = [await this.session.run(this.stepOf(planned))];
		if (attempts[0]?.outcome !== 'read')
			attempts.push(await this.session.run(this.stepOf(planned)));
		const last = attempts.at(-1);
		if (last?.outcome === 'read') this.made.delete(removes);
		const responses = attempts.flatMap(({ responses: own }) => own);
		return last ? { ...last, responses } : notTried(name, 'stopped');
	}

	private stepOf({ name, key, parameters }: Planned): Step {
		const [resource = '', operation = ''] = key.split('.');
		return { name, resource, operation, parameters: parameters(this.ids()) };
	}

	private ids(): Ids {
		const idFor = (what: Made['what']) => this.made.get(what)?.id ?? '';
		return { agent: idFor('agent'), webhook: idFor('webhook') };
	}
}

/** Whether Talkover reported that it created nothing. */
function isRejection({ responses }: Ran): boolean {
	const { status = 0 } = responses.at(-1) ?? {};
	return status >= 400 && status < 500;
}

export function notTried(name: string, reason: string): Row {
	return { name, outcome: 'not tried', reason, responses: [] };
}

function idIn(item: IDataObject | undefined): string | undefined {
	const { id } = item ?? {};
	return (typeof id === 'string' && id !== '') || typeof id === 'number' ? String(id) : undefined;
}
