import type { CredentialReference } from '../../../tools/playground/setup';
import type { NodeJson } from '../../../tools/playground/workflows';
import { execute, executionsOf } from '../../../tools/playground/workflows';
import type { World } from '../../../tools/playground/world';
import { SEED } from '../../../tools/simulator/state';
import { phones } from '../../support/realN8n/calls';
import type { EditorPage } from '../support/editorPage';
import { expect } from '../support/fixtures';
import { test as base, modelNode } from '../support/modelFixtures';
import type { ScriptedModel } from '../support/scriptedModel';
import { callRequests } from '../support/simulatedCalls';

interface Fixtures {
	/** Stores a workflow with an AI agent that has the model and a Talkover node as its tool, and returns its ID. */
	readonly storeAgent: (tool: object, agentVersion?: number) => Promise<string>;
}

const test = base.extend<Fixtures>({
	storeAgent: async ({ editor, modelCredential }, use) => {
		await use(async (tool, version) => saveAgent(editor, modelCredential, tool, version));
	},
});

const START = 'Start';

/** The version of the AI Agent node that runs its tools itself, and the one whose tools n8n's engine runs. */
const AGENT_VERSIONS = [2.2, 3.1];

async function saveAgent(
	editor: EditorPage,
	credential: CredentialReference,
	tool: object,
	typeVersion = 3.1,
): Promise<string> {
	const start: NodeJson = { name: START, type: 'n8n-nodes-base.manualTrigger' };
	const agent: NodeJson = {
		name: 'AI Agent',
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion,
		parameters: { promptType: 'define', text: 'Call Ana about her deal.' },
	};
	const talkover: NodeJson = {
		name: 'Call Customer',
		type: 'n8n-nodes-talkover.talkoverTool',
		parameters: tool,
	};
	return editor.save([start, agent], 'AI agent', [
		{ node: modelNode(credential), as: 'ai_languageModel', of: 'AI Agent' },
		{ node: talkover, as: 'ai_tool', of: 'AI Agent' },
	]);
}

/** Executes a workflow to its end without the editor, which takes seconds to load. Fails if the execution fails. */
async function executeToEnd(world: World, workflowId: string): Promise<void> {
	const id = await execute(world, workflowId, START);
	const status = async () =>
		(await executionsOf(world, workflowId)).find((execution) => execution.id === id)?.status;
	await expect.poll(status, `execution ${id}`).toMatch(/^(?:success|error|crashed)$/);
	expect(await status()).toBe('success');
}

/** The expression that the button next to a parameter writes. */
const leftToModel = (key: string, description = '') =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, 'string') }}`;

const AGENT = { __rl: true, mode: 'id', value: SEED.salesAgentId };
const MAKE = {
	resource: 'call',
	operation: 'make',
	agentId: AGENT,
	phone: leftToModel('Phone', "Ana's number with country code"),
	contextFields: { context: [{ name: 'deal', value: leftToModel('context0_Value', 'The deal') }] },
};
const ANA = { Phone: '+1 (212) 500-9999', context0_Value: 'The "Big" Deal' };
const ANAS_NUMBER = '+12125009999';
const DONE = { say: 'I have called Ana.' };

/** The items that the tool returned to the model, by use. */
function itemsIn(model: ScriptedModel): unknown[] {
	return model.answers().map((answer) => JSON.parse(answer) as unknown);
}

for (const version of AGENT_VERSIONS) {
	test(`AI Agent ${version}: a model reads that a phone rings and why a number is invalid, and calls a person once however often it repeats itself`, async ({
		world,
		simulator,
		model,
		storeAgent,
	}) => {
		model.play(
			{ use: [{ ...ANA, Phone: 'his mobile' }] },
			{ use: [ANA, ANA] },
			{ use: [ANA] },
			DONE,
		);

		await executeToEnd(world, await storeAgent(MAKE, version));

		const [tool, ...others] = model.tools();
		expect([tool?.name, others]).toEqual(['Call_Customer', []]);
		expect(tool?.description).toContain('A real phone rings, and credits are used');
		expect(tool?.parameters.properties).toEqual({
			Phone: { type: 'string', description: "Ana's number with country code" },
			context0_Value: { type: 'string', description: 'The deal' },
		});
		expect(callRequests(simulator)).toEqual([
			expect.objectContaining({ to: ANAS_NUMBER, context: { deal: 'The "Big" Deal' } }),
		]);
		const reason = `The phone number "his mobile" contains characters that aren't part of a phone number: it must look like +12125550123`;
		const [{ id } = {}] = simulator.state.calls.filter(({ to }) => to === ANAS_NUMBER);
		const call = [expect.objectContaining({ id, to: ANAS_NUMBER, status: 'initiated' })];
		const rejection = [expect.objectContaining({ message: reason })];
		expect(itemsIn(model)).toEqual([rejection, call, call, call]);
		expect(model.left).toBe(0);
	});
}

test("a model's retry calls nobody twice", async ({ world, simulator, model, storeAgent }) => {
	simulator.fail({ operationId: 'makeCall', fault: { kind: 'resetBefore' }, times: 1 });
	model.play({ use: [ANA] }, { use: [ANA] }, { say: 'I am not sure.' });

	const rules = { skipIfActive: false };
	await executeToEnd(world, await storeAgent({ ...MAKE, rules }));

	expect(callRequests(simulator)).toHaveLength(1);
	const problem = (text: string) => {
		const description: unknown = expect.stringContaining(text);
		return [expect.objectContaining({ error: expect.objectContaining({ description }) })];
	};
	expect(itemsIn(model)).toEqual([
		[
			expect.objectContaining({
				message: expect.stringContaining(
					`Outcome unknown: the call to ${ANAS_NUMBER} may have been made`,
				),
			}),
		],
		problem(`If the call to ${ANAS_NUMBER} isn't there, turn on`),
	]);
});

test('a model reaches the limit of calls', async ({ world, simulator, model, storeAgent }) => {
	const all = phones(12).map((Phone) => ({ ...ANA, Phone }));
	model.play({ use: all.slice(0, 6) }, { use: all.slice(6) }, DONE);

	await executeToEnd(world, await storeAgent(MAKE));

	expect(callRequests(simulator)).toHaveLength(10);
	const limit = expect.stringContaining("the maximum of 'Max Calls per Hour'") as unknown;
	const skipped = [expect.objectContaining({ outcome: 'skipped', message: limit })];
	expect(itemsIn(model).slice(10)).toEqual([skipped, skipped]);
});

test('the model provides number and context', async ({ editor, simulator, model, storeAgent }) => {
	const contextFields = { context: [{ name: 'deal', value: '' }] };
	model.play({ use: [ANA] }, DONE);
	await editor.open(await storeAgent({ ...MAKE, phone: '', contextFields }));
	await editor.node('Call Customer').dblclick();

	for (const name of ['phone', 'value']) {
		const input = editor.parameter(name);
		await input.hover();
		await input.getByTestId('from-ai-override-button').click();
		await expect(input.getByTestId('from-ai-override-button')).toBeHidden();
	}
	await editor.page.keyboard.press('Escape');
	await editor.executeWorkflow();
	await editor.succeeded();

	expect(Object.keys(model.tools()[0]?.parameters.properties ?? {})).toEqual(Object.keys(ANA));
	expect(callRequests(simulator)).toEqual([
		expect.objectContaining({ to: ANAS_NUMBER, context: { deal: 'The "Big" Deal' } }),
	]);
});
