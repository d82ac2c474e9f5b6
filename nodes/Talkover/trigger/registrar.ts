import { createHash } from 'node:crypto';

import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { parseBaseUrl } from '../api/baseUrl';
import type { Send } from '../api/client';
import { CREDENTIAL, createSend } from '../api/client';
import { createPause } from '../api/pacing/clock';
import type { Failure } from '../api/failure';
import { localFailure } from '../api/failure';
import { RateGate } from '../api/pacing/gate';
import { withRetries } from '../api/pacing/retry';
import type { NodeFailure } from '../report/errors';
import { nodeError } from '../report/errors';
import { problemOfFailure, problemOfFaults } from '../report/problem';
import { TOKEN_HEADER } from './authenticity';
import { forgetForeign } from './foreign';
import { WebhookMemory } from './memory';
import { TRIGGER_FIELDS } from './parameters';
import type { TriggerValues } from './values';
import { readValues } from './values';

/** Seconds for each request, and how often it is repeated: someone waits for the workflow to be active. */
const TIMEOUT = 15;
const MAX_RETRIES = 2;
/** Talkover's own limits (API reference: create-webhook). */
const LONGEST_URL = 500;
const LONGEST_NAME = 255;

/** What it takes to remove webhooks of a node, whatever its parameters are. */
export interface Connection {
	readonly context: IHookFunctions;
	/** Where Talkover delivers to: the production URL, or the test URL. */
	readonly url: string;
	readonly memory: WebhookMemory;
	readonly send: Send;
}

/** What it takes to make and change them. */
export interface Registrar extends Connection {
	readonly values: TriggerValues;
}

/**
 * Forgets the webhooks in static data that may be somebody else's, so that nothing after it touches them.
 *
 * @throws NodeOperationError when the credential will not do
 */
export async function connect(context: IHookFunctions): Promise<Connection> {
	const send = await createSend(context, { timeout: TIMEOUT });
	if ('faults' in send) {
		throw nodeError(context.getNode(), problemOfFaults(send.faults), { itemIndex: 0, total: 1 });
	}
	const pause = createPause(undefined);
	const line = { gate: new RateGate({ pause }), pause, maxRetries: MAX_RETRIES };
	const url = context.getNodeWebhookUrl('default') ?? '';
	const memory = new WebhookMemory(context);
	forgetForeign(context, memory, url);
	return { context, url, memory, send: withRetries(send.value, line) };
}

/** @throws NodeOperationError when the parameters, the credential or the address of this n8n will not do */
export async function openRegistrar(context: IHookFunctions): Promise<Registrar> {
	const values = readValues(context);
	const registrar = { ...(await connect(context)), values };
	const unfit = await whyUnfit(registrar);
	if (unfit) throw failed(context, unfit);
	return registrar;
}

/**
 * What keeps Talkover from delivering to an address, if anything does. It is an error, because n8n
 * shows no warnings when a workflow is activated.
 */
async function whyUnfit({ context, values, url }: Registrar): Promise<Failure | undefined> {
	if (url.length > LONGEST_URL) {
		return localFailure(
			`The webhook address of this node has ${url.length} characters, and Talkover takes ${LONGEST_URL} at most`,
			'Give this n8n a shorter address (WEBHOOK_URL)',
		);
	}
	const { baseUrl } = await context.getCredentials(CREDENTIAL);
	const local = new URL(parseBaseUrl(baseUrl)).protocol === 'http:';
	if (local || values.options.allowHttp || url.startsWith('https://')) return undefined;
	return localFailure(
		`Talkover cannot deliver events safely to this n8n: its webhook address does not begin with https:// (${url})`,
		"Give this n8n an address that can be reached from the internet by https (WEBHOOK_URL). Where all of the way is a private network, switch on 'Allow Unencrypted Delivery' in 'Options'",
	);
}

/** What Talkover is told about a webhook. */
export function bodyOf(
	{ context, values, url }: Registrar,
	token: string,
	secret: string,
): IDataObject {
	const { events, options, source } = values;
	const { name = 'workflow' } = context.getWorkflow();
	return {
		// By characters, because half of one could not be sent.
		name: Array.from(`n8n: ${name}`).slice(0, LONGEST_NAME).join(''),
		webhook_url: url,
		webhook_secret: secret,
		events: [...events],
		timeout: options.timeout,
		max_retries: options.maxRetries,
		enabled: true,
		http_method: 'POST',
		custom_headers: [{ key: TOKEN_HEADER, value: token }],
		...(source === 'campaign' ? { include_call_events: options.includeCallEvents } : {}),
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
