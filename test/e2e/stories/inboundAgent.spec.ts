import type { EditorPage } from '../support/editorPage';
import { expect, test } from '../support/fixtures';

const CREATED = 'Create Agent';
const COLLEAGUE = '+5511912345678';
const OPENING_HOURS = 'A clínica abre de segunda a sexta, das 8h às 18h.';
const TRANSFERRING = 'Vou transferir você para um atendente.';

/** What the steps of the panel send: each one leads to the one below. */
const FLOW = {
	initial_node_id: 'step-1',
	nodes: [
		{ id: 'step-1', type: 'say', content: TRANSFERRING, next: 'step-2' },
		{ id: 'step-2', type: 'transfer', transfer_to: COLLEAGUE, next: 'step-3' },
		{ id: 'step-3', type: 'end' },
	],
};

/** Adds a node that does something with the new agent. */
async function addForAgent(
	editor: EditorPage,
	{ after, action, name }: { after: string; action: string; name: string },
): Promise<void> {
	await editor.canvas.add({ node: after }, 'Talkover', action);
	await editor.rename(name);
	if (after !== CREATED) await editor.unfoldInput(CREATED);
	const id = after === CREATED ? '$json.id' : `$('${CREATED}').item.json.id`;
	await editor.map(id, editor.picker('agentId'));
}

async function addAgent(editor: EditorPage): Promise<void> {
	await editor.canvas.addFirst('Talkover', 'Create an agent');
	await editor.rename(CREATED);
	await editor.type('name', 'Recepção');
	await editor.choose('language', 'Portuguese (Brazil)');
	await editor.type('description', 'Você atende os pacientes da clínica.');
	await editor.chooseListed('voiceTemplateId', 'Bianca (pt-BR, female, pro)');
	await editor.type('initialMessage', 'Olá, como posso ajudar?');
	await editor.choose('phoneNumberIds', '+1 234');
	await editor.page.keyboard.press('Escape');
	await editor.dismiss();
}

async function addTraining(editor: EditorPage): Promise<void> {
	const action = 'Create or update a training';
	await addForAgent(editor, { after: CREATED, action, name: 'Train' });
	await editor.type('subject', 'Horário');
	await editor.type('instructions', OPENING_HOURS);
	await editor.dismiss();
}

async function addTransfer(editor: EditorPage): Promise<void> {
	const action = 'Create or update an agent action';
	await addForAgent(editor, { after: 'Train', action, name: 'Transfer' });
	await editor.type('nodeId', 'atendente');
	await editor.type('name', 'Atendente');
	await editor.type('description', 'Transfere a ligação para um atendente.');
	await editor.choose('type', 'Transfer');
	await editor.type('transferTo', '+55 11 91234-5678');
	await editor.dismiss();
}

async function addFlow(editor: EditorPage): Promise<void> {
	const action = 'Update the flow of an agent';
	await addForAgent(editor, { after: 'Transfer', action, name: 'Flow' });
	const addStep = editor.page.getByText('Add Step');
	await addStep.click();
	await editor.type('content', TRANSFERRING);
	await addStep.click();
	await editor.choose('type', 'Transfer');
	await editor.type('transferTo', '+55 11 91234-5678');
	await addStep.click();
	await editor.choose('type', 'End the call');
	await editor.dismiss();
}

test('an inbound agent in Portuguese is built and published', async ({ editor, simulator }) => {
	await editor.canvas.openEmpty();
	await addAgent(editor);
	await addTraining(editor);
	await addTransfer(editor);
	await addFlow(editor);
	await addForAgent(editor, { after: 'Flow', action: 'Publish an agent', name: 'Publish' });
	await editor.close('"operation":"publish"');

	await editor.executeWorkflow();
	await editor.succeeded();

	const written = simulator.requests.filter(({ method }) => method !== 'GET');
	expect(written.map(({ operationId, body }) => [operationId, body])).toEqual([
		['createAgent', expect.objectContaining({ language: 'pt-BR', direction: 'inbound' })],
		['updateAgentVoice', expect.objectContaining({ voice_id: 'voice-template-uuid-2' })],
		['upsertTraining', { subject: 'Horário', instructions: OPENING_HOURS }],
		['upsertAction', expect.objectContaining({ type: 'transfer', transfer_to: COLLEAGUE })],
		['updateAgentFlow', { conversation_mode: 'flow_driven', flow_config: FLOW }],
		['publishAgent', undefined],
	]);
	expect(simulator.state.agents.at(-1)).toMatchObject({
		name: 'Recepção',
		current_status: 'published',
		phone_numbers: [{ number: '+1234567890' }],
	});
});
