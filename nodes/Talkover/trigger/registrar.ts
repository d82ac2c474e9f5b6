import { createHash } from 'node:crypto';

import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { parseBaseUrl } from '../api/baseUrl';
import type { Send } from '../api/client';
import { CREDENTIAL, createSend } from '../api/client';
import { createPause } from '../api/clock';
import type { Failure } from '../api/failure';
import { refusal } from '../api/failure';
import { RateGate } from '../api/gate';
import { withRetries } from '../api/retry';
import type { NodeFailure } from '../engine/errors';
import { nodeError } from '../engine/errors';
import { problemOfFailure, problemOfFaults } from '../engine/problem';
import { TOKEN_HEADER } from './authenticity';
import { WebhookMemory } from './memory';
import { TRIGGER_FIELDS } from './parameters';
import type { TriggerSettings } from './settings';
import { readSettings } from './settings';

/** Seconds for each request. */
const TIMEOUT = 30;
const MAX_RETRIES = 3;
/** Talkover's own limits (WEBHOOKS, body fields). */
const LONGEST_URL = 500;
const LONGEST_NAME = 255;

/** What it takes to make, change and remove the webhooks of a node. */
export interface Registrar {
	readonly context: IHookFunctions;
	readonly settings: TriggerSettings;
	readonly url: string;
	readonly memory: WebhookMemory;
	readonly send: Send;
}

/** @throws NodeOperationError when the parameters, the credential or the address of this n8n will not do */
export async function openRegistrar(context: IHookFunctions): Promise<Registrar> {
	const settings = readSettings(context);
	const send = await createSend(context, { timeout: TIMEOUT });
	if ('faults' in send) {
		throw nodeError(context.getNode(), problemOfFaults(send.faults), { itemIndex: 0, total: 1 });
	}
	const pause = createPause(undefined);
	const line = { gate: new RateGate({ pause }), pause, maxRetries: MAX_RETRIES };
	const url = context.getNodeWebhookUrl('default') ?? '';
	const unfit = await whyUnfit(context, url);
	if (unfit) throw failed(context, unfit);
	const memory = new WebhookMemory(context, url);
	return { context, settings, url, memory, send: withRetries(send.value, line) };
}

/** What keeps Talkover from delivering to an address, if anything does. */
async function whyUnfit(context: IHookFunctions, url: string): Promise<Failure | undefined> {
	if (url.length > LONGEST_URL) {
		return refusal(
			`The webhook address of this node has ${url.length} characters, and Talkover takes ${LONGEST_URL} at most`,
			"Give the node's webhook a shorter path, or this n8n a shorter address (WEBHOOK_URL)",
		);
	}
	const { baseUrl } = await context.getCredentials(CREDENTIAL);
	const local = new URL(parseBaseUrl(baseUrl)).protocol === 'http:';
	if (local || url.startsWith('https://')) return undefined;
	return refusal(
		`Talkover cannot deliver events safely to this n8n: its webhook address does not begin with https:// (${url})`,
		'Give this n8n an address that can be reached from the internet by https (WEBHOOK_URL)',
	);
}

/** What Talkover is told about a webhook. */
export function bodyOf(
	{ context, settings, url }: Registrar,
	token: string,
	secret: string,
): IDataObject {
	const { events, options, source } = settings;
	const { name = 'workflow' } = context.getWorkflow();
	return {
		name: `n8n: ${name}`.slice(0, LONGEST_NAME),
		webhook_url: url,
		webhook_secret: secret,
		events: [...events],
		timeout: options.timeout,
		max_retries: options.maxRetries,
		enabled: true,
		http_method: 'POST',
		custom_headers: [{ key: TOKEN_HEADER, value: token }],
		...(source === 'campaigns' ? { include_call_events: options.includeCallEvents } : {}),
	};
}

/** Of all that is registered but the secrets: Talkover does not show all of it. */
export function fingerprint(registrar: Registrar): string {
	const body = JSON.stringify(bodyOf(registrar, '', ''));
	return createHash('sha256').update(body).digest('hex');
}

/** A failure as n8n shows it. */
export function failed(context: IHookFunctions, failure: Failure): NodeFailure {
	const problem = problemOfFailure(failure, TRIGGER_FIELDS);
	return nodeError(context.getNode(), problem, { itemIndex: 0, total: 1 });
}
