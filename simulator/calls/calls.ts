import type { JsonObject } from '../contract';
import type { Deliveries } from '../deliveries/deliveries';
import { pause } from '../deliveries/deliveries';
import type { State } from '../state';
import type { CallOutcome } from './outcomes';
import { HANG_UP, LIVES, outcomeFor } from './outcomes';

/** Seconds that an answered call has lasted, as in the sample of Talkover's logs. */
const DURATION = 45;

/** Not dialled yet, or not over yet. */
const ALIVE = ['queued', 'scheduled', 'initiated', 'ringing', 'answered'];

/** A call as it is in the state, and whose it is. */
interface FoundCall {
	readonly entry: JsonObject;
	readonly agentId: unknown;
	readonly campaign?: JsonObject;
}

/** Lets calls go through their lives, and tells the webhooks. */
export class Calls {
	/** What was sent along with a call, by its id. */
	private readonly contexts = new Map<unknown, unknown>();
	private readonly playing = new Map<string, Promise<void>>();

	/** @param stepMs before each step of a life */
	constructor(
		private readonly state: State,
		private readonly deliveries: Deliveries,
		private readonly stepMs: number,
	) {}

	/** Every event of the call will hold this. */
	keepContext(callId: string, context: unknown): void {
		this.contexts.set(callId, context);
	}

	/**
	 * Lets a call be dialled, turn out as it does, and end. Each event has been sent once when the next
	 * one is. A call that is being played already is merely waited for.
	 *
	 * @param outcome without it, what the number stands for
	 * @throws Error when there is no such call, or it is over
	 */
	async play(callId: string, outcome?: CallOutcome, duration = DURATION): Promise<void> {
		const call = this.find(callId);
		if (!call || !isAlive(call)) throw new Error(`There is no call ${callId} that could be played`);
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

	/** Sends an event of a call to every webhook that has asked for it; resolves once it has been sent. */
	async tell(callId: string, event: string, more: JsonObject = {}): Promise<void> {
		const call = this.find(callId);
		if (!call) throw new Error(`There is no call ${callId}`);
		await this.announce(call, event, more);
	}

	/** After somebody has ended a call by the API. */
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
		// A call that was found ringing is not dialled again.
		const gone = life.findIndex(({ status }) => status === entry.status);
		for (const { status, events } of life.slice(gone === 0 ? 0 : gone + 1)) {
			// It may have been ended meanwhile.
			if (!(await pause(this.stepMs, signal)) || !isAlive(call)) return;
			entry.status = status;
			const lasted = status === 'completed' ? { duration } : {};
			if ('duration' in lasted) entry[campaign ? 'duration' : 'duration_seconds'] = duration;
			await this.announceAll(call, events, lasted);
			if (signal.aborted) return;
		}
		if (campaign && entry.status !== 'completed') await this.planRetry(call);
	}

	/** Another try would be hours away, so it is announced and never made. */
	private async planRetry(call: FoundCall): Promise<void> {
		const retries = Number(call.entry.retries ?? 0);
		if (retries >= Number(call.campaign?.max_retries ?? 0)) return;
		call.entry.retries = retries + 1;
		await this.announce(call, 'campaign_call.retry_scheduled');
	}

	private async announceAll(
		call: FoundCall,
		events: readonly string[],
		more: JsonObject,
	): Promise<void> {
		const { signal } = this.deliveries;
		for (const event of events) if (!signal.aborted) await this.announce(call, event, more);
	}

	/** The body is the documented one of the test, with what else is said to be in it (API reference: test-webhook). */
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
		const receivers = this.state.webhooks.filter(
			(webhook) =>
				webhook.enabled === true &&
				(webhook.agent_id === undefined
					? webhook.campaign_id === campaign?.id
					: webhook.agent_id === agentId) &&
				wants(webhook, event),
		);
		await Promise.all(receivers.map((webhook) => this.deliveries.send(webhook, body).first));
	}
}

function isAlive({ entry: { status } }: FoundCall): boolean {
	return ALIVE.includes(String(status));
}

/** Talkover does not name its "per-call events"; all that agents have are taken for them. */
function wants({ events, include_call_events }: JsonObject, event: string): boolean {
	return (
		(events as string[]).includes(event) ||
		(include_call_events === true && event.startsWith('event_'))
	);
}
