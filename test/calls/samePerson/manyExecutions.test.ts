import { runTalkover, startTalkover } from '../../../tools/harness/talkoverNode';
import { ANA, BEN, MINUTE, SECOND, useOnePerson } from '../../support/calls/onePerson';

const { time, talkover, params, run, otherAgent, make, add, sent, dialed, rejectsOnce } =
	useOnePerson();

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

test('a call of another process that was made while page 2 of a list was read counts', async () => {
	history(150);
	rejectsOnce('listAgentCalls', 90, () => {
		const { url = '' } = talkover().requests.at(-1) ?? {};
		if (!url.includes('page=2')) return false;
		dialed({ created_at: new Date(time.now() + SECOND).toISOString() });
		return true;
	});
	const began = time.now();
	const end = await make({ maxCallsPerContact: { limit: {} } });
	expect(time.now() - began).toBeGreaterThan(80_000);
	expect(end).toContain('calledRecently');
});

test('many executions within a real limit need few requests', async () => {
	talkover().limit({ form: 'fixedWindow', requests: 10, perMs: 60_000, headers: 'laravel' });
	const all = await Promise.all(
		many(20).map(async (phone) => run({}, { skipIfActive: true }, [phone])),
	);
	expect(all.flat()).toEqual(Array(20).fill('placed'));
	expect(sent('getActiveCall').length).toBeLessThanOrEqual(60);
});

test('a look right before the call that fails does not say that somebody may have been called', async () => {
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

test('a contact who was dialed for a campaign, in a list without times', async () => {
	expect(await add()).toBe('placed');
	time.move(10 * MINUTE);
	dialed({ created_at: undefined, started_at: undefined });
	time.move(10 * MINUTE);
	expect(await make()).toBe('placed');
});
