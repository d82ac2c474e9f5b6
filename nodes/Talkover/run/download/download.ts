import type { IBinaryKeyData, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { ConnectionFault } from '../../api/network/connection';
import { TIME_IS_UP, connectionFault, failureWithoutAnswer } from '../../api/network/connection';
import type { Failure } from '../../api/response/reply';
import { CANCELLED, TRY_LATER, localFailure, said, unknownOf } from '../../api/response/failure';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { blockedByN8n, parseFileLink, whyBlocked } from './fileLink';
import type { FileLink } from '../../operation/job';

/** Limits of one download. */
export const LIMITS = {
	/** For the whole download, including redirects. */
	seconds: 60,
	/** After decompression. */
	megabytes: 50,
	redirects: 5,
};

/** The state that all steps of a download share. */
interface Download {
	readonly context: IExecuteFunctions;
	readonly baseUrl: string;
	/** Aborts when the execution is stopped. */
	readonly stop: AbortSignal | undefined;
	/** Aborts at the time limit. */
	readonly timeout: AbortSignal;
	/** Aborts when either of them does. */
	readonly signal: AbortSignal;
}

/** The body is a Node stream, decompressed. Leaving a loop over it early closes the connection. */
interface FileResponse extends Omit<IN8nHttpFullResponse, 'body'> {
	readonly body: AsyncIterable<Buffer>;
}

/**
 * Downloads a file that a response links to, as n8n's binary data with the name `data`. The token isn't sent,
 * because files may be stored on other hosts than the API.
 *
 * @param baseUrl the Base URL of the credential
 */
export async function fetchFile(
	context: IExecuteFunctions,
	{ url, fileName, mimeType }: FileLink,
	baseUrl: string,
): Promise<Result<IBinaryKeyData, Failure>> {
	const stop = context.getExecutionCancelSignal();
	const timeout = AbortSignal.timeout(LIMITS.seconds * 1000);
	const signal = stop ? AbortSignal.any([stop, timeout]) : timeout;
	const file = await download({ context, baseUrl, stop, timeout, signal }, url);
	if (!file.ok) return file;
	try {
		const data = await context.helpers.prepareBinaryData(file.value, fileName, mimeType);
		return ok({ data });
	} catch (error) {
		const failure = localFailure("n8n couldn't store the file", "Check n8n's binary data storage");
		return { ...failure, messages: [{ text: connectionFault(error).message }] };
	}
}

/**
 * Downloads from a link. Follows redirects here instead of in n8n, because each of them needs the same check as
 * the link.
 *
 * @param from the addresses that redirected to the link, in order
 */
async function download(
	job: Download,
	link: string,
	from: readonly URL[] = [],
): Promise<Result<Buffer, Failure>> {
	const { context, baseUrl, signal } = job;
	const target = parseFileLink(link, baseUrl, from.at(-1));
	if (!target.ok) return target;
	const url = target.value;
	const leaving = new AbortController();
	try {
		const blocked = await whyBlocked(context, url, baseUrl, signal);
		if (blocked) return blocked;
		const response = (await context.helpers.httpRequest({
			url: url.href,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			abortSignal: AbortSignal.any([signal, leaving.signal]),
		})) as FileResponse;
		const next = redirectOf(response);
		if (response.statusCode === 200) return await readAll(response.body, signal);
		// Closes the connection. Destroying a body that nobody has read from doesn't, with axios 1.18 (n8n 2.40).
		leaving.abort();
		if (next === undefined) return notThere(response.statusCode);
		if (from.length === LIMITS.redirects) return redirectedTooOften();
		return await download(job, next, [...from, url]);
	} catch (error) {
		if (job.stop?.aborted) return CANCELLED;
		const fault = job.timeout.aborted ? TIME_IS_UP : connectionFault(error);
		return blockedByN8n(error, url.host) ?? notDownloaded(fault, url.host);
	}
}

function redirectOf({ statusCode, headers }: FileResponse): string | undefined {
	const { location } = headers;
	const redirects = [301, 302, 303, 307, 308].includes(statusCode);
	return redirects && typeof location === 'string' ? location : undefined;
}

async function readAll(
	body: FileResponse['body'],
	signal: AbortSignal,
): Promise<Result<Buffer, Failure>> {
	const chunks: Buffer[] = [];
	let left = LIMITS.megabytes * 1024 * 1024;
	for await (const chunk of body) {
		left -= chunk.length;
		if (left < 0) return tooLarge();
		chunks.push(chunk);
	}
	// A body that was aborted before the loop seems to end normally, with axios 1.12 (n8n 1.121).
	signal.throwIfAborted();
	return ok(Buffer.concat(chunks));
}

function tooLarge(): Failure {
	return localFailure(
		`The file is larger than ${LIMITS.megabytes} MB`,
		'Open the file in Talkover. The node only downloads files up to this size',
	);
}

/** The response of a file storage: its 403 means that the link has expired, and says nothing about the token. */
function notThere(status: number): Failure {
	return {
		...localFailure(`The file couldn't be downloaded (HTTP ${status})`),
		status,
		advice: 'Run it again to get a new link: file links expire after a short time',
	};
}

function redirectedTooOften(): Failure {
	return localFailure(
		`The file couldn't be downloaded because its link redirects more than ${LIMITS.redirects} times`,
		TRY_LATER,
	);
}

/** Names the host, because files may be stored elsewhere than at Talkover. */
function notDownloaded(fault: ConnectionFault, host: string): Failure {
	const { code, message } = fault;
	const { seconds } = LIMITS;
	const advice = TRY_LATER;
	if (code === TIME_IS_UP.code) {
		const title = `The file from ${host} didn't arrive within ${seconds} seconds`;
		return unknownOf('noResponse', said(title, { advice }));
	}
	const failure = failureWithoutAnswer(fault, { host, timeout: seconds });
	const title = `The file couldn't be downloaded from ${host}`;
	return code === undefined
		? { ...failure, title, advice, messages: [{ text: message }] }
		: { ...failure, title: `${title} (${code})`, advice, messages: [] };
}
