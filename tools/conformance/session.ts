import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { OpenAPIBackend } from 'openapi-backend';

import { jsonOf, runTalkover, shownError } from '../harness/talkoverNode';
import { openContract } from '../simulator/contract';
import type { Judged } from './compare';
import { judge } from './compare';
import type { Recorder } from './recorder';
import { startRecorder } from './recorder';
import type { Vocabulary } from './shape';
import { vocabularyOf } from './shape';

/** An operation to run, and the name to show for it. */
export interface Step {
	readonly name: string;
	readonly resource: string;
	readonly operation: string;
	readonly parameters: INodeParameters;
}

/** The outcome of an operation. */
export interface Row {
	readonly name: string;
	/**
	 * `not included`: the plan or the token doesn't include the operation, so there is nothing to read.
	 * `failed`: the node reported any other error.
	 */
	readonly outcome: 'failed' | 'not included' | 'not tried' | 'read';
	/** The title of the node's error, or why the operation wasn't tried. For the screen only. */
	readonly reason?: string;
	readonly responses: readonly Judged[];
}

/** A row, with the items that the node read. */
export interface Ran extends Row {
	readonly items: readonly IDataObject[];
}

/** The number of entries per list, which is enough to compare. */
const LIMIT = 10;

/** Payment required, forbidden. */
const NOT_INCLUDED = [402, 403];

/** Runs operations through the node in n8n's engine, and compares their responses with the contract. */
export class Session {
	/** The reason why no more requests can be sent. */
	over: string | undefined;
	private answered = false;

	private constructor(
		private readonly recorder: Recorder,
		private readonly token: string,
		private readonly api: OpenAPIBackend,
		private readonly vocabulary: Vocabulary,
	) {}

	static async open(token: string, baseUrl: string): Promise<Session> {
		const api = openContract();
		return new Session(await startRecorder(baseUrl), token, api, vocabularyOf(api));
	}

	async run({ name, resource, operation, parameters }: Step): Promise<Ran> {
		const { recorder, token } = this;
		const result = await runTalkover(
			{ url: recorder.url, token },
			{ resource, operation, simplify: false, limit: LIMIT, ...parameters },
		);
		const responses = recorder.take().map((taken) => judge(this.api, this.vocabulary, taken));
		this.notice(responses);
		if (!result.error) return { name, outcome: 'read', responses, items: jsonOf(result) };
		const { status = 0, failure } = responses.at(-1) ?? {};
		const outcome = NOT_INCLUDED.includes(status) ? 'not included' : 'failed';
		// The node only sees that the recorder hung up.
		const reason = failure === undefined ? shownError(result).message : `no response (${failure})`;
		return { name, outcome, reason, responses, items: [] };
	}

	async close(): Promise<void> {
		await this.recorder.close();
	}

	private notice(responses: readonly Judged[]): void {
		this.answered ||= responses.some(({ status }) => status !== undefined);
		const last = responses.at(-1);
		if (last?.status === 401) this.over = 'the API token was rejected';
		if (last && !this.answered) this.over = `no response (${last.failure ?? 'unknown'})`;
	}
}
