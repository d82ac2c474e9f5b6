import type { IDataObject } from 'n8n-workflow';

import { doneWith } from '../../../nodes/Talkover/api/response/answer';
import { accountOf } from '../../../nodes/Talkover/api/account';
import { failureFromAnswer, stillUnknown } from '../../../nodes/Talkover/api/response/failure';
import type { Done, Failure, Reply } from '../../../nodes/Talkover/api/response/reply';
import type { ApiRequest } from '../../../nodes/Talkover/api/request';
import { ok } from '../../../nodes/Talkover/base/result';
import type { Job } from '../../../nodes/Talkover/operation/operation';
import { Ledger } from '../../../nodes/Talkover/run/creations/ledger';
import { transportOf } from '../../../harness/transport';

const ACCOUNT = accountOf('https://app.talkover.ai/api/v1', 'talq_0123456789', 'credential-1');
const CREATES = {
	key: ['call', '+15550100'],
	label: 'the call to +15550100',
	where: 'the calls of the agent',
} as const;
const REQUEST: ApiRequest = {
	endpoint: 'makeCall',
	path: ['agents', 'A', 'call'],
	creates: CREATES,
};
const OTHER: ApiRequest = { ...REQUEST, path: ['agents', 'B', 'call'] };
const REJECTED: Failure = failureFromAnswer(402, {});
const LOST = stillUnknown(CREATES);

function created(body: IDataObject): Done {
	return doneWith(REQUEST, body);
}

function open(context: IDataObject, resendUnknown = false): Ledger {
	return new Ledger(context, 0, ACCOUNT, resendUnknown);
}

/** Sends a request through the ledger, with this outcome. */
async function send(ledger: Ledger, item: number, outcome: Reply, request = REQUEST) {
	return ledger.record(item, async () => Promise.resolve(outcome))(request);
}

/** Runs an item whose job outputs the ID of what it created. */
async function run(
	ledger: Ledger,
	outcome: Reply,
	recovered?: Done,
): Promise<{ readonly output: unknown; readonly sent: number; readonly requests: unknown[] }> {
	let sent = 0;
	const requests: unknown[] = [];
	const job: Job = {
		request: REQUEST,
		looksFirst: false,
		run: async ({ send: own }, known) => {
			const result = known ?? (await own(REQUEST));
			return result.ok ? ok({ items: [result.body] }) : result;
		},
	};
	const transport = transportOf(
		ledger.record(0, async () => {
			sent += 1;
			return Promise.resolve(outcome);
		}),
	);
	const result = await ledger.once(0, job, transport, async (at) => {
		requests.push(at);
		return Promise.resolve(recovered);
	});
	return { output: result.ok ? result.value.items : result.title, sent, requests };
}

test('what was created is known to the next attempt, with its ID', async () => {
	const context = {};
	await run(open(context), created({ id: 'call-1' }));

	const again = await run(open(context), created({ id: 'call-2' }));

	expect(again).toMatchObject({ output: [{ id: 'call-1' }], sent: 0 });
	expect(open(context).createdIds()).toEqual(new Set(['call-1']));
});

test('what was found after a lost response is known to the next attempt', async () => {
	const context = {};
	await run(open(context), LOST);

	const found = await run(open(context), LOST, created({ id: 'call-1' }));
	const again = await run(open(context), LOST);

	expect(found).toMatchObject({ output: [{ id: 'call-1' }], sent: 0 });
	expect(found.requests).toEqual([expect.objectContaining({ at: expect.any(Number) })]);
	expect(again).toEqual({ output: [{ id: 'call-1' }], sent: 0, requests: [] });
});

test('what is found during an attempt is known to the next one', async () => {
	const context = {};
	const ledger = open(context);
	await send(ledger, 0, LOST);
	ledger.recordFound(0, REQUEST, created({ id: 'call-1' }));

	expect(await run(open(context), LOST)).toMatchObject({ output: [{ id: 'call-1' }], sent: 0 });
});

test('an unknown outcome that is found nowhere is not sent again', async () => {
	const context = {};
	await run(open(context), LOST);

	expect(await run(open(context), created({ id: 'call-1' }))).toMatchObject({ sent: 0 });
});

test('an unknown outcome is sent again if the user allows it, unless it is found', async () => {
	const context = {};
	await run(open(context), LOST);

	const found = await run(open(context, true), LOST, created({ id: 'call-1' }));

	expect(found).toMatchObject({ output: [{ id: 'call-1' }], sent: 0 });
	const other = {};
	await run(open(other), LOST);
	expect(await run(open(other, true), created({ id: 'call-2' }))).toMatchObject({
		output: [{ id: 'call-2' }],
		sent: 1,
	});
});

test.each([REJECTED, failureFromAnswer(429, {})])(
	'an outcome stays unknown if the next attempt is $kind',
	async (outcome) => {
		const context = {};
		await run(open(context), LOST);
		await run(open(context, true), outcome);

		expect(await run(open(context), created({ id: 'call-1' }))).toMatchObject({ sent: 0 });
	},
);

test('a rejected request is sent by the next attempt', async () => {
	const context = {};
	await run(open(context), REJECTED);

	expect(await run(open(context), created({ id: 'call-1' }))).toMatchObject({ sent: 1 });
});

test('an item that a crash interrupted counts as unknown from the moment it was sent', async () => {
	const context = {};
	const before = Date.now();
	void open(context).record(0, async () => new Promise(() => undefined))(REQUEST);

	const { sent, requests } = await run(open(context), created({ id: 'call-1' }));

	expect(sent).toBe(0);
	expect(requests).toHaveLength(1);
	expect((requests[0] as { at: number }).at).toBeGreaterThanOrEqual(before);
});

test('creations without an ID are counted by what they create', async () => {
	const ledger = open({});
	await send(ledger, 0, created({}));
	await send(ledger, 1, created({ status: 'queued' }));
	await send(ledger, 2, created({ id: 'call-1' }));
	await send(ledger, 3, created({}), OTHER);
	await send(ledger, 4, LOST);

	const isListed = (ids: readonly string[]) => ids.length > 0;
	expect(ledger.createdUnlisted(REQUEST, isListed)).toBe(2);
	expect(ledger.createdUnlisted(REQUEST, () => false)).toBe(3);
	expect(ledger.createdUnlisted(OTHER, isListed)).toBe(1);
	expect(ledger.createdIds()).toEqual(new Set(['call-1']));
});

test('IDs inside a named field count too, and a resource without one has none', async () => {
	const ledger = open({});
	await send(ledger, 0, created({ campaign_call: { id: 7 }, agent: { name: 'Ana' } }));

	expect([...ledger.createdIds()]).toEqual(['7']);
});

test('a pending compensation is remembered until it is done', () => {
	const context = {};
	const ledger = open(context);
	const id = ledger.compensationId('agent A');

	expect(id).not.toBe(ledger.compensationId('agent B'));
	expect(ledger.isPending(id)).toBe(false);
	ledger.setPending(id, true);
	expect(open(context).isPending(id)).toBe(true);
	ledger.setPending(id, false);
	expect(open(context).isPending(id)).toBe(false);
});

test('clearing the ledger of a run forgets everything', async () => {
	const context = {};
	const ledger = open(context);
	await send(ledger, 0, LOST);

	ledger.clear();

	expect(context).toEqual({});
});

test('clearing the ledger of a tool forgets what is known, and keeps what is unknown', async () => {
	const context = {};
	const ledger = new Ledger(context, 'tool', ACCOUNT, false);
	await send(ledger, 0, created({ id: 'call-1' }));
	await send(ledger, 1, LOST, OTHER);
	const other = new Ledger(context, 'tool', ACCOUNT, false);
	await send(other, 2, created({ id: 'call-2' }));

	ledger.clear();

	expect([...other.createdIds()]).toEqual(['call-2']);
	expect(JSON.stringify(context)).toContain('"unknown"');
});
