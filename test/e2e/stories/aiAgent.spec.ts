import type { EditorPage } from '../support/editorPage';
import { expect } from '../support/fixtures';
import { test } from '../support/modelFixtures';
import { callTo } from '../support/simulatedCalls';

const AGENT = 'AI Agent';

/** Adds an AI agent, behind a chat that n8n adds, with a model and the tool that calls. */
async function addAgent(editor: EditorPage, credential: string): Promise<void> {
	const { canvas } = editor;
	await canvas.addTrigger(AGENT);
	await editor.dismiss();

	await canvas.addBelow(AGENT, 'Chat Model', 'OpenAI Chat Model');
	await expect(editor.credential).toHaveValue(credential);
	await editor.parameter('responsesApiEnabled').locator('.el-switch').click();
	await editor.dismiss();

	await canvas.addBelow(AGENT, 'Tool', 'Talkover Tool');
	await editor.chooseListed('agentId', 'Sales');
	await editor.chooseListed('defaultCountry', 'Brazil');
	await editor.close('"cachedResultName":"Brazil"');
}

test('an AI agent calls the person named in the chat and replies with the result', async ({
	editor,
	simulator,
	model,
	modelCredential,
}) => {
	const reply = 'Maria atendeu, e a conversa durou um minuto e meio.';
	model.play({ use: [{ Phone: '11 91234-5678' }] }, { say: reply });
	await editor.canvas.openEmpty();
	await addAgent(editor, modelCredential.name);

	await editor.page.getByTestId('workflow-chat-button').click();
	const message = editor.page.getByTestId('chat-input');
	await message.fill('Ligue para a Maria, 11 91234-5678, e me diga o resultado.');
	await message.press('Enter');
	await simulator.play(await callTo(simulator, '+5511912345678'), 'completed', 90);
	await expect(editor.page.getByTestId('canvas-chat-body')).toContainText(reply);

	expect(model.messages('user')).toEqual([expect.stringContaining('Ligue para a Maria')]);
	expect(model.tools()[0]).toMatchObject({
		description: expect.stringMatching(/returns how it ended\. A real phone rings/),
		parameters: { properties: { Phone: { description: expect.stringContaining('e.g. +1') } } },
	});
	const said = 'Somebody or something answered, and the call has ended after 90 seconds';
	expect(model.answers()).toEqual([expect.stringContaining(said)]);
});
