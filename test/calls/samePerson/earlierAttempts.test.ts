import type { IDataObject, IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';

import { resetModuleState } from '../../../nodes/Talkover/account/moduleState';
import { nodeTypes } from '../../../tools/harness/nodeTypes';
import {
	ONE_AT_ONCE,
	credentialFor,
	jsonOf,
	talkoverRun,
} from '../../../tools/harness/talkoverNode';
import {
	retryKilledWorkflow,
	retryWorkflow,
	runWorkflow,
	startWorkflow,
} from '../../../tools/harness/workflow';
import { SEED } from '../../../tools/simulator/state';
import { ANA, BEN, MINUTE, SECOND, endsOf, useOnePerson } from '../../support/calls/onePerson';
import { chosen } from '../../support/n8n/parameterValues';
import { fromAi } from '../../support/n8n/tool';

const { time, talkover, callerOf, params, run, make, add, sent, dialed, ended, losesResponse } =
	useOnePerson();

test('a scheduled call is not hidden by a later addition to a campaign that was dialed', async () => {
	expect(await make({ delaySeconds: 3600 })).toBe('placed');
	time.move(5 * MINUTE);
	expect(await add({ allowDuplicates: true })).toBe('placed');
	time.move(3 * MINUTE);
	dialed();
	time.move(10 * MINUTE);
	expect(await make()).toContain('duplicate');
});

test('an unknown outcome that was followed by Send Again does not block after a list has shown the later call', async () => {
	talkover().fail({ operationId: 'makeCall', times: 1, fault: { kind: 'resetBefore' } });
	await make();
	time.move(10 * MINUTE);
	expect(await make({ resendUnknown: true })).toBe('placed');
	ended();
	time.move(2 * MINUTE);
	// Somebody reads the list, which shows the call.
	await run({}, { maxCallsPerContact: { limit: {} } }, [BEN]);
	// So the later call is forgotten before the unknown outcome.
	time.move(20 * MINUTE);
	await run({}, {}, ['+12125001005']);
	expect(await make()).toBe('placed');
});

/**
 * An execution whose response is lost, and that can't read the list to find its call.
 *
 * @returns its retry, for which the list can be read
 */
async function failedExecution(options: INodeParameters = {}) {
	losesResponse();
	let isBroken = true;
	talkover().fail({
		operationId: 'listAgentCalls',
		fault: { kind: 'answer', status: 500, body: {} },
		when: () => isBroken,
	});
	const runWith = (more: INodeParameters) =>
		talkoverRun(talkover(), params({}, { ...options, ...more }), { items: [{ phone: ANA }] });
	const failed = await runWorkflow(runWith({}));
	expect(failed.status).toBe('error');
	isBroken = false;
	return async (more: INodeParameters = {}) => endsOf(await retryWorkflow(runWith(more), failed));
}

test('a retry two hours later does not make a scheduled call seem pending', async () => {
	const retry = await failedExecution({ delaySeconds: 3600 });
	time.move(120 * MINUTE);
	ended();
	expect(await retry()).toEqual(['placed']);
	expect(sent()).toHaveLength(1);
	time.move(2 * MINUTE);
	expect(await make()).toBe('placed');
});

test.each<[string, () => Promise<string[]>, INodeParameters]>([
	['Make', async () => run({}), {}],
	['Make, if the retry has Send Again,', async () => run({}), { resendUnknown: true }],
	['Check', async () => run({ operation: 'check' }, { agentId: callerOf() }), {}],
])(
	'a call that another execution of %s has found is found by the retry of its own one as well',
	async (_which, other, more) => {
		const retry = await failedExecution();
		time.move(10 * SECOND);
		await other();
		ended();
		time.move(5 * MINUTE);
		expect(await retry(more)).toEqual(['placed']);
		expect(sent()).toHaveLength(1);
	},
);

test('Send Again does not call the same number for two items of one run', async () => {
	talkover().fail({ operationId: 'makeCall', times: 1, fault: { kind: 'resetAfter' } });
	await run({}, { resendUnknown: true }, [ANA, ANA], { onError: 'continueRegularOutput' });
	expect(sent()).toHaveLength(1);
});

describe('an AI agent whose model fails after its tool has called', () => {
	/** It fails in its first attempt. */
	function failingAgent(): INodeType {
		const usual = nodeTypes().getByNameAndVersion('test.agent');
		let isFirst = true;
		return {
			...usual,
			async execute(this: IExecuteFunctions) {
				const output = await usual.execute?.call(this);
				const fails = isFirst;
				isFirst = false;
				if (fails) throw new Error('The model is overloaded');
				return output ?? [];
			},
		};
	}
	const runOf = (options: INodeParameters, settings: object) => ({
		workflow: {
			nodes: [
				{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
				{ name: 'Agent', type: 'test.agent', ...settings },
				{
					...{ name: 'Talkover', type: 'n8n-nodes-talkover.talkoverTool' },
					parameters: { ...params({}, options), phone: fromAi('phone') },
				},
			],
			connections: {
				Trigger: { main: [[{ node: 'Agent', type: 'main' as const, index: 0 }]] },
				Talkover: { ai_tool: [[{ node: 'Agent', type: 'ai_tool' as const, index: 0 }]] },
			},
		},
		credential: credentialFor(talkover()),
		items: [{ phone: ANA }],
		types: { 'test.agent': failingAgent() },
	});

	test.each([
		['with a delay', { delaySeconds: 600 }],
		['without one', {}],
	])('rings once if n8n retries it, %s', async (_what, options) => {
		await runWorkflow(runOf(options, { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 }));
		expect(sent()).toHaveLength(1);
	});

	test('rings once if its execution is retried by hand a few seconds later', async () => {
		const options = runOf({ delaySeconds: 600 }, {});
		const failed = await runWorkflow(options);
		expect(failed.status).toBe('error');
		time.move(10 * SECOND);
		await retryWorkflow(options, failed);
		expect(sent()).toHaveLength(1);
	});
});

describe('an execution that is retried again after its retry has failed', () => {
	const CARL = '+12125001002';
	const runWith = (options: INodeParameters, ...phones: readonly string[]) =>
		talkoverRun(
			talkover(),
			{ ...params({}, options), phone: '={{ $json.phone }}' },
			{ credential: ONE_AT_ONCE, items: phones.map((phone) => ({ phone })) },
		);
	const runOf = (...phones: readonly string[]) => runWith({}, ...phones);
	const reject = (phone: string) => {
		const fault = { kind: 'answer', status: 422, body: { message: 'No.' } } as const;
		talkover().fail({ operationId: 'makeCall', phone, times: 1, fault });
	};
	const callsTo = (phone: string) =>
		sent().filter(({ body, status }) => (body as IDataObject).to === phone && status === 200)
			.length;

	test('calls nobody again whom the retry has called', async () => {
		reject(BEN);
		reject(CARL);
		const failed = await runWorkflow(runOf(ANA, BEN, CARL));
		time.move(5 * MINUTE);
		await retryWorkflow(runOf(ANA, BEN, CARL), failed);
		ended();
		time.move(10 * MINUTE);

		await retryWorkflow(runOf(ANA, BEN, CARL), failed);

		expect([ANA, BEN, CARL].map(callsTo)).toEqual([1, 1, 1]);
	});

	test.each([
		['the same process', () => undefined],
		['another process', resetModuleState],
	])('calls nobody again whom the retry has called with Send Again, in %s', async (_, between) => {
		talkover().fail({
			operationId: 'makeCall',
			phone: BEN,
			fault: { kind: 'resetBefore' },
			times: 1,
		});
		const failed = await runWorkflow(runOf(ANA, BEN, CARL));
		expect(failed.error?.message).toContain('Outcome unknown');
		const again = runWith({ resendUnknown: true }, ANA, BEN, CARL);
		reject(CARL);
		time.move(5 * MINUTE);
		between();
		await retryWorkflow(again, failed);
		ended();
		time.move(10 * MINUTE);
		between();

		await retryWorkflow(again, failed);

		expect([ANA, BEN, CARL].map(callsTo)).toEqual([1, 1, 1]);
	});

	test('calls nobody again whom the retry has called after n8n was killed', async () => {
		const establishedAt = time.now();
		time.move(5 * MINUTE);
		reject(CARL);
		await retryKilledWorkflow(runOf(BEN, CARL), establishedAt);
		ended();
		time.move(10 * MINUTE);

		const runtimeData = { version: 1, establishedAt, source: 'trigger' } as const;
		await (
			await startWorkflow(runOf(BEN, CARL), { runtimeData })
		).result;

		expect([BEN, CARL].map(callsTo)).toEqual([1, 1]);
	});
});

test('a retry with Send Again updates an agent that somebody has created meanwhile', async () => {
	const agent = { resource: 'agent', operation: 'upsert', name: 'Front Desk' };
	const runOf = (more: INodeParameters) =>
		talkoverRun(talkover(), { ...agent, direction: 'inbound', description: 'Answers', ...more });
	talkover().fail({ operationId: 'createAgent', times: 1, fault: { kind: 'resetBefore' } });
	const failed = await runWorkflow(runOf({}));
	expect(failed.error?.message).toContain('Outcome unknown');
	time.move(5 * MINUTE);
	resetModuleState();
	await runWorkflow(runOf({ description: 'Of somebody else' }));
	resetModuleState();
	time.move(5 * MINUTE);

	const retried = await retryWorkflow(runOf({ options: { resendUnknown: true } }), failed);

	expect(jsonOf(retried)).toMatchObject([{ created: false, changed: ['knowledge'] }]);
});

describe('Retry On Fail that finds what its first attempt has created', () => {
	/** The response is lost, and the list can be read only by the second attempt. */
	function losesResponseAndList(operationId: string, list: string): void {
		const later = () => {
			time.move(3 * SECOND);
			return true;
		};
		talkover().fail({ operationId, times: 1, fault: { kind: 'resetAfter' }, when: later });
		let lists = 0;
		talkover().fail({
			operationId: list,
			fault: { kind: 'answer', status: 403, body: {} },
			when: () => sent(operationId).length > 0 && ++lists <= 2,
		});
	}
	const retrying = async (parameters: INodeParameters) => {
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		return endsOf(
			await runWorkflow(talkoverRun(talkover(), { ...parameters, phone: ANA }, { settings })),
		);
	};

	test('knows that the contact waits in a campaign', async () => {
		losesResponseAndList('makeCampaignCall', 'getCampaign');
		const campaignId = chosen(SEED.activeCampaignId);
		const parameters = { resource: 'call', operation: 'makeForCampaign', campaignId };
		expect(await retrying(parameters)).toEqual(['placed']);
		time.move(5 * MINUTE);

		expect(await make()).toContain('duplicate');
	});

	test('knows when a call is dialed that Calling Hours has delayed', async () => {
		losesResponseAndList('makeCall', 'listAgentCalls');
		const hours = { from: '15:30', to: '21:00', timeZone: 'UTC', outside: 'delay' };
		expect(await retrying(params({}, { callingHours: { hours } }))).toEqual(['placed']);
		time.move(5 * MINUTE);

		expect(await make()).toContain('duplicate');
		expect(sent()).toHaveLength(1);
	});
});

test('a delayed call that n8n may have made after a Wait, and before it was killed, is not made again', async () => {
	const { getByNameAndVersion } = nodeTypes();
	let isStored = false;
	/** Stands for the Wait node at which n8n stores the execution. */
	const wait: INodeType = {
		...getByNameAndVersion('n8n-nodes-base.noOp'),
		async execute(this: IExecuteFunctions) {
			if (!isStored) throw new Error('Stored here');
			return Promise.resolve([this.getInputData()]);
		},
	};
	const type = 'n8n-nodes-talkover.talkover';
	const delayed = params({ phone: ANA }, { delaySeconds: 600 });
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const options = {
		workflow: {
			nodes: [
				{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
				{ name: 'First', type, parameters: params({ phone: BEN }) },
				{ name: 'Wait', type: 'test.wait' },
				{ name: 'Talkover', type, parameters: delayed },
			],
			connections: { Trigger: to('First'), First: to('Wait'), Wait: to('Talkover') },
		},
		credential: credentialFor(talkover()),
		types: { 'test.wait': wait },
	};
	const stored = await runWorkflow(options);
	isStored = true;
	time.move(60 * MINUTE);
	talkover().state.listLagMs = 60 * MINUTE;
	await runWorkflow(talkoverRun(talkover(), delayed));
	resetModuleState();
	time.move(10 * SECOND);

	const retried = await retryWorkflow(options, stored);

	expect(retried.error?.message).toContain('Nothing was sent');
	expect(sent()).toHaveLength(2);
});
