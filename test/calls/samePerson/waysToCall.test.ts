import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ONE_AT_ONCE, jsonOf, runTalkover, talkoverRun } from '../../../tools/harness/talkoverNode';
import { retryKilledWorkflow, retryWorkflow, runWorkflow } from '../../../tools/harness/workflow';
import { ANA, BEN, MINUTE, SECOND, endsOf, useOnePerson } from '../../support/calls/onePerson';

const { time, talkover, params, otherAgent, make, add, sent, dialed, losesResponse } =
	useOnePerson();

describe('hours open while a delayed call waits for its permit', () => {
	const HOURS = { from: '15:02', to: '15:06', timeZone: 'UTC', outside: 'delay' };

	test('the call is not dialed after the hours', async () => {
		const headers = { 'Retry-After': '300' };
		const fault = { kind: 'answer', status: 429, headers, body: {} } as const;
		talkover().fail({ operationId: 'makeCall', fault, times: 1 });

		await make({ callingHours: { hours: HOURS } });

		const [request] = sent();
		const { delay_seconds: delay = 0 } = (request?.body ?? {}) as IDataObject;
		const at = new Date(time.now() + Number(delay) * 1000).toISOString();
		expect(at < '2026-03-02T15:06').toBe(true);
	});
});

describe('a contact who waits in a campaign', () => {
	test('a contact who was dialed for the campaign, and added again, is not called', async () => {
		expect(await add()).toBe('placed');
		time.move(5 * MINUTE);
		dialed();
		for (const each of talkover().state.campaignCalls) each.status = 'completed';
		time.move(55 * MINUTE);
		expect(await add()).toBe('placed');
		time.move(30 * MINUTE);

		expect(await make()).toContain('is dialed later');
	});

	test('the test call of an agent does not end the wait of a contact in a campaign', async () => {
		expect(await add()).toBe('placed');
		time.move(5 * MINUTE);
		expect(await make({ isTest: true })).toBe('placed');
		for (const each of talkover().state.calls) each.status = 'completed';
		time.move(5 * MINUTE);

		expect(await make()).toContain('is dialed later');
	});
});

describe('Make, and then Make for Campaign with the same agent', () => {
	test('within a minute', async () => {
		expect(await make()).toBe('placed');
		time.move(10 * SECOND);

		expect(await add()).toContain('duplicate');
	});

	test('while the call is scheduled', async () => {
		expect(await make({ delaySeconds: 3600 })).toBe('placed');
		time.move(10 * MINUTE);

		expect(await add()).toContain('duplicate');
	});

	test('two campaigns of the same agent', async () => {
		const [first] = talkover().state.campaigns;
		talkover().state.campaigns.push({ ...first, id: 'second-campaign', name: 'Second' });
		expect(await add()).toBe('placed');
		time.move(10 * SECOND);

		expect(await add({}, 'second-campaign')).toContain('duplicate');
	});

	test('at once', async () => {
		const both = await Promise.all([make(), add()]);
		expect(both.filter((end) => end === 'placed')).toHaveLength(1);
	});
});

describe('a delayed call whose response was lost, and that the list shows', () => {
	const HOURS = { from: '15:30', to: '18:00', timeZone: 'UTC', outside: 'delay' };
	const hours = { callingHours: { hours: HOURS } };

	async function foundDelayed() {
		losesResponse();
		expect(await make(hours)).toBe('placed');
		time.move(2 * MINUTE);
	}

	test('another execution skips it as a duplicate', async () => {
		await foundDelayed();
		const end = await make(hours);
		expect(end).toContain('duplicate');
	});

	test('another execution with Send Again does not call', async () => {
		await foundDelayed();
		const end = await make({ ...hours, resendUnknown: true });
		expect(end).toContain('duplicate');
		expect(talkover().dialed()).toEqual([ANA]);
	});
});

test('a found call counts once for Max Calls per Contact', async () => {
	losesResponse();
	expect(await make()).toBe('placed');
	time.move(2 * MINUTE);

	expect(await make({ maxCallsPerContact: { limit: { calls: 2 } } })).toBe('placed');
});

describe('a response that does not show the call', () => {
	test('and the same number in the same run more than a minute later', async () => {
		talkover().answer(200, { success: true, data: {} }, { operationId: 'makeCall', times: 1 });
		talkover().fail({
			operationId: 'makeCall',
			phone: BEN,
			times: 1,
			fault: { kind: 'answer', status: 429, headers: { 'Retry-After': '90' }, body: {} },
		});
		await runTalkover(talkover(), params({}), {
			credential: ONE_AT_ONCE,
			items: [ANA, BEN, ANA].map((phone) => ({ phone })),
			settings: { onError: 'continueRegularOutput' },
		});
		const toAna = sent().filter(({ body }) => (body as IDataObject).to === ANA);
		expect(toAna).toHaveLength(1);
	});

	test('Send Again sends it again in a retry', async () => {
		const options = (more: INodeParameters) =>
			talkoverRun(talkover(), params({}, more), { items: [{ phone: ANA }] });
		talkover().answer(200, { success: true, data: {} }, { operationId: 'makeCall', times: 1 });
		const failed = await runWorkflow(options({}));
		expect(failed.status).toBe('error');
		time.move(2 * MINUTE);
		const retried = await retryWorkflow(options({ resendUnknown: true }), failed);
		expect(endsOf(retried)).toEqual(['placed']);
	});
});

test('a contact who waits in a campaign counts for the cap of all agents', async () => {
	expect(await add()).toBe('placed');
	time.move(90 * MINUTE);
	const limit = { calls: 1, period: 1, unit: 'hours', countedCalls: 'all' };
	const end = await make({ maxCallsPerContact: { limit } }, otherAgent());
	expect(end).not.toBe('placed');
});

describe('a retry of a killed execution whose list shows a test call', () => {
	test('a real item does not take a test call for its own', async () => {
		const options = talkoverRun(talkover(), params({}), { items: [{ phone: ANA }] });
		const began = time.now();
		time.move(MINUTE);
		dialed({ is_testing: true, id: 'test-call' });
		time.move(MINUTE);
		const retried = await retryKilledWorkflow(options, began);
		expect(jsonOf(retried)).not.toEqual([expect.objectContaining({ id: 'test-call' })]);
	});
});

test('a request that is rejected did not call anybody', async () => {
	talkover().answer(422, {}, { operationId: 'makeCall', times: 1 });
	const limit = { countedCalls: 'all' };
	const both = await Promise.all([
		make({ maxCallsPerContact: { limit } }),
		make({ maxCallsPerContact: { limit } }, otherAgent()),
	]);
	expect(both).toEqual(expect.not.arrayContaining([expect.stringContaining('it was called once')]));
});

test('a contact whose addition to a campaign has an unknown outcome is not called by its agent, and nobody says that it will be', async () => {
	talkover().fail({
		operationId: 'makeCampaignCall',
		times: 1,
		fault: { kind: 'resetBefore' },
	});
	await add();
	time.move(2 * MINUTE);

	expect(await make()).toContain('its outcome is unknown');
	expect(await make({ resendUnknown: true })).toBe('placed');
});
