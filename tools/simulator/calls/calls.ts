import type { JsonObject } from '../contract';
import type { Deliveries } from '../deliveries/deliveries';
import { pause } from '../deliveries/deliveries';
import type { State } from '../state';
import type { CallOutcome } from './outcomes';
import { HANG_UP, isAlive, LIVES, outcomeFor } from './outcomes';

/** Seconds that an answered call takes, as in the sample of Talkover's logs. */
const DURATION = 45;

/** An entry of the state's calls, with its agent and campaign. */
interface FoundCall {
	readonly entry: JsonObject;
	readonly agentId: unknown;
	readonly campaign?: JsonObject;
}

/** Moves calls through their statuses and notifies the webhooks. */
export class Calls {
	/** The context that was sent with a call, by the call's ID. */
	private readonly contexts = new Map<unknown, unknown>();
	private readonly playing = new Map<string, Promise<void>>();

	/** @param stepMs milliseconds before each change of status */
	constructor(
		private readonly state: State,
		private readonly deliveries: Deliveries,
		private readonly stepMs: number,
	) {}

	/** Adds this context to every event of the call. */
	keepContext(callId: string, context: unknown): void {
		this.contexts.set(callId, context);
	}

	/**
	 * Moves a call through its statuses until it's over. The events of a status are sent once before the next
	 * status. If the call is being played already, waits for that.
	 *
	 * @param outcome by default, the outcome that belongs to the number
	 * @throws Error if the call doesn't exist or is over
	 */
	async play(callId: string, outcome?: CallOutcome, duration = DURATION): Promise<void> {
		const call = this.find(callId);
		if (!call || !isAlive(call.entry))
			throw new Error(`There is no call ${callId} that could be played`);
		const underWay = this.playing.get(callId);
		if (underWay) return underWay;
		const steps = LIVES[outcome ?? outcomeFor(String(call.entry.to))];
		const life = this.live(call, steps, duration).finally(() => {
			if (this.playing.get(callId) === life) this.playing.delete(callId);
		});
		this.playing.set(callId, life);
		this.deliveries.track(life);
		await life;
	}

	/** Sends an event of a call to every webhook that subscribed to it; resolves once it has been sent. */
	async tell(callId: string, event: string, more: JsonObject = {}): Promise<void> {
		const call = this.find(callId);
		if (!call) throw new Error(`There is no call ${callId}`);
		await this.announce(call, event, more);
	}

	/** Ends a call that was ended through the API. */
	async hungUp(callId: string): Promise<void> {
		const call = this.find(callId);
		const started = Date.parse(String(call?.entry.started_at));
		const duration = Math.max(0, Math.floor((Date.now() - started) / 1000));
		if (call) await this.announceAll(call, HANG_UP, { duration, ended_reason: 'ended_by_api' });
	}

	reset(): void {
		this.contexts.clear();
		this.playing.clear();
	}

	private find(callId: string): FoundCall | undefined {
		const { calls, campaignCalls, campaigns } = this.state;
		const entry = calls.find(({ id }) => id === callId);
		if (entry) return { entry, agentId: entry.agent_id };
		const ofCampaign = campaignCalls.find(({ id }) => id === callId);
		const campaign = campaigns.find(({ id }) => id === ofCampaign?.campaign_id);
		return ofCampaign && campaign && { entry: ofCampaign, agentId: campaign.agent_id, campaign };
	}

	private async live(
		call: FoundCall,
		life: (typeof LIVES)[CallOutcome],
		duration: number,
	): Promise<void> {
		const { signal } = this.deliveries;
		const { entry, campaign } = call;
		// A call that was found ringing isn't dialed again.
		const gone = life.findIndex(({ status }) => status === entry.status);
		for (const { status, events } of life.slice(gone === 0 ? 0 : gone + 1)) {
			// The call may have been ended in the meantime.
			if (!(await pause(this.stepMs, signal)) || !isAlive(entry)) return;
			entry.status = status;
			const lasted = status === 'completed' ? { duration } : {};
			if ('duration' in lasted) entry[campaign ? 'duration' : 'duration_seconds'] = duration;
			await this.announceAll(call, events, lasted);
			if (signal.aborted) return;
		}
	}

	private async announceAll(
		call: FoundCall,
		events: readonly string[],
		more: JsonObject,
	): Promise<void> {
		const { signal } = this.deliveries;
		for (const event of events) if (!signal.aborted) await this.announce(call, event, more);
	}

	/** The body is that of the documented test, with the additional fields that its page describes. */
	private async announce(
		{ entry, agentId, campaign }: FoundCall,
		event: string,
		more: JsonObject = {},
	): Promise<void> {
		const context = this.contexts.get(entry.id);
		const body = {
			event,
			agent_id: agentId,
			agent_name: this.state.agents.find(({ id }) => id === agentId)?.name,
			...(campaign ? { campaign_id: campaign.id } : {}),
			call_id: entry.id,
			timestamp: new Date().toISOString(),
			...more,
			...(context === undefined ? {} : { context }),
		};
		await this.deliveries.announce(
			body,
			(webhook) =>
				(webhook.agent_id === undefined
					? webhook.campaign_id === campaign?.id
					: webhook.agent_id === agentId) && wants(webhook, event),
		);
	}
}

/** Talkover doesn't name its "per-call events", so they include all events of agents. */
function wants({ events, include_call_events }: JsonObject, event: string): boolean {
	return (
		(events as string[]).includes(event) ||
		(include_call_events === true && event.startsWith('event_'))
	);
}
