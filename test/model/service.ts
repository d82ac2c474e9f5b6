import type { IDataObject } from 'n8n-workflow';

/** How the service answers a request for a call. `Before` is before the call is made, `After` is after it. */
export type Fault =
	'429' | '409' | '502After' | '502Before' | 'lostAfter' | 'lostBefore' | 'none' | 'unreachable';

/** What differs between services. */
export interface ServiceSetup {
	/** Seconds until a list shows a call. */
	readonly lag: number;
	/** Whether a list shows a call only once it's dialed. */
	readonly listsDialedOnly: boolean;
	/** Seconds that its clock is ahead. */
	readonly ahead: number;
	/** Whether it has a `Date` header. */
	readonly hasDate: boolean;
	/** Seconds that a call takes. */
	readonly talk: number;
	/** What happens to the first requests for calls, in this order. The others succeed. */
	readonly faults: readonly Fault[];
	/** The same for the requests that read. Only 429 and 502 are used. */
	readonly readFaults: readonly ('429' | '502' | 'none')[];
}

/** A call that rings, or is going to ring, a phone. */
export interface ModelCall {
	readonly id: string;
	readonly agent: string;
	/** As it was sent, and the person whose phone it is. */
	readonly to: string;
	readonly person: string;
	/** In milliseconds of the model's time, like all times here. */
	readonly createdAt: number;
	readonly dialedAt: number;
	readonly endsAt: number;
	/** The item that made it, or `foreign`. */
	readonly owner: string;
}

/** A response as n8n's request helper returns it. */
export interface ModelResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** A request as n8n's request helper gets it. */
export interface ModelRequest {
	readonly method?: string;
	readonly url: string;
	readonly body?: unknown;
	readonly qs?: IDataObject;
}

const SECOND = 1_000;
/** Seconds after which a campaign calls a number that was added. */
const UNTIL_CAMPAIGN_CALL = 600;
export const ORIGIN = 'https://app.talkover.ai/api/v1';

/** Some countries have two forms of the number of a phone: with and without a digit for mobile phones. */
const MOBILE_DIGIT = /^(\+54)9|^(\+55\d\d)9(?=\d{8}$)/;

/** The person who has a number. */
export function personOf(number: string): string {
	return number.replace(MOBILE_DIGIT, '$1$2');
}

/** A service that makes calls. Time is what the model says. */
export class Service {
	readonly calls: ModelCall[] = [];
	private readonly ofCampaigns = new Set<ModelCall>();
	private readonly faults: Fault[];
	private readonly readFaults: string[];

	constructor(
		private readonly setup: ServiceSetup,
		/** The time in milliseconds since 1970. */
		private readonly now: () => number,
	) {
		this.faults = [...setup.faults];
		this.readFaults = [...setup.readFaults];
	}

	/** A call that another system makes with the same account. */
	placeForeign(agent: string, to: string): void {
		this.place(agent, { to }, 'foreign');
	}

	/** Whether a list shows a call at a time. */
	isListed(call: ModelCall, at: number): boolean {
		const isByDialing = this.setup.listsDialedOnly || this.ofCampaigns.has(call);
		return this.isVisible(isByDialing ? call.dialedAt : call.createdAt, at);
	}

	/** @returns undefined if no response arrives although the request did */
	handle({ method, url, body, qs = {} }: ModelRequest): ModelResponse | 'lost' | 'unreachable' {
		// A campaign has the ID of its agent.
		const [, kind = '', id = '', list = '', number = ''] =
			/^\/(\w+)(?:\/([^/]+)(?:\/([^/]+)(?:\/([^/]+))?)?)?$/.exec(url.slice(ORIGIN.length)) ?? [];
		const agent = id.toLowerCase();
		if (method === 'POST') return this.makeCall(kind, agent, body as IDataObject);
		const fault = this.readFaults.shift() ?? 'none';
		if (fault !== 'none') return this.rejected(Number(fault));
		if (list === 'active-call') return this.activeCall(agent, decodeURIComponent(number));
		if (kind === 'campaigns') return this.campaign(agent);
		return this.listed(list === 'calls' ? agent : undefined, qs);
	}

	private makeCall(
		kind: string,
		agent: string,
		body: IDataObject,
	): ModelResponse | 'lost' | 'unreachable' {
		const fault = this.faults.shift() ?? 'none';
		if (fault === 'unreachable') return 'unreachable';
		if (fault === '429' || fault === '409') return this.rejected(Number(fault));
		if (fault === 'lostBefore') return 'lost';
		if (fault === '502Before') return this.rejected(502);
		const { context } = body;
		const owner = String((context as IDataObject | undefined)?.item);
		const isForCampaign = kind === 'campaigns';
		const delay = isForCampaign ? UNTIL_CAMPAIGN_CALL : body.delay_seconds;
		const call = this.place(agent, { ...body, delay_seconds: delay }, owner);
		if (isForCampaign) this.ofCampaigns.add(call);
		if (fault === 'lostAfter') return 'lost';
		if (fault === '502After') return this.rejected(502);
		return this.answer(
			200,
			isForCampaign
				? { success: true, campaign_call: this.shown(call), campaign: { id: agent } }
				: { success: true, data: this.shown(call) },
		);
	}

	private place(agent: string, { to, delay_seconds: delay = 0 }: IDataObject, owner: string) {
		const createdAt = this.now();
		const dialedAt = createdAt + Number(delay) * SECOND;
		const call: ModelCall = {
			...{ id: `call-${this.calls.length}`, agent, to: String(to), person: personOf(String(to)) },
			...{ createdAt, dialedAt, endsAt: dialedAt + this.setup.talk * SECOND, owner },
		};
		this.calls.push(call);
		return call;
	}

	private campaign(agent: string): ModelResponse {
		const calls = [...this.ofCampaigns].filter(
			(call) => call.agent === agent && this.isVisible(call.createdAt),
		);
		const data = { id: agent, agent_id: agent, calls: calls.map((call) => this.shown(call)) };
		return this.answer(200, { success: true, data });
	}

	private isVisible(since: number, at = this.now()): boolean {
		return at >= since + this.setup.lag * SECOND;
	}

	private activeCall(agent: string, number: string): ModelResponse {
		const now = this.now();
		const active = this.calls.filter(
			(call) =>
				call.agent === agent && call.to === number && call.dialedAt <= now && now < call.endsAt,
		);
		if (active.length === 0) return this.rejected(404);
		return this.answer(200, { success: true, data: active.map((call) => this.shown(call)) });
	}

	private listed(agent: string | undefined, { search = '' }: IDataObject): ModelResponse {
		const found = this.calls
			.filter((call) => agent === undefined || call.agent === agent)
			.filter((call) => call.to.includes(String(search)) && this.isListed(call, this.now()))
			.sort((a, b) => b.createdAt - a.createdAt);
		const pagination = { current_page: 1, per_page: 100, total: found.length, last_page: 1 };
		return this.answer(200, {
			...{ success: true, data: found.map((call) => this.shown(call)), pagination },
		});
	}

	private shown({ id, agent, to, createdAt, dialedAt, endsAt }: ModelCall): IDataObject {
		const now = this.now();
		const status = now < dialedAt ? 'initiated' : now < endsAt ? 'answered' : 'completed';
		const [created, updated] = [createdAt, Math.min(now, endsAt)].map((time) =>
			new Date(time + this.setup.ahead * SECOND).toISOString(),
		);
		return {
			...{ id, agent_id: agent, to, from: '+16505550199', direction: 'outbound', status },
			...{ duration: status === 'completed' ? this.setup.talk : 0 },
			...{ created_at: created, updated_at: updated },
		};
	}

	private rejected(status: number): ModelResponse {
		return this.answer(status, { success: false, message: 'Rejected' });
	}

	private answer(statusCode: number, body: object): ModelResponse {
		const date = new Date(this.now() + this.setup.ahead * SECOND).toUTCString();
		return {
			statusCode,
			headers: {
				...(this.setup.hasDate ? { date } : {}),
				...(statusCode === 429 ? { 'retry-after': '7' } : {}),
			},
			body: JSON.stringify(body),
		};
	}
}
