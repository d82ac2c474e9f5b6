import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../../nodes/Talkover/resources';
import { SET_BY } from '../../../nodes/Talkover/shared/agent/publishing';
import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const run = (operation: string, parameters: INodeParameters) =>
	runTalkover(talkover(), { resource: 'agent', operation, ...parameters });

/** The advice for an agent that Talkover rejects with this response. */
async function adviceFor(status: number, body: unknown): Promise<string> {
	talkover().fail({ operationId: 'publishAgent', fault: { kind: 'answer', status, body } });
	const { lines } = shownError(await run('publish', { agentId: chosen(SEED.draftAgentId) }));
	return lines.at(-1) ?? '';
}

const ADVICE = 'Add what is missing with these operations, then publish the agent again: ';
const GENERAL =
	'Agent: Update Knowledge (description), Agent: Update Voice (voice), Agent: Update Calling (direction and phone numbers)';

test('an agent with a description and a voice can be published', async () => {
	const description = 'Reminds people of appointments';
	const [created] = jsonOf(await run('create', { name: 'Ana', description }));
	const agentId = chosen(created?.id);

	const early = shownError(await run('publish', { agentId }));
	expect(early.message).toBe(
		'Talkover rejected the request (HTTP 422) – Voice: The voice field is required to publish.',
	);
	expect(early.lines).toEqual([`${ADVICE}Agent: Update Voice (Voice)`]);

	const voice = { voiceTemplateId: chosen(SEED.voiceTemplateId), whoSpeaksFirst: 'agent' };
	const [voiced] = jsonOf(await run('updateVoice', { agentId, ...voice }));
	expect(voiced).toMatchObject({ current_status: 'draft', is_ready_to_publish: true });
	const [published] = jsonOf(await run('publish', { agentId }));
	expect(published).toMatchObject({ current_status: 'published', is_ready_to_publish: true });
});

test.each([
	[
		{ errors: { description: ['Needed.'], initial_message: ['Needed.'], voice: ['Needed.'] } },
		'Agent: Update Knowledge (Description, Initial Message), Agent: Update Voice (Voice)',
	],
	[{ errors: { 'phone_numbers.0': ['Needed.'] } }, 'Agent: Update Calling (Phone Numbers)'],
	[{ errors: [{ field: 'flow', message: 'Needed.' }] }, 'Flow: Update (Flow)'],
	[
		{ errors: ['trainings', 'actions'] },
		'Training: Create or Update (Trainings), Agent Action: Create or Update (Actions)',
	],
	[{ message: 'No.', code: 'VOICE_REQUIRED' }, 'Agent: Update Voice'],
	[{ error: { code: 'MISSING_PHONE_NUMBER', message: 'No.' } }, 'Agent: Update Calling'],
	[{ errors: { constructor: ['Needed.'] } }, GENERAL],
	[{ message: 'The voice is missing.' }, GENERAL],
	[{ message: 'No.', code: 'INVOICE_MISSING' }, GENERAL],
	[{}, GENERAL],
])(
	'the message about %j lists the operations that set the missing fields',
	async (body, operations) => {
		expect(await adviceFor(422, body)).toBe(ADVICE + operations);
	},
);

test.each([400, 409, 200])(
	'the message about a rejection with status %i lists the operations',
	async (status) => {
		const body = { success: false, message: 'Not ready.' };

		expect(await adviceFor(status, body)).toBe(ADVICE + GENERAL);
	},
);

test.each([401, 402, 403, 404, 500])(
	'a failure with status %i has its own advice',
	async (status) => {
		expect(await adviceFor(status, { message: 'No.' })).not.toContain('Use these operations');
	},
);

test('the advice uses the names of operations in the panel', () => {
	const names = resources.flatMap(({ name, operations }) =>
		operations.map((operation) => `${name}: ${operation.name}`),
	);
	const inGeneral = GENERAL.split(/ \([^)]*\)(?:, |$)/).filter((name) => name !== '');

	expect(names).toEqual(expect.arrayContaining([...Object.values(SET_BY), ...inGeneral]));
	expect(inGeneral).toHaveLength(3);
});
