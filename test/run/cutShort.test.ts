import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover, shownError } from '../../tools/harness/talkoverNode';
import { SEED } from '../../tools/simulator/state';
import { useSimulator } from '../support/servers/useSimulator';

/** Items with several requests, of which another item's failure cancels the rest. */
const talkover = useSimulator();

const support = () => talkover().state.agents.find(({ id }) => id === SEED.supportAgentId);

/** Rejects the creation of the second agent, and lets a request of the first one continue once the run has ended. */
async function endedMeanwhile(
	held: { operationId: string; name?: string },
	status: number,
	run: () => ReturnType<typeof runTalkover>,
) {
	const { operationId, name } = held;
	const isOf = (wanted?: string) => (request: { body?: unknown }) =>
		wanted === undefined || (request.body as IDataObject).name === wanted;
	const { abort } = AbortController.prototype;
	const ended = new Promise<void>((resolve) => {
		jest.spyOn(AbortController.prototype, 'abort').mockImplementation(function (
			this: AbortController,
			reason,
		) {
			abort.call(this, reason);
			if (talkover().requests.some((request) => request.status === status)) resolve();
		});
	});
	const release = talkover().hold({ operationId, times: 1, when: isOf(name) });
	talkover().fail({
		...{ operationId: 'createAgent', when: isOf('Second') },
		fault: { kind: 'answer', status, body: { message: 'No.' } },
	});
	const running = run();
	await ended;
	release();
	return running;
}

test('an error names the agent that is a draft because a failed item has cut its changes short', async () => {
	const { name, direction } = { ...support() };
	const parameters = {
		...{ resource: 'agent', operation: 'upsert', name: '={{ $json.name }}', direction },
		description: 'Answers questions about refunds',
		additionalFields: { llmTemperature: 0.5, conversationSpeed: 1.5 },
	} as INodeParameters;

	const result = await endedMeanwhile({ operationId: 'updateAgentKnowledge' }, 422, async () =>
		runTalkover(talkover(), parameters, { items: [{ name: String(name) }, { name: 'Second' }] }),
	);

	expect(support()?.current_status).toBe('draft');
	const { message, lines } = shownError(result);
	expect(message).toBe('Talkover rejected the request (HTTP 422) – No. [item 1]');
	expect(lines.at(-1)).toMatch(
		/^Item 0: The run ended before all changes .* was published before this change and takes no calls now/,
	);
});

test('the item of a new agent says that it was created when a rejected token has cut it short', async () => {
	const parameters = {
		...{ resource: 'agent', operation: 'create', name: '={{ $json.name }}' },
		voiceTemplateId: String(talkover().state.voiceTemplates[2]?.id),
	};

	const result = await endedMeanwhile(
		{ operationId: 'createAgent', name: 'First' },
		401,
		async () =>
			runTalkover(talkover(), parameters, {
				items: [{ name: 'First' }, { name: 'Second' }],
				settings: { onError: 'continueRegularOutput' },
			}),
	);

	const created = talkover().state.agents.find(({ name }) => name === 'First');
	const [item] = jsonOf(result);
	expect(item?.message).toBe('The run ended before the voice of the new agent was set');
	expect((item?.error as IDataObject).description).toContain(
		`The agent was created (ID ${String(created?.id)})`,
	);
});
