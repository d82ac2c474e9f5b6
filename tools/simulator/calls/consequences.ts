import type { JsonObject } from '../contract';
import type { Deliveries } from '../deliveries/deliveries';
import { pause } from '../deliveries/deliveries';
import type { Reply } from '../handlers/handler';
import type { State } from '../state';
import type { Calls } from './calls';

/** No event is documented for a cancelled campaign. */
const CAMPAIGN_EVENTS: Readonly<Record<string, string>> = {
	active: 'campaign.started',
	paused: 'campaign.paused',
	completed: 'campaign.completed',
};

/** The effects of successful requests beyond their responses. */
export class Consequences {
	/** @param plays whether calls move through their statuses automatically */
	constructor(
		private readonly state: State,
		private readonly deliveries: Deliveries,
		private readonly calls: Calls,
		private readonly plays: boolean,
	) {}

	/** Doesn't wait for the effects; `deliveries.idle()` does. */
	of(operationId: string | undefined, request: unknown, { status, body }: Reply): void {
		if (operationId === undefined || status >= 300) return;
		const answer = body as { readonly data?: JsonObject; readonly campaign_call?: JsonObject };
		const id = String((answer.data ?? answer.campaign_call)?.id);
		const work = this.after(operationId, id, request as JsonObject, answer.data);
		if (work) this.deliveries.track(work);
	}

	/** Sends an event of a campaign to its webhooks that subscribed to it. */
	async tell(campaignId: string, event: string): Promise<void> {
		const campaign = this.state.campaigns.find(({ id }) => id === campaignId);
		if (!campaign) throw new Error(`There is no campaign ${campaignId}`);
		const { name, agent_id, status } = campaign;
		const timestamp = new Date().toISOString();
		const named = { campaign_id: campaignId, campaign_name: name };
		await this.deliveries.announce(
			{ event, ...named, agent_id, status, timestamp },
			({ campaign_id: id, events }) => id === campaignId && (events as string[]).includes(event),
		);
	}

	private after(
		operationId: string,
		id: string,
		request: JsonObject,
		data: JsonObject | undefined,
	): Promise<void> | undefined {
		switch (operationId) {
			case 'makeCall':
				this.calls.keepContext(id, request.context);
				return this.plays ? this.dial(id, Number(request.delay_seconds ?? 0)) : undefined;
			case 'makeCampaignCall':
				this.calls.keepContext(id, request.context);
				return this.queue(id);
			case 'endCall':
				return this.calls.hungUp(id);
			case 'updateCampaign':
				return this.tell(id, 'campaign.updated');
			case 'updateCampaignStatus': {
				const event = CAMPAIGN_EVENTS[String(data?.status)];
				return event === undefined ? undefined : this.tell(id, event);
			}
			default:
				return undefined;
		}
	}

	private async queue(id: string): Promise<void> {
		await this.calls.tell(id, 'campaign_call.queued');
		if (this.plays) await this.dial(id, 0);
	}

	/** Does nothing if the call was ended while it waited. */
	private async dial(id: string, delaySeconds: number): Promise<void> {
		if (await pause(delaySeconds * 1000, this.deliveries.signal)) {
			await this.calls.play(id).catch(() => undefined);
		}
	}
}
