import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const UPDATE = {
	resource: 'agent',
	operation: 'updateCalling',
	agentId: { __rl: true, mode: 'list', value: SEED.draftAgentId },
};

const update = () =>
	runTalkover(talkover(), {
		...UPDATE,
		agentId: chosen(SEED.supportAgentId),
		direction: 'inbound',
	});
const answer = (operationId: string, body: object) => {
	talkover().answer(200, body, operationId);
};

test('no warning is given when the response contains the numbers', async () => {
	expect(jsonOf(await update())[0]).not.toHaveProperty('warning');
	expect(talkover().requests).toHaveLength(1);
});

test('a warning is given when the response contains no numbers', async () => {
	answer('updateAgentCalling', { data: { id: 'a', phone_numbers: [] } });

	const result = await update();

	expect(jsonOf(result)[0]).toMatchObject({
		warning: expect.stringMatching(/no phone numbers.*Select its numbers in 'Phone Number/),
	});
	expect(result.run.data.resultData.runData.Talkover?.[0]?.hints).toEqual([
		expect.objectContaining({ message: expect.stringContaining('no phone numbers') }),
	]);
	expect(talkover().requests).toHaveLength(1);
});

test.each([
	['warns', [], true],
	['says nothing', [{ id: 'phone-uuid-1' }], false],
])('%s when the agent has the numbers %j afterwards', async (_what, numbers, warns) => {
	answer('updateAgentCalling', { message: 'Updated' });
	answer('getAgent', { id: 'a', phone_numbers: numbers });

	const [json] = jsonOf(await update());

	expect(json).toMatchObject({ id: SEED.supportAgentId, success: true, message: 'Updated' });
	expect('warning' in (json ?? {})).toBe(warns);
});

test('no warning is given when the agent cannot be read', async () => {
	answer('updateAgentCalling', {});
	talkover().answer(403, {}, 'getAgent');

	expect(jsonOf(await update())).toEqual([{ id: SEED.supportAgentId, success: true }]);
});

describe('Keep Current preserves the direction', () => {
	const { resource, operation } = UPDATE;
	const item = (agent: string) => ({ agent });
	const update = (agents: readonly string[], more: INodeParameters = {}) =>
		runTalkover(
			talkover(),
			{
				resource,
				operation,
				agentId: chosen('={{ $json.agent }}'),
				phoneNumberIds: ['phone-uuid-3'],
				...more,
			},
			{ items: agents.map(item) },
		);
	const sent = () => talkover().requests.map(({ method, body }) => [method, body]);

	test('Keep Current is the default, so an outbound agent that gets a number stays outbound', async () => {
		const result = await update([SEED.salesAgentId]);

		expect(result.error).toBeUndefined();
		expect(sent()).toEqual([
			['GET', undefined],
			['PUT', { direction: 'outbound', phone_number_ids: ['phone-uuid-3'] }],
		]);
		expect(jsonOf(result)).toEqual([
			expect.objectContaining({
				direction: 'outbound',
				phone_numbers: [expect.objectContaining({ id: 'phone-uuid-3' })],
			}),
		]);
	});

	test.each([{}, { options: { keepPublished: true } }])(
		'Keep Current preserves the direction that an earlier item has set (with %j)',
		async (options) => {
			const { salesAgentId, supportAgentId } = SEED;
			const agents = [salesAgentId, supportAgentId, supportAgentId, supportAgentId];
			const direction = '={{ $itemIndex === 2 ? "outbound" : "keep" }}';
			await update(agents, { direction, ...options });

			expect(talkover().state.agents.map(({ direction: current }) => current)).toEqual([
				'outbound',
				'outbound',
				'inbound',
			]);
		},
	);

	test.each([null, '', 7, undefined])('a direction of %j changes nothing', async (direction) => {
		talkover().answer(200, { data: { id: SEED.salesAgentId, direction } }, 'getAgent');

		const { message, lines } = shownError(await update([SEED.salesAgentId]));

		expect(message).toBe(
			"Nothing was changed because Talkover didn't return the direction of the agent",
		);
		expect(lines).toContain("Select Inbound or Outbound in 'Direction'");
		expect(sent()).toEqual([['GET', undefined]]);
	});

	test('Keep Current changes nothing if the agent cannot be read', async () => {
		talkover().answer(403, { message: 'Not yours.' }, 'getAgent');

		const { message, lines } = shownError(await update([SEED.salesAgentId]));

		expect(message).toBe("Talkover doesn't allow this request (HTTP 403) – Not yours.");
		expect(lines.join()).toContain(
			"Nothing was changed because the node couldn't read the direction of the agent",
		);
		expect(sent()).toEqual([['GET', undefined]]);
	});
});
