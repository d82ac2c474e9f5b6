import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ONE_AT_ONCE, talkoverRun } from '../../../../tools/harness/talkoverNode';
import { retryWorkflow, runWorkflow } from '../../../../tools/harness/workflow';
import { ANA, BEN, MINUTE, SECOND, endsOf, useOnePerson } from '../../../support/calls/onePerson';

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
	ended,
	rejectsOnce,
	losesResponse,
} = useOnePerson();

describe('the last fact hides an earlier one', () => {
	test('a scheduled call, although the contact was added to a campaign and dialed meanwhile', async () => {
		expect(await make({ delaySeconds: 3600 })).toBe('placed');
		time.move(5 * MINUTE);
		expect(await add({ allowDuplicates: true })).toBe('placed');
		time.move(3 * MINUTE);
		dialed();
		time.move(10 * MINUTE);
		expect(await make()).toContain('duplicate');
	});
});

describe('an unknown outcome that was followed by Send Again', () => {
	test('does not block again after a list has shown the later call', async () => {
		talkover().fail({ operationId: 'makeCall', times: 1, fault: { kind: 'resetBefore' } });
		await make();
		time.move(10 * MINUTE);
		expect(await make({ resendUnknown: true })).toBe('placed');
		ended();
		time.move(2 * MINUTE);
		// Somebody reads the list, which shows the call.
		await run({}, { maxCallsPerContact: { limit: {} } }, [BEN]);
		expect(await make()).toBe('placed');
		ended();
		time.move(2 * MINUTE);
		await run({}, { maxCallsPerContact: { limit: { calls: 5 } } }, [BEN]);
		time.move(20 * MINUTE);
		await run({}, {}, ['+12125001005']);
		expect(await make()).toBe('placed');
	});
});

describe('an old call that is found late', () => {
	test('a retry two hours later does not make a scheduled call seem pending', async () => {
		losesResponse();
		let isBroken = true;
		talkover().fail({
			operationId: 'listAgentCalls',
			fault: { kind: 'answer', status: 500, body: {} },
			when: () => isBroken,
		});
		const options = talkoverRun(talkover(), params({}, { delaySeconds: 3600 }), {
			items: [{ phone: ANA }],
		});
		const failed = await runWorkflow(options);
		expect(failed.status).toBe('error');
		isBroken = false;
		time.move(120 * MINUTE);
		ended();
		const retried = await retryWorkflow(options, failed);
		expect(endsOf(retried)).toEqual(['placed']);
		expect(sent()).toHaveLength(1);
		time.move(2 * MINUTE);
		expect(await make()).toBe('placed');
	});
});

describe('a call that another execution has found', () => {
	async function foundByOther(more: INodeParameters = {}) {
		losesResponse();
		let isBroken = true;
		talkover().fail({
			operationId: 'listAgentCalls',
			fault: { kind: 'answer', status: 500, body: {} },
			when: () => isBroken,
		});
		const options = (of: INodeParameters) =>
			talkoverRun(talkover(), params({}, of), {
				items: [{ phone: ANA }],
			});
		const failed = await runWorkflow(options({}));
		expect(failed.status).toBe('error');
		isBroken = false;
		time.move(10 * SECOND);
		expect(await make()).toContain('duplicate');
		ended();
		time.move(5 * MINUTE);
		return endsOf(await retryWorkflow(options(more), failed));
	}
	test('is found by the retry of its own execution as well', async () => {
		expect(await foundByOther()).toEqual(['placed']);
		expect(sent()).toHaveLength(1);
	});
	test('is found by the retry of its own execution with Send Again', async () => {
		expect(await foundByOther({ resendUnknown: true })).toEqual(['placed']);
		expect(sent()).toHaveLength(1);
	});
});

describe('the look for a call in progress that takes longer than a minute', () => {
	test('ends', async () => {
		let count = 0;
		const headers = { 'Retry-After': '61' };
		talkover().fail({
			...{ operationId: 'getActiveCall', times: 15 },
			fault: { kind: 'answer', status: 429, headers, body: {} },
			when: () => {
				count += 1;
				return count % 2 === 1;
			},
		});
		talkover().answer(404, { success: false, message: 'No active call' }, 'getActiveCall');
		expect(await make({ skipIfActive: true })).toBe('placed');
		const asked = talkover().requests.filter(({ operationId }) => operationId === 'getActiveCall');
		expect(asked.length).toBeLessThanOrEqual(4);
	});
	test('many executions within a real limit need few requests', async () => {
		talkover().limit({ form: 'fixedWindow', requests: 10, perMs: 60_000, headers: 'laravel' });
		const phones = Array.from({ length: 40 }, (_, index) => `+1212500${2000 + index}`);
		const all = await Promise.all(
			phones.map(async (phone) => run({}, { skipIfActive: true }, [phone])),
		);
		expect(all.flat().filter((end) => end === 'placed')).toHaveLength(40);
		const asked = talkover().requests.filter(
			({ operationId, status }) => operationId === 'getActiveCall' && status !== 429,
		);
		expect(asked.length).toBeLessThanOrEqual(120);
	}, 60_000);
});

describe('a list that takes long', () => {
	test('a call of another process that was made while page 2 was read counts', async () => {
		for (let index = 0; index < 150; index += 1) {
			dialed({
				...{ id: `old-${index}`, to: `+1215500${1000 + index}` },
				created_at: new Date(time.now() - (index + 60) * MINUTE).toISOString(),
			});
		}
		rejectsOnce('listAgentCalls', 90, () => {
			const { url = '' } = talkover().requests.at(-1) ?? {};
			if (!url.includes('page=2')) return false;
			talkover().state.calls.unshift({
				...{ id: 'foreign', agent_id: callerOf(), to: ANA, status: 'completed' },
				created_at: new Date(time.now() + SECOND).toISOString(),
			});
			return true;
		});
		const began = time.now();
		const end = await make({ maxCallsPerContact: { limit: {} } });
		expect(time.now() - began).toBeGreaterThan(80_000);
		expect(end).toContain('calledRecently');
	});
	test('a call of this process that a list has shown counts, if the reading takes 20 minutes', async () => {
		for (let index = 0; index < 150; index += 1) {
			dialed({
				...{ id: `old-${index}`, to: `+1215500${1000 + index}` },
				created_at: new Date(time.now() - (index + 60) * MINUTE).toISOString(),
			});
		}
		let began = false;
		let meanwhile: Promise<void> | undefined;
		const during = async () => {
			time.move(1 * SECOND);
			expect(await make({}, callerOf())).toBe('placed');
			ended();
			time.move(61 * SECOND);
			await make({ maxCallsPerContact: { limit: { countedCalls: 'all' } } }, otherAgent());
			time.move(15 * MINUTE);
			await make({}, otherAgent());
		};
		talkover().fail({
			...{ operationId: 'listAgentCalls', times: 1 },
			fault: {
				kind: 'wait',
				until: {
					then: (resolve: () => void) => void (meanwhile ??= during()).then(resolve),
				} as unknown as Promise<void>,
			},
			when: ({ url }) => {
				const is = url.includes('page=2') && !began;
				if (is) began = true;
				return is;
			},
		});
		const ends2 = await run(
			{},
			{ maxCallsPerContact: { limit: {} } },
			[BEN, ANA],
			{ onError: 'continueRegularOutput' },
			{ ...ONE_AT_ONCE, timeout: 300 },
		);
		await meanwhile;
		expect(ends2[1]).toContain('calledRecently');
		const toAna = sent().filter(
			({ body, url }) => (body as IDataObject).to === ANA && url.includes(callerOf()),
		);
		expect(toAna).toHaveLength(1);
	});
});
