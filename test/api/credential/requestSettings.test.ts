import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { RequestSettings } from '../../../tools/harness/talkoverNode';
import {
	credentialFor,
	jsonOf,
	runTalkover,
	talkoverWorkflow,
} from '../../../tools/harness/talkoverNode';
import { runWorkflow } from '../../../tools/harness/workflow';
import { testCredential } from '../../support/n8n/credentialTest';
import { runHttpRequest } from '../../support/n8n/httpRequestNode';
import { searchList } from '../../support/n8n/lists';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaits } from '../../support/time/skippedTime';

const GET_MANY = { resource: 'agent', operation: 'getMany' };
const CREATE = { resource: 'agent', operation: 'create', name: '=A {{ $itemIndex }}' };

const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});

/** A run of one item with what a credential may contain besides its token. */
async function runWith(more: ICredentialDataDecryptedObject) {
	const credential = { ...credentialFor(talkover()), ...more };
	return runWorkflow({ workflow: talkoverWorkflow(GET_MANY), credential });
}

test.each<[ICredentialDataDecryptedObject, string]>([
	[{ requestsAtOnce: 0 }, 'Requests at Once: must be between 1 and 100 (found 0)'],
	[{ requestsAtOnce: 101 }, 'Requests at Once: must be between 1 and 100 (found 101)'],
	[
		{ requestsAtOnce: 1.5 },
		'Requests at Once: must be a whole number between 1 and 100 (found 1.5)',
	],
	[
		{ requestsAtOnce: 'many' },
		'Requests at Once: must be a number between 1 and 100 (found "many")',
	],
	[{ timeout: 301 }, 'Timeout (Seconds): must be between 1 and 300 (found 301)'],
	// What an expression without a result becomes.
	[{ requestsAtOnce: null as never }, 'Requests at Once: has no value: correct its expression'],
	[{ timeout: null as never }, 'Timeout (Seconds): has no value: correct its expression'],
])('a credential with %j is rejected by its field before anything is sent', async (more, why) => {
	const { error } = await runWith(more);

	expect(error?.message).toContain(`The Talkover API credential can't be used – ${why}`);
	expect(talkover().requests).toEqual([]);
});

test('a credential with two wrong values names both', async () => {
	const { error } = await runWith({ requestsAtOnce: 0, timeout: 0 });

	expect(error?.message).toContain("check 'Requests at Once', 'Timeout (Seconds)'");
});

test.each<ICredentialDataDecryptedObject>([
	{},
	{ requestsAtOnce: '', timeout: '' },
	{ requestsAtOnce: '20', timeout: '60' },
])('a credential with %j can be used', async (more) => {
	expect((await runWith(more)).error).toBeUndefined();
});

describe('a wrong value is reported wherever the credential is used', () => {
	const more = { requestsAtOnce: 0 };
	const why = 'Requests at Once: must be between 1 and 100 (found 0)';

	afterEach(() => {
		expect(talkover().requests).toEqual([]);
	});

	test('a list in the editor shows it', async () => {
		await expect(searchList(talkover(), 'searchAgents', GET_MANY, '', more)).rejects.toThrow(why);
	});

	test('the credential test shows it', async () => {
		const outcome = await testCredential({ ...credentialFor(talkover()), ...more });

		expect(outcome).toEqual({ status: 'Error', message: why });
	});
});

describe('the timeout of the credential ends a request without a response', () => {
	const impatient = { timeout: 1 };

	beforeEach(() => {
		talkover().fail({ fault: { kind: 'silence' } });
	});

	test('of a list in the editor', async () => {
		await expect(searchList(talkover(), 'searchAgents', GET_MANY, '', impatient)).rejects.toThrow(
			"Talkover didn't respond within 1 second",
		);
	});

	test('of the credential test', async () => {
		const outcome = await testCredential({ ...credentialFor(talkover()), ...impatient });

		expect(outcome.status).toBe('Error');
	});

	test('of the HTTP Request node, unless that has a timeout of its own', async () => {
		const timeouts: unknown[] = [];
		for (const ofNode of [300_000, 2_000]) {
			const options = { url: `${talkover().url}/agents`, timeout: ofNode };
			await runHttpRequest({ ...credentialFor(talkover()), ...impatient }, async (context) => {
				const helpers = context.helpers.httpRequestWithAuthentication;
				await helpers.call(context, 'talkoverApi', options).catch(() => undefined);
				timeouts.push(options.timeout);
				return {};
			});
		}

		expect(timeouts).toEqual([1_000, 2_000]);
	});
});

describe('with responses that take a while', () => {
	const slow = useSimulator({ latencyMs: 20 });

	test.each<[RequestSettings, RequestSettings]>([
		[{}, { requestsAtOnce: 2 }],
		[{ requestsAtOnce: 2 }, {}],
		[{ requestsAtOnce: 4 }, { requestsAtOnce: 2 }],
	])(
		'two runs whose credentials %j and %j have one token send as many requests at once as the smaller number says',
		async (one, other) => {
			const items = Array.from({ length: 12 }, (_, index) => ({ index }));
			const runs = [other, one].map(async (credential) =>
				runTalkover(slow(), CREATE, { credential, items }),
			);

			const results = await Promise.all(runs);

			expect(results.flatMap((result) => jsonOf(result))).toHaveLength(24);
			expect(slow().peakConcurrency).toBe(2);
		},
	);
});

test('another token has a limit of its own', async () => {
	talkover().state.furtherTokens.push('talq_other');
	const items = Array.from({ length: 6 }, (_, index) => ({ index }));
	const release = talkover().hold();
	const { url } = talkover();
	const runs = [
		runTalkover(talkover(), CREATE, { credential: { requestsAtOnce: 2 }, items }),
		runTalkover({ url, token: 'talq_other' }, CREATE, { items }),
	];
	await talkover().received(8);
	release();
	await Promise.all(runs);

	expect(talkover().peakConcurrency).toBe(8);
});
