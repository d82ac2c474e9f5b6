import { randomUUID } from 'node:crypto';

import { SEED } from '../../../tools/simulator/state';
import { expect } from '../support/fixtures';
import { modelNode, test } from '../support/modelFixtures';
import { calledNumbers } from '../support/simulatedCalls';

const AGENT = 'AI Agent';
const REVIEW = 'Ask Me';
const TOOL = 'Call Customer';
const PHONE = '+12125009999';

test('n8n asks a person before the tool calls: nobody if denied, and one person if approved', async ({
	editor,
	simulator,
	model,
	modelCredential,
}) => {
	const chat = {
		name: 'Chat',
		type: '@n8n/n8n-nodes-langchain.chatTrigger',
		typeVersion: 1.4,
		webhookId: randomUUID(),
		parameters: { options: { responseMode: 'responseNodes' } },
	};
	const agent = { name: AGENT, type: '@n8n/n8n-nodes-langchain.agent', typeVersion: 3.1 };
	const review = {
		name: REVIEW,
		type: '@n8n/n8n-nodes-langchain.chatHitlTool',
		typeVersion: 1.3,
		webhookId: randomUUID(),
		parameters: {
			message: '=Call {{ $tool.parameters.Phone }}?',
			approvalOptions: { values: { approvalType: 'double' } },
		},
	};
	const parameters = {
		...{ resource: 'call', operation: 'make' },
		agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
		phone: "={{ $fromAI('Phone', '', 'string') }}",
	};
	const tool = { name: TOOL, type: 'n8n-nodes-talkover.talkoverTool', parameters };
	const reply = {
		name: 'Reply',
		type: '@n8n/n8n-nodes-langchain.chat',
		typeVersion: 1.3,
		parameters: { message: '={{ $json.output }}' },
	};
	const workflow = await editor.save([chat, agent, reply], 'Human review', [
		{ node: modelNode(modelCredential), as: 'ai_languageModel', of: AGENT },
		{ node: review, as: 'ai_tool', of: AGENT },
		{ node: tool, as: 'ai_tool', of: REVIEW },
	]);
	await editor.open(workflow);
	await editor.canvas.tidyUp();
	await editor.pictureOfCanvas('human-review');
	const { page } = editor;
	// n8n ignores answers of programs, which follow links to preview them, and takes a browser without a window for one.
	await page.route('**/webhook-waiting/**', async (route) => {
		const headers = route.request().headers();
		const agent = headers['user-agent']?.replace('Headless', '') ?? '';
		await route.continue({ headers: { ...headers, 'user-agent': agent } });
	});
	await page.getByTestId('workflow-chat-button').click();
	const body = page.getByTestId('canvas-chat-body');
	/** Asks for a call, and decides once n8n asks whether the tool may make it. */
	const decide = async (button: 'Approve' | 'Decline', said: string) => {
		model.play({ use: [{ toolParameters: { Phone: PHONE } }] }, { say: said });
		const questions = body.getByText(`Call ${PHONE}?`);
		const before = await questions.count();
		await page.getByTestId('chat-input').fill('Call Ana about her deal.');
		await body.locator('.chat-input-send-button').click();
		await expect(questions).toHaveCount(before + 1);
		await body.getByText(button, { exact: true }).last().click();
		await expect(body).toContainText(said);
	};

	await decide('Decline', 'You said no.');
	expect(model.answers()).toEqual([expect.stringContaining('User rejected the tool call')]);
	expect(calledNumbers(simulator)).toEqual([]);

	await decide('Approve', 'I have called Ana.');
	expect(model.answers()).toEqual([expect.stringContaining('"placed":true')]);
	expect(calledNumbers(simulator)).toEqual([PHONE]);
});
