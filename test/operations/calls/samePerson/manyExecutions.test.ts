import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	ONE_AT_ONCE,
	jsonOf,
	runTalkover,
	talkoverRun,
} from '../../../../tools/harness/talkoverNode';
import { startTalkover } from '../../../../tools/harness/talkoverNode';
import { CallReader } from '../../../../nodes/Talkover/calls/reading/callReader';
import { Book } from '../../../../nodes/Talkover/account/book';
import { doneWith } from '../../../../nodes/Talkover/api/response/answer';
import { retryWorkflow, runWorkflow } from '../../../../tools/harness/workflow';
import { SEED } from '../../../../tools/simulator/state';
import { chosen } from '../../../support/n8n/parameterValues';
import { ANA, BEN, MINUTE, SECOND, endsOf, useOnePerson } from '../../../support/calls/onePerson';
import { inPanel } from '../../../support/calls/inPanel';

const {
	time,
	talkover,
	callerOf,
	params,
	run,
	otherAgent,
	make,
	add,
	sent,
	dialed,
	rejectsOnce,
	losesResponse,
} = useOnePerson();

async function check(options: INodeParameters = {}, phones: readonly string[] = [ANA]) {
	const result = await runTalkover(
		talkover(),
		params({ operation: 'check', ...inPanel({ agentId: callerOf(), ...options }) }),
		{ items: phones.map((phone) => ({ phone })) },
	);
	if (result.error) return [{ error: result.error.message }];
	return jsonOf(result);
}

const NO_CALL = { success: false, message: 'No active call' };
function history(count: number): void {
	for (let index = 0; index < count; index += 1) {
		dialed({
			...{ id: `old-${index}`, to: `+1215500${String(1000 + index)}` },
			created_at: new Date(time.now() - (index + 60) * MINUTE).toISOString(),
		});
	}
}
const many = (count: number) =>
	Array.from({ length: count }, (_, index) => `+1212500${3000 + index}`);

test('a list whose pages wait eleven minutes for the rate limit does not skip all contacts', async () => {
	history(350);
	const page = (number: number) => () =>
		(talkover().requests.at(-1)?.url ?? '').includes(`page=${number}`);
	rejectsOnce('listAgentCalls', 320, page(2));
	rejectsOnce('listAgentCalls', 320, page(3));
	const all = await run(
		{},
		{ maxCallsPerContact: { limit: { period: 3 } } },
		many(6),
		{ onError: 'continueRegularOutput' },
		ONE_AT_ONCE,
	);
	expect(all.slice(1)).toEqual(Array(5).fill('placed'));
});

describe('a look right before the call that fails', () => {
	test('is tried again', async () => {
		talkover().fail({
			operationId: 'getActiveCall',
			times: 1,
			fault: { kind: 'answer', status: 500, body: {} },
			when: () => talkover().requests.some(({ operationId }) => operationId === 'makeCall'),
		});
		talkover().answer(404, NO_CALL, 'getActiveCall');
		rejectsOnce('makeCall', 120);
		const end = await make({ skipIfActive: true });
		expect(end).toBe('placed');
	});
	test('does not say that somebody may have been called', async () => {
		talkover().fail({
			operationId: 'getActiveCall',
			fault: { kind: 'answer', status: 500, body: {} },
			when: () => talkover().requests.some(({ operationId }) => operationId === 'makeCall'),
		});
		talkover().answer(404, NO_CALL, 'getActiveCall');
		rejectsOnce('makeCall', 120);
		const result = await runTalkover(talkover(), params({}, { skipIfActive: true }), {
			items: [{ phone: ANA }],
		});
		expect(`${result.error?.message} ${result.error?.description}`).not.toMatch(/may have|unknown/);
	});
});

test('Check while another execution waits for its response says duplicate', async () => {
	const release = talkover().hold({ operationId: 'makeCall', times: 1 });
	const making = make();
	await talkover().received(1);
	const checking = check();
	setTimeout(release, 300);
	const [checked] = await checking;
	expect(await making).toBe('placed');
	expect(checked).toMatchObject({ allowed: false, reason: 'duplicate' });
});

test('a list without IDs and times counts a call once, however often it is read', async () => {
	const reader = new CallReader('a', 1, new Book());
	const send = async () => ({
		...doneWith(
			{ endpoint: 'listCalls' },
			{
				data: [
					{
						to: ANA,
						direction: 'outbound',
						status: 'completed',
						created_at: '2026-03-02T14:59:30.000Z',
					},
				],
				meta: { last_page: 1, current_page: 1 },
			},
		),
		clockOffset: 0,
	});
	const look = async () => reader.look({ to: ANA, since: time.now() - 3_600_000, send: send });
	await look();
	time.move(61 * SECOND);
	await look();
	expect(reader.callsTo(ANA).calls).toHaveLength(1);
});

test('twelve items with Skip If on a Call, a cap, and a long list that is searched', async () => {
	history(1900);
	talkover().answer(404, NO_CALL, 'getActiveCall');
	dialed({ id: 'x', to: many(1)[0], created_at: new Date(time.now() - 30 * MINUTE).toISOString() });
	talkover().state.calls.unshift(talkover().state.calls.pop() as never);
	const all = await run(
		{},
		{ skipIfActive: true, maxCallsPerContact: { limit: { period: 30 } } },
		many(12),
	);
	expect(all[0]).toContain('calledRecently');
	expect(all.slice(1)).toEqual(Array(11).fill('placed'));
});

test('seven executions with different agents for one contact', async () => {
	talkover().answer(404, NO_CALL, 'getActiveCall');
	rejectsOnce('makeCall', 90);
	const all = await Promise.all([
		make({ skipIfActive: true }),
		make({ skipIfActive: true }, otherAgent()),
		add(),
		make({ skipIfActive: true }),
		add({ allowDuplicates: true }),
		make({ maxCallsPerContact: { limit: { countedCalls: 'all', calls: 2 } } }, otherAgent()),
		make({ skipIfActive: true, isTest: true }),
	]);
	expect(all[0]).toBe('placed');
	expect(all[1]).toBe('placed');
	expect(all[2]).toContain('duplicate');
	expect(all[3]).toContain('duplicate');
	expect(all[4]).toBe('placed');
	expect(all[5]).not.toBe('placed');
});

test('an execution that is stopped during its look lets the next one call', async () => {
	const release = talkover().hold({ operationId: 'getActiveCall', times: 1 });
	talkover().answer(404, NO_CALL, 'getActiveCall');
	const { result, stop } = await startTalkover(talkover(), params({}, { skipIfActive: true }), {
		items: [{ phone: ANA }],
	});
	await talkover().received(1);
	const next = make({ skipIfActive: true });
	stop();
	await result;
	release();
	expect(await next).toBe('placed');
	expect(sent()).toHaveLength(1);
});

test('Check in 50 items says what Make does', async () => {
	history(300);
	const phones = many(50);
	for (const to of phones.slice(0, 5)) dialed({ id: `y${to}`, to });
	const limit = { maxCallsPerContact: { limit: {} } };
	const checked = await check({ ...limit, checkOnCall: true }, phones);
	const made = await run({}, { ...limit, skipIfActive: true }, phones);
	expect(checked.map((each) => each.allowed)).toEqual(made.map((each) => each === 'placed'));
	expect(made.filter((each) => each === 'placed')).toHaveLength(45);
});

test('a cap of 4, three additions and one of them dialed', async () => {
	for (let i = 0; i < 3; i += 1) {
		expect(await add({ allowDuplicates: true })).toBe('placed');
		time.move(10 * MINUTE);
	}
	dialed();
	time.move(10 * MINUTE);
	const limit = { calls: 4, countedCalls: 'all' };
	expect(await make({ maxCallsPerContact: { limit } }, otherAgent())).toBe('placed');
});

test('an unknown outcome blocks neither another agent nor another contact', async () => {
	talkover().fail({ operationId: 'makeCall', times: 1, fault: { kind: 'resetBefore' } });
	await make();
	time.move(MINUTE);
	expect(await make({}, otherAgent())).toBe('placed');
	expect(await run({}, {}, [BEN])).toEqual(['placed']);
	expect(await make()).toContain('unknown');
});

test('a test call that has an unknown outcome does not block', async () => {
	talkover().fail({ operationId: 'makeCall', times: 1, fault: { kind: 'resetBefore' } });
	await make({ isTest: true });
	time.move(5 * SECOND);
	expect(await make()).toBe('placed');
});

test('Allow Duplicates does not end an unknown outcome', async () => {
	talkover().fail({ operationId: 'makeCall', times: 1, fault: { kind: 'resetBefore' } });
	await make();
	time.move(MINUTE);
	expect(await add({ allowDuplicates: true })).toBe('placed');
	time.move(5 * MINUTE);
	dialed();
	time.move(10 * MINUTE);
	expect(await make()).toContain('unknown');
});

test('Make and Wait polls while another execution calls', async () => {
	talkover().answer(404, NO_CALL, 'getActiveCall');
	const both = await Promise.all([
		run(
			{ operation: 'makeAndWait', waitAtMost: 5 },
			{ skipIfActive: true, callsAtOnce: 1, maxCallsPerContact: { limit: {} } },
			[BEN, ANA, '+12125001009'],
		),
		(async () => {
			await talkover().received(4);
			return make({ maxCallsPerContact: { limit: {} } });
		})(),
	]);
	const toAna = sent().filter(({ body }) => (body as IDataObject).to === ANA);
	expect(both.flat().filter((each) => each === 'placed')).toHaveLength(3);
	expect(toAna).toHaveLength(1);
});

test('Retry On Fail after a campaign addition whose response was lost', async () => {
	talkover().fail({ operationId: 'makeCampaignCall', times: 1, fault: { kind: 'resetAfter' } });
	await run(
		{ operation: 'makeForCampaign', campaignId: chosen(SEED.activeCampaignId) },
		{},
		[ANA],
		{ retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
	);
	expect(sent('makeCampaignCall')).toHaveLength(1);
});

test('a contact who was dialed for a campaign, in a list without times', async () => {
	expect(await add()).toBe('placed');
	time.move(10 * MINUTE);
	dialed({ created_at: undefined, started_at: undefined });
	time.move(10 * MINUTE);
	expect(await make()).toBe('placed');
});

test('a search in progress that waits for the rate limit does not hold up a call with a permit', async () => {
	const reader = new CallReader('a', 1, new Book());
	const calls: IDataObject[] = Array.from({ length: 1900 }, (_, index) => ({
		...{
			id: `c${index}`,
			to: `+1215500${String(1000 + index)}`,
			direction: 'outbound',
			status: 'completed',
		},
		created_at: new Date(time.now() - (index + 1) * MINUTE).toISOString(),
	}));
	const forever = new Promise<never>(() => undefined);
	const serve =
		(waits: boolean) =>
		async ({ query = {} }: { query?: IDataObject }) => {
			if (waits && query.search === '+12155001000') await forever;
			const page = Number(query.page ?? 1);
			const found = calls.filter(({ to }) => query.search === undefined || to === query.search);
			const data = found.slice((page - 1) * 100, page * 100);
			return {
				...doneWith(
					{ endpoint: 'listCalls' },
					{ data, meta: { last_page: Math.ceil(found.length / 100), current_page: page } },
				),
				clockOffset: 0,
			};
		};
	const since = time.now() - 30 * 24 * 3_600_000;
	await reader.look({ to: '+12155001005', since, send: serve(false) });
	time.move(61 * SECOND);
	void reader.look({ to: ANA, since, send: serve(true) });
	const own = reader.look({ to: BEN, hasTurn: true, since, send: serve(false) });
	const done = await Promise.race([
		own.then(() => 'done'),
		new Promise((resolve) => setImmediate(resolve, 'waits')),
	]);
	expect(done).toBe('done');
});

test('Check that finds a call does not keep its own execution from finding it', async () => {
	losesResponse();
	let isBroken = true;
	talkover().fail({
		operationId: 'listAgentCalls',
		fault: { kind: 'answer', status: 500, body: {} },
		when: () => isBroken,
	});
	const options = talkoverRun(talkover(), params({}), {
		items: [{ phone: ANA }],
	});
	const failed = await runWorkflow(options);
	expect(failed.status).toBe('error');
	isBroken = false;
	time.move(MINUTE);
	await check();
	time.move(MINUTE);
	expect(endsOf(await retryWorkflow(options, failed))).toEqual(['placed']);
});

test('a retry of a run whose list fails in the middle calls each contact once', async () => {
	history(250);
	let isBroken = true;
	talkover().fail({
		operationId: 'listAgentCalls',
		fault: { kind: 'answer', status: 500, body: {} },
		when: ({ url }) => isBroken && url.includes('page=2'),
	});
	talkover().answer(404, NO_CALL, 'getActiveCall');
	const options = talkoverRun(
		talkover(),
		params({}, { skipIfActive: true, maxCallsPerContact: { limit: { period: 3 } } }),
		{ items: many(12).map((phone) => ({ phone })) },
	);
	const failed = await runWorkflow(options);
	expect(failed.status).toBe('error');
	isBroken = false;
	expect(
		endsOf(await retryWorkflow(options, failed)).filter((each) => each === 'placed'),
	).toHaveLength(12);
	expect(sent()).toHaveLength(12);
});
