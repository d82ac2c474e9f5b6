import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { callTool, fromAi } from '../support/n8n/tool';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const agentId = chosen(fromAi('agent'));
const LOOK_UP = { resource: 'call', operation: 'getActive', agentId, phone: fromAi('phone') };

test('an AI agent gets the response of an operation', async () => {
	const asked = { agent: SEED.salesAgentId, phone: '+1 (212) 555-0123' };
	const outcome = await callTool(talkover(), LOOK_UP, asked);

	expect(JSON.parse(String(outcome.json.answer))).toMatchObject([
		{ active: true, count: 1, calls: [expect.objectContaining({ id: 'call-uuid-1' })] },
	]);
});

const names = { name: fromAi('name'), language: fromAi('language') };
const CREATE = { resource: 'agent', operation: 'create', ...names };

/** The items that the tool returned, as the model reads them. */
function answerIn({ json, error }: Awaited<ReturnType<typeof callTool>>): unknown {
	expect(error).toBeUndefined();
	return JSON.parse(String(json.answer));
}

test('an AI agent gets all its mistakes in one response', async () => {
	const outcome = await callTool(talkover(), CREATE, { name: ' ', language: ' ' });

	expect(answerIn(outcome)).toMatchObject([
		{
			message: "Invalid input – check 'Name', 'Language'",
			error: {
				kind: 'invalid',
				description: 'Name: is required\nLanguage: is required\nNothing was sent for this item',
			},
		},
	]);
	expect(talkover().requests).toEqual([]);
});

const UNCLEAR = { agent: SEED.salesAgentId, phone: 'his mobile' };
const EXPLANATION = `Phone: "his mobile" contains characters that aren't part of a phone number: it must look like +12125550123`;

test("an AI agent gets Talkover's reasons for rejecting a request, and what to do", async () => {
	const errors = { name: ['The name is taken.'], language: ['The language is unknown.'] };
	const body = { success: false, message: 'The given data was invalid.', errors };
	talkover().answer(422, body, 'createAgent');

	const outcome = await callTool(talkover(), CREATE, { name: 'Ana', language: 'pt-BR' });

	expect(answerIn(outcome)).toMatchObject([
		{
			message: expect.stringContaining("check 'Name', 'Language'"),
			error: {
				statusCode: 422,
				description: expect.stringContaining(
					'Name: The name is taken.\nLanguage: The language is unknown.',
				),
			},
		},
	]);
});

test.each<[string, object]>([
	['On Error: Stop Workflow', { onError: 'stopWorkflow' }],
	['Retry On Fail', { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 }],
])('a tool with %s throws its errors, because n8n requires that', async (_name, settings) => {
	const { error } = await callTool(talkover(), LOOK_UP, UNCLEAR, settings);

	expect(error?.message).toContain(EXPLANATION);
});
