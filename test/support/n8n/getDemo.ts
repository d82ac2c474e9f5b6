import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Simulator } from '../../../tools/simulator/simulator';
import { SEED } from '../../../tools/simulator/state';
import type { FileHost } from '../servers/fileHost';
import { withContext } from './nodeContext';
import { runTalkover } from '../../../tools/harness/talkoverNode';
import type { RunResult } from '../../../tools/harness/workflow';

/** The operation that downloads a file. */
export const GET_DEMO = {
	resource: 'voiceTemplate',
	operation: 'getDemo',
	voiceTemplateId: { __rl: true, mode: 'list', value: SEED.voiceTemplateId },
};

/** A helper that differs between versions of n8n, and that older ones don't have. */
export interface Filter {
	readonly getSecureEgressFilter: unknown;
}

/** Behaves like n8n up to 2.38 with its protection disabled. Prevents DNS lookups. */
export const NO_FILTER: Filter = { getSecureEgressFilter: () => undefined };

/**
 * Runs *Get Demo* as if Talkover and its files were on the internet: the API returns this link, and requests
 * for files reach the file host, whatever their host is.
 *
 * @returns the result, and the addresses that were requested for the file
 */
export async function getDemoOnInternet(
	host: FileHost,
	link: string,
	{
		url = 'https://app.talkover.ai/api/v1',
		filter = NO_FILTER,
	}: { readonly url?: string; readonly filter?: Filter | 'own' } = {},
): Promise<{ opened: readonly string[]; result: RunResult }> {
	const opened: string[] = [];
	withContext(({ helpers }) => {
		const { httpRequest } = helpers;
		const answer = { statusCode: 200, headers: {}, body: { mp3_url: link } };
		helpers.httpRequestWithAuthentication = async () => Promise.resolve(answer);
		helpers.httpRequest = async (options: IHttpRequestOptions): Promise<unknown> => {
			opened.push(options.url);
			const { pathname } = new URL(options.url);
			return httpRequest({ ...options, url: host.url + pathname });
		};
		if (filter !== 'own') Object.assign(helpers, filter);
	});
	return { opened, result: await runTalkover({ url, token: 'talq_internet' }, GET_DEMO) };
}

/** Makes a simulator respond to every request with a link to the file host. */
export function linkTo(simulator: Simulator, host: FileHost, path: string): void {
	simulator.answer(200, { mp3_url: host.url + path });
}

export function isFetched(result: RunResult): boolean {
	return result.output('Talkover')[0]?.[0]?.binary?.data !== undefined;
}

/** The text of the file that *Get Demo* downloaded. */
export async function contentOf(result: RunResult): Promise<string> {
	const file = result.output('Talkover')[0]?.[0]?.binary?.data;
	if (!file) throw new Error(`There is no file: ${result.error?.message}`);
	return (await Container.get(BinaryDataService).getAsBuffer(file)).toString();
}

/** The message that the editor shows for a link that isn't opened. */
export function unsafe(reason: string): string {
	return `Talkover returned a file link that isn't safe to open – ${reason}`;
}

/** The advice in that message. */
export const REPORT =
	'The node only downloads files from public https:// addresses. Report the link to Talkover support';
