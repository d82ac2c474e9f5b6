import type { IDataObject } from 'n8n-workflow';

import { accountOf } from '../../../nodes/Talkover/api/account';
import type { Answer } from '../../../nodes/Talkover/api/client';
import type { Failure } from '../../../nodes/Talkover/api/response/failure';
import type { ApiRequest } from '../../../nodes/Talkover/api/request';
import { ok } from '../../../nodes/Talkover/base/result';
import type { Job } from '../../../nodes/Talkover/operation/operation';
import { Ledger } from '../../../nodes/Talkover/run/creations/ledger';
import { transportOf } from '../../../harness/transport';

const ACCOUNT = accountOf('https://app.talkover.ai/api/v1', 'talq_0123456789', 'credential-1');
const CALL: ApiRequest = {
	method: 'POST',
	path: ['agents', 'agent-1', 'call'],
	creates: { key: ['call', '+12125550123'], label: 'the call', where: 'the calls of the agent' },
};
const LOST: Failure = {
	ok: false,
	kind: 'noResponse',
	title: 'Lost',
	messages: [],
	uncertain: true,
};
const LIMITED: Failure = { ok: false, kind: 'rateLimited', title: 'Slow down', messages: [] };

let sent: number;
beforeEach(() => {
	sent = 0;
});

/** One attempt at the call in a node's context. */
async function attempt(
	context: IDataObject,
	outcome: Answer | Failure,
	{ run = 'tool' as const, resend = false }: { run?: 'tool' | 0; resend?: boolean } = {},
) {
	const ledger = new Ledger(context, run, ACCOUNT, resend);
	const job: Job = {
		request: CALL,
		looksFirst: false,
		run: async ({ send }, known) => {
			const result = known ?? (await send(CALL));
			return result.ok ? ok({ items: [] }) : result;
		},
	};
	const send = ledger.record(0, async () => {
		sent += 1;
		return outcome;
	});
	const result = await ledger.once(0, job, transportOf(send), async () =>
		Promise.resolve(undefined),
	);
	return { ledger, result };
}

test('an AI agent that uses a tool again after an unknown outcome calls nobody', async () => {
	const context: IDataObject = {};
	const first = await attempt(context, LOST);
	first.ledger.clear();

	const second = await attempt(context, LOST);
	second.ledger.clear();
	await attempt(context, LOST);

	expect(sent).toBe(1);
	expect(second.result).toMatchObject({ kind: 'noResponse', uncertain: true });
});

test('an outcome stays unknown when sending it again is rejected by the rate limit', async () => {
	const context: IDataObject = {};
	await attempt(context, LOST, { run: 0 });
	await attempt(context, LIMITED, { run: 0, resend: true });

	const third = await attempt(context, LOST, { run: 0 });

	expect(sent).toBe(2);
	expect(third.result).toMatchObject({ kind: 'noResponse', uncertain: true });
});
