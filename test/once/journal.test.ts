import type { IDataObject } from 'n8n-workflow';

import { doneWith } from '../../nodes/Talkover/api/response/answer';
import { failureFromAnswer, stillUnknown } from '../../nodes/Talkover/api/response/failure';
import type { Send } from '../../nodes/Talkover/api/client';
import { createPause } from '../../nodes/Talkover/api/pacing/clock';
import type { Done, Failure, Reply } from '../../nodes/Talkover/api/response/reply';
import type { ApiRequest } from '../../nodes/Talkover/api/request';
import { methodOf } from '../../nodes/Talkover/api/request';
import { Journal } from '../../nodes/Talkover/once/journal';
import { VirtualClock } from '../../tools/harness/virtualClock';
import { ACCOUNT, create, creatingWith } from '../support/creating';

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

function open(context: IDataObject): Journal {
	return new Journal(context, 0, ACCOUNT);
}

interface Attempt {
	readonly resendUnknown?: boolean;
	readonly item?: number;
	readonly request?: ApiRequest;
	readonly runIndex?: 'tool';
	/** What the list shows. */
	readonly listed?: IDataObject;
}

/** Runs an item whose request ends like this, and which outputs what it created. */
async function run(
	context: IDataObject,
	outcome: Reply | Promise<Reply>,
	{ listed, request = REQUEST, item = 0, ...attempt }: Attempt = {},
): Promise<{ readonly output: unknown; readonly sent: number; readonly reads: number }> {
	let sent = 0;
	let reads = 0;
	const send: Send = async (each) => {
		if (methodOf(each) !== 'GET') {
			sent += 1;
			return outcome;
		}
		reads += 1;
		const data = listed ? [listed] : [];
		return { ...doneWith(each, { data, meta: { last_page: 1 } }), clockOffset: 0 };
	};
	const recoveryLookup = {
		list: { endpoint: 'listAgentCalls', path: ['agents', 'A', 'calls'] } as const,
		mayLackTime: true as const,
		isOwn: () => true,
	};
	const pause = createPause(undefined, new VirtualClock());
	pause.wait = async () => Promise.resolve();
	const shared = creatingWith({ send, context, pause, ...attempt });
	const result = await create(shared, item, { request, recoveryLookup });
	return { output: result.ok ? result.value.items : result.title, sent, reads };
}

test('what was created is known to the next attempt, with its ID', async () => {
	const context = {};
	await run(context, created({ id: 'call-1' }));

	const again = await run(context, created({ id: 'call-2' }));

	expect(again).toMatchObject({ output: [{ id: 'call-1' }], sent: 0 });
	expect(open(context).createdIds()).toEqual(new Set(['call-1']));
});

test('what is found after a lost response is known to the next attempt', async () => {
	const context = {};
	await run(context, LOST);

	const found = await run(context, LOST, { listed: { id: 'call-1' } });
	const again = await run(context, LOST);

	expect(found).toMatchObject({ output: [{ data: { id: 'call-1' } }], sent: 0, reads: 1 });
	expect(again).toMatchObject({ output: [{ data: { id: 'call-1' } }], sent: 0, reads: 0 });
});

test('an unknown outcome that is found nowhere is not sent again', async () => {
	const context = {};
	await run(context, LOST);

	expect(await run(context, created({ id: 'call-1' }))).toMatchObject({ sent: 0, reads: 2 });
});

test('an unknown outcome is sent again if the user allows it, unless it is found', async () => {
	const context = {};
	await run(context, LOST);

	const found = await run(context, LOST, { resendUnknown: true, listed: { id: 'call-1' } });

	expect(found).toMatchObject({ output: [{ data: { id: 'call-1' } }], sent: 0 });
	const other = {};
	await run(other, LOST);
	expect(await run(other, created({ id: 'call-2' }), { resendUnknown: true })).toMatchObject({
		output: [{ id: 'call-2' }],
		sent: 1,
	});
});

test.each([REJECTED, failureFromAnswer(429, {})])(
	'an outcome stays unknown if the next attempt is $why',
	async (outcome) => {
		const context = {};
		await run(context, LOST);
		await run(context, outcome, { resendUnknown: true });

		expect(await run(context, created({ id: 'call-1' }))).toMatchObject({ sent: 0 });
	},
);

test('a rejected request is sent by the next attempt', async () => {
	const context = {};
	await run(context, REJECTED);

	expect(await run(context, created({ id: 'call-1' }))).toMatchObject({ sent: 1 });
});

test('an item that a crash interrupted counts as unknown from the moment it was sent', async () => {
	const context = {};
	const at = Date.now();
	void run(context, new Promise(() => undefined));
	await new Promise((resolve) => setImmediate(resolve));
	const [record] = /"at":\d+/.exec(JSON.stringify(context)) ?? [];

	const { sent, reads } = await run(context, created({ id: 'call-1' }));

	expect({ sent, reads }).toEqual({ sent: 0, reads: 2 });
	expect(Number(record?.slice('"at":'.length))).toBeGreaterThanOrEqual(at);
});

test('IDs inside a named field count too, and a resource without one has none', async () => {
	const context = {};
	await run(context, created({ campaign_call: { id: 7 }, agent: { name: 'Ana' } }));

	expect([...open(context).createdIds()]).toEqual(['7']);
});

test('a pending compensation is remembered until it is done', () => {
	const context = {};
	const journal = open(context);
	const id = journal.compensationId('agent A');

	expect(id).not.toBe(journal.compensationId('agent B'));
	expect(journal.isPending(id)).toBe(false);
	journal.setPending(id, true);
	expect(open(context).isPending(id)).toBe(true);
	journal.setPending(id, false);
	expect(open(context).isPending(id)).toBe(false);
});

test('clearing the journal of a run forgets everything', async () => {
	const context = {};
	await run(context, LOST);

	open(context).clear();

	expect(context).toEqual({});
});

test('clearing the journal of a tool forgets what is known, and keeps what is unknown', async () => {
	const context = {};
	const tool = { runIndex: 'tool' } as const;
	await run(context, created({ id: 'call-1' }), tool);
	await run(context, LOST, { ...tool, item: 1, request: OTHER });
	await run(context, created({ id: 'call-2' }), { ...tool, item: 2 });
	const journal = new Journal(context, 'tool', ACCOUNT);
	journal.of(0, REQUEST).own();
	journal.of(1, OTHER).own();

	journal.clear();

	expect([...journal.createdIds()]).toEqual(['call-2']);
	expect(JSON.stringify(context)).toContain('"unknown"');
});
