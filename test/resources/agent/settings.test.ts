import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { answerOnce } from '../../support/servers/pagedServer';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const run = (operation: string, parameters: INodeParameters) =>
	runTalkover(talkover(), { resource: 'agent', operation, ...parameters });

const sent = () => talkover().requests.map(({ operationId }) => operationId);

test('an agent is created with its voice, and is ready to be published', async () => {
	const voiceTemplateId = chosen(SEED.voiceTemplateId);
	const agent = { name: 'Ana', description: 'Sells books', voiceTemplateId };

	const [created] = jsonOf(await run('create', agent));

	expect(sent()).toEqual(['createAgent', 'updateAgentVoice']);
	expect(talkover().requests[1]?.body).toEqual({
		voice_id: SEED.voiceTemplateId,
		who_speaks_first: 'agent',
	});
	expect(created).toMatchObject({ name: 'Ana', is_ready_to_publish: true });
});

test('an agent whose voice is rejected is reported with its ID', async () => {
	const failed = shownError(
		await run('create', { name: 'Ana', voiceTemplateId: chosen('no-such-voice') }),
	);

	const id = String(talkover().state.agents.at(-1)?.id);
	expect(failed.message).toContain('HTTP 404');
	expect(failed.lines.join()).toContain(
		`The agent was created (ID ${id}); only its voice wasn't set`,
	);
});

const KNOWLEDGE = {
	agentId: chosen(SEED.supportAgentId),
	description: 'Reminds people of appointments',
	updateFields: { interruptSensitivity: 'low' },
};

test('Update Knowledge sends the current value of every setting that nobody entered', async () => {
	const agent = talkover().state.agents.find(({ id }) => id === SEED.supportAgentId);
	Object.assign(agent ?? {}, { initial_message_delay: 7, ask_if_human_present_on_idle: true });

	await run('updateKnowledge', KNOWLEDGE);

	expect(sent()).toEqual(['getAgent', 'updateAgentKnowledge']);
	expect(talkover().requests[1]?.body).toMatchObject({
		interrupt_sensitivity: 'low',
		initial_message_delay: 7,
		ask_if_human_present_on_idle: true,
	});
});

test('Update Knowledge changes nothing if Talkover does not return a setting that nobody entered', async () => {
	answerOnce(talkover(), { id: SEED.supportAgentId, initial_message_delay: 3 });

	const { message, lines } = shownError(await run('updateKnowledge', KNOWLEDGE));

	expect(message).toContain("'Ask If Human Present on Idle' of the agent");
	expect(lines.join()).toContain("Add 'Ask If Human Present on Idle' to 'Update Fields'");
	expect(sent()).toEqual(['getAgent']);
});
