import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { accountSend } from '../../account/accountSend';
import { requestFields } from '../../api/contract/requestFields';
import { parseBaseUrl } from '../../api/credential/baseUrl';
import type { Access, Send } from '../../api/client';
import { systemClock } from '../../api/pacing/clock';
import { CREDENTIAL, openAccess } from '../../api/client';
import type { Failure } from '../../api/response/reply';
import { localFailure } from '../../api/response/failure';
import type { NodeFailure } from '../../report/errors';
import { nodeError } from '../../report/errors';
import { credentialProblem, problemOfFailure } from '../../report/problem';
import { hashOf } from '../../base/hash';
import { TOKEN_HEADER } from '../deliveries/sender/authenticity';
import { forgetForeign } from './foreign';
import { WebhookMemory, markOf } from '../memory';
import { TRIGGER_FIELDS } from '../parameters';
import type { TriggerValues } from '../values';
import { readValues } from '../values';

/** Seconds per request, and retries. Low, because someone is waiting for the workflow to be activated. */
const TIMEOUT = 15;
const MAX_RETRIES = 2;
/** Seconds for all requests of a removal, including waits for the rate limit. Other workflows wait while n8n starts. */
const LONGEST = 120;
/** The same for a check or a registration, which leaves time to remove its webhooks if it fails. */
const LONGEST_REGISTRATION = 80;
const LONGEST_UNDO = LONGEST - LONGEST_REGISTRATION;
/** Talkover's own limits (API reference: create-webhook). */
const LONGEST_URL = 500;
const LONGEST_NAME = 255;

/** What is needed to remove a node's webhooks, regardless of its parameters. */
export interface Connection {
	readonly context: IHookFunctions;
	/** The URL that Talkover delivers to: the production URL or the test URL. */
	readonly url: string;
	readonly memory: WebhookMemory;
	/** Fails without sending anything once the time for all requests is up. */
	readonly send: Send;
}

/** What is needed to create and update webhooks. */
export interface Registrar extends Connection {
	readonly values: TriggerValues;
	/** The same connection with time to remove webhooks when that for registering them is up. */
	readonly undoing: () => Connection;
}

/**
 * Also removes webhooks from static data that may belong to another workflow or instance, so that they aren't changed
 * afterwards.
 *
 * @throws NodeOperationError if the credential can't be used
 */
export async function connect(context: IHookFunctions): Promise<Connection> {
	const { access, ...connection } = await open(context);
	return { ...connection, send: sendWithin(LONGEST, access) };
}

async function open(context: IHookFunctions) {
	const access = await openAccess(context, { longestTimeout: TIMEOUT });
	if (!access.ok) throw nodeError(context.getNode(), credentialProblem(access.faults));
	const url = context.getNodeWebhookUrl('default') ?? '';
	const memory = new WebhookMemory(context);
	forgetForeign(context, memory, url);
	return { context, url, memory, access: access.value };
}

/** A `Send` for requests that end within this time together. The last one begins early enough for its response. */
function sendWithin(seconds: number, access: Access): Send {
	const until = systemClock.now() + (seconds - TIMEOUT) * 1000;
	/** In whole seconds. */
	const left = () => Math.max(0, Math.ceil((until - systemClock.now()) / 1000));
	const send: Send = async (request) => (left() > 0 ? access.send(request) : tookTooLong(seconds));
	return async (request) => {
		const waiting = { maxRetries: MAX_RETRIES, longestWait: left() };
		const reply = await accountSend({ ...access, send }, waiting)(request);
		const hasWaited = !reply.ok && reply.why === 'rateLimited';
		return hasWaited ? tookTooLong(seconds, reply.status) : reply;
	};
}

/** Everything is in the title, because n8n shows nothing else when it activates a workflow. */
function tookTooLong(seconds: number, status?: number): Failure {
	const why = status === undefined ? '' : ` because of its rate limit (HTTP ${status})`;
	return localFailure(
		`Talkover didn't complete the requests for the webhooks within ${seconds} seconds${why}. Try again in a few minutes. If this happens again, select fewer agents or campaigns, or delete webhooks that you no longer need in Talkover`,
	);
}

/** @throws NodeOperationError if the parameters, the credential or the address of this n8n instance can't be used */
export async function openRegistrar(context: IHookFunctions): Promise<Registrar> {
	const values = readValues(context);
	const { access, ...connection } = await open(context);
	const registrar = {
		...connection,
		values,
		send: sendWithin(LONGEST_REGISTRATION, access),
		undoing: () => ({ ...connection, send: sendWithin(LONGEST_UNDO, access) }),
	};
	const unfit = await whyUnfit(registrar);
	if (unfit) throw failed(context, unfit);
	return registrar;
}

/**
 * The reason why Talkover can't deliver to the address of this n8n instance; undefined if it can. An error, because n8n shows
 * no warnings when a workflow is activated.
 */
async function whyUnfit({ context, values, url }: Registrar): Promise<Failure | undefined> {
	if (url.length > LONGEST_URL) {
		return localFailure(
			`The webhook address of this node has ${url.length} characters, but Talkover accepts at most ${LONGEST_URL}`,
			'Set a shorter address for n8n (N8N_WEBHOOK_URL; before n8n 2.40: WEBHOOK_URL)',
		);
	}
	const { baseUrl } = await context.getCredentials(CREDENTIAL);
	const local = new URL(parseBaseUrl(baseUrl)).protocol === 'http:';
	if (local || values.options.allowHttp || url.startsWith('https://')) return undefined;
	return localFailure(
		`Talkover can't deliver events securely to this n8n instance because its webhook address doesn't begin with https:// (${url})`,
		"Set an https:// address for n8n that can be reached from the internet (N8N_WEBHOOK_URL; before n8n 2.40: WEBHOOK_URL). If Talkover and n8n are in the same private network, turn on 'Unencrypted Delivery' in 'Options'",
	);
}

/** The secrets of a webhook, as Talkover gets them. */
export interface Secrets {
	/** The value of the header that proves that a delivery comes from this webhook. */
	readonly token: string;
	/** The key of Talkover's own signature. */
	readonly secret: string;
}

/** The request body that creates or updates a webhook. */
export function registrationBody(
	{ context, values, url }: Registrar,
	{ token, secret }: Secrets,
): IDataObject {
	const { events, options, source } = values;
	const { name = 'workflow' } = context.getWorkflow();
	const mark = ` (${markOf({ tokenHash: hashOf(token), secret })})`;
	return requestFields('CreateCampaignWebhookRequest', {
		// Cut between code points, because half of a surrogate pair can't be sent.
		name: Array.from(`n8n: ${name}`)
			.slice(0, LONGEST_NAME - mark.length)
			.join('')
			.concat(mark),
		webhookUrl: url,
		webhookSecret: secret,
		events: [...events],
		timeout: options.timeout,
		maxRetries: options.maxRetries,
		enabled: true,
		httpMethod: 'POST',
		customHeaders: [{ key: TOKEN_HEADER, value: token }],
		...(source === 'campaign' ? { includeCallEvents: options.includeCallEvents === true } : {}),
	});
}

/** A hash of the registration without its secrets, because Talkover doesn't return all of it. */
export function fingerprint(registrar: Registrar): string {
	return hashOf(JSON.stringify(registrationBody(registrar, { token: '', secret: '' })));
}

/** The error for a failure. */
export function failed(context: IHookFunctions, failure: Failure): NodeFailure {
	return nodeError(context.getNode(), problemOfFailure(failure, TRIGGER_FIELDS));
}
