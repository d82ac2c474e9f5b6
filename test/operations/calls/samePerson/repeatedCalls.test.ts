import type { IDataObject, IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';

import type { RequestSettings } from '../../../../tools/harness/talkoverNode';
import { ONE_AT_ONCE, credentialFor, runTalkover } from '../../../../tools/harness/talkoverNode';
import { nodeTypes } from '../../../../tools/harness/nodeTypes';
import { retryWorkflow, runWorkflow } from '../../../../tools/harness/workflow';
import { SEED } from '../../../../tools/simulator/state';
import { chosen } from '../../../support/n8n/parameterValues';
import { ANA, BEN, MINUTE, SECOND, endsOf, useOnePerson } from '../../../support/calls/onePerson';
import { fromAi } from '../../../support/n8n/tool';
import { inPanel } from '../../../support/calls/inPanel';

const { time, talkover } = useOnePerson();

const params = (more: INodeParameters, options: INodeParameters = {}): INodeParameters => ({
	...{ resource: 'call', operation: 'make', phone: '={{ $json.phone }}' },
	agentId: chosen(SEED.salesAgentId),
	...inPanel({ skipIfActive: false, ...options }),
	...more,
});
const make = async (
	options: INodeParameters = {},
	phones = [ANA],
	more: INodeParameters = {},
	credential: RequestSettings = {},
) =>
	endsOf(
		await runTalkover(talkover(), params(more, options), {
			credential,
			items: phones.map((phone) => ({ phone })),
		}),
	);
const CAP = { maxCallsPerContact: { limit: {} } };

test('a list that takes long to be read does not hide a call from the cap', async () => {
	const { calls } = talkover().state;
	for (let index = 0; index < 150; index += 1) {
		calls.push({
			...{ id: `old-${index}`, agent_id: SEED.salesAgentId, status: 'completed' },
			...{ to: `+1215500${1000 + index}` },
			created_at: new Date(time.now() - (index + 60) * MINUTE).toISOString(),
		});
	}
	let begin: () => void = () => undefined;
	const begun = new Promise<void>((resolve) => {
		begin = resolve;
	});
	const meanwhile = (async () => {
		await begun;
		time.move(1 * SECOND);
		expect(await make()).toEqual(['placed']);
		// The call ends, and another execution sees it in the list.
		for (const each of calls) each.status = 'completed';
		time.move(1 * SECOND);
		const ofAll = { maxCallsPerContact: { limit: { countedCalls: 'all' } } };
		const other = { agentId: chosen(SEED.supportAgentId) };
		expect(await make(ofAll, [ANA], other)).toEqual([expect.stringContaining('calledRecently')]);
		time.move(60 * SECOND);
	})();
	talkover().fail({
		...{ operationId: 'listAgentCalls', times: 1 },
		fault: { kind: 'wait', until: meanwhile },
		when: ({ url }) => {
			const isSecond = url.includes('page=2');
			if (isSecond) begin();
			return isSecond;
		},
	});

	await make(CAP, [BEN, ANA], {}, ONE_AT_ONCE);
	await meanwhile;

	const dialed = talkover().requests.filter(
		({ operationId, body }) => operationId === 'makeCall' && (body as IDataObject).to === ANA,
	);
	expect(dialed).toHaveLength(1);
});

describe('tools', () => {
	const TOOL: INodeParameters = {
		...{ resource: 'call', operation: 'make', agentId: chosen(SEED.salesAgentId) },
		phone: fromAi('phone'),
	};

	/** An AI agent that uses its tool, and fails in its first attempt after that, like after an error of its model. */
	function failingAgent(times: number): INodeType {
		const usual = nodeTypes().getByNameAndVersion('test.agent');
		let left = times;
		return {
			...usual,
			async execute(this: IExecuteFunctions) {
				const output = await usual.execute?.call(this);
				left -= 1;
				if (left >= 0) throw new Error('The model is overloaded');
				return output ?? [];
			},
		};
	}
	const workflow = (options: INodeParameters, settings: object) => ({
		nodes: [
			{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
			{ name: 'Agent', type: 'test.agent', ...settings },
			{
				...{ name: 'Talkover', type: 'n8n-nodes-talkover.talkoverTool' },
				parameters: { ...TOOL, options },
			},
		],
		connections: {
			Trigger: { main: [[{ node: 'Agent', type: 'main' as const, index: 0 }]] },
			Talkover: { ai_tool: [[{ node: 'Agent', type: 'ai_tool' as const, index: 0 }]] },
		},
	});

	test.each([
		['with a delay', { delaySeconds: 600 }],
		['if the call is not looked for', { skipIfActive: false }],
	])('an AI agent that is retried because its model failed rings once, %s', async (_, options) => {
		// A call with a delay isn't active before it's dialed.
		talkover().answer(404, { success: false, message: 'No active call' }, 'getActiveCall');
		await runWorkflow({
			workflow: workflow(options, { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 }),
			credential: credentialFor(talkover()),
			items: [{ phone: ANA }],
			types: { 'test.agent': failingAgent(1) },
		});
		const sent = talkover().requests.filter(({ operationId }) => operationId === 'makeCall');
		expect(sent).toHaveLength(1);
	});

	test('the execution of an AI agent whose model failed is retried by hand a few seconds later', async () => {
		const options = {
			workflow: workflow({ delaySeconds: 600 }, {}),
			credential: credentialFor(talkover()),
			items: [{ phone: ANA }],
			types: { 'test.agent': failingAgent(1) },
		};
		talkover().answer(404, { success: false, message: 'No active call' }, 'getActiveCall');
		const failed = await runWorkflow(options);
		expect(failed.status).toBe('error');
		time.move(10 * SECOND);
		await retryWorkflow(options, failed);
		const sent = talkover().requests.filter(({ operationId }) => operationId === 'makeCall');
		expect(sent).toHaveLength(1);
	});
});

test('Send Again does not call the same number for two items of one run', async () => {
	talkover().fail({ operationId: 'makeCall', times: 1, fault: { kind: 'resetAfter' } });
	await runTalkover(talkover(), params({}, { resendUnknown: true }), {
		items: [{ phone: ANA }, { phone: ANA }],
		settings: { onError: 'continueRegularOutput' },
	});
	const sent = talkover().requests.filter(({ operationId }) => operationId === 'makeCall');
	expect(sent).toHaveLength(1);
});
