import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { JsonObject } from '../../../../tools/simulator/contract';
import type { Simulator } from '../../../../tools/simulator/simulator';
import type { Answer, DeliveryOptions } from './deliveries';
import { WebhookServer } from './deliveries';
import { credentialFor } from '../../../../tools/harness/talkoverNode';
import { TriggerHost } from './trigger';

/** A workflow with a Talkover Trigger, new for each test, and its results. */
export interface TriggerBench {
	readonly host: TriggerHost;
	/** Makes another workflow the {@link host}, which receives the deliveries. */
	use(host: TriggerHost): void;
	readonly server: WebhookServer;
	/** The items with which the workflow was started. */
	readonly started: readonly IDataObject[];
	/** The messages that the node wrote into n8n's log. */
	readonly logged: readonly string[];
	/** The webhooks in Talkover that point to this n8n, with their secrets. */
	webhooks(): JsonObject[];
	/** The IDs of these webhooks. */
	ids(): unknown[];
	/** The URLs of these webhooks. */
	urls(): unknown[];
	/** The agents or campaigns of these webhooks. */
	owners(): unknown[];
	/** The custom headers of a webhook, which Talkover sends with each delivery. */
	headersOf(webhook: JsonObject | undefined): Record<string, string>;
	/** Delivers something with the headers of a webhook. Default: the first webhook */
	deliver(body: unknown, options?: DeliveryOptions & { from?: JsonObject }): Promise<Answer>;
	/** Replaces the options of the node. */
	setOptions(options: object): void;
	/** The requests to Talkover with one of these methods. */
	sent(...methods: string[]): Simulator['requests'];
}

export function useTrigger(talkover: () => Simulator, parameters: INodeParameters): TriggerBench {
	let host: TriggerHost | undefined;
	const logged: string[] = [];
	let tests = 0;
	const get = (): TriggerHost => {
		if (!host) throw new Error('The workflow has not been set up yet');
		return host;
	};
	const server = new WebhookServer(get);
	beforeAll(() => server.listen());
	beforeEach(() => {
		const credential = credentialFor(talkover());
		// What the process remembers of a node must not reach the next test.
		tests += 1;
		host = new TriggerHost({ parameters, credential, workflowId: `test-${String(tests)}` });
		server.broken = false;
		server.beforeStart = undefined;
		for (const list of [logged, server.started]) list.length = 0;
		const logger = Container.get(Logger);
		for (const level of ['warn', 'error'] as const) {
			jest.spyOn(logger, level).mockImplementation((...[message]) => void logged.push(message));
		}
	});
	afterAll(() => server.close());

	const webhooks = () =>
		talkover().state.webhooks.filter(({ webhook_url: url }) => !String(url).includes('//example'));
	const headersOf = (webhook: JsonObject | undefined) => {
		const headers = (webhook?.custom_headers ?? []) as { key: string; value: string }[];
		return Object.fromEntries(headers.map(({ key, value }) => [key, value]));
	};
	return {
		get host() {
			return get();
		},
		use: (other) => {
			host = other;
		},
		server,
		started: server.started,
		logged,
		webhooks,
		ids: () => webhooks().map(({ id }) => id),
		urls: () => webhooks().map(({ webhook_url: url }) => url),
		owners: () => webhooks().map(({ agent_id, campaign_id }) => agent_id ?? campaign_id),
		headersOf,
		setOptions: (options) => {
			const changed = { ...get().setup.parameters, options: { ...options } };
			get().change({ parameters: changed });
		},
		sent: (...methods) => talkover().requests.filter(({ method }) => methods.includes(method)),
		deliver: (body, { from = webhooks()[0], headers = {}, ...options } = {}) =>
			server.deliver(body, { headers: { ...headersOf(from), ...headers }, ...options }),
	};
}

/** The message that the user sees when the workflow can't be activated. */
export async function rejection(
	work: Promise<void>,
): Promise<{ message: string; description: string }> {
	const outcome: unknown = await work.catch((error: unknown) => error);
	if (!(outcome instanceof Error)) throw new Error('The activation was not rejected');
	const { description } = outcome as Error & { description?: string };
	return { message: outcome.message, description: description ?? '' };
}
