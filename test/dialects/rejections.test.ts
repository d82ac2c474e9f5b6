import { jsonOf, runTalkover, shownError } from '../../tools/harness/talkoverNode';
import { openContract, operationOf, responseExample } from '../../tools/simulator/contract';
import { SEED } from '../../tools/simulator/state';
import { CASES } from '../../tools/operations/documented';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const contract = openContract();

const PORTUGUESE = 'Você não tem permissão para realizar esta ação';
const FREE = '+1 212 500 0000';
const agentId = chosen(SEED.salesAgentId);

/** The examples of operations whose pages show a 403. */
const FORBIDDEN = CASES.filter(
	({ example }) => responseExample(operationOf(contract, example.operationId), 403) !== undefined,
);

test.each(FORBIDDEN)('a 403 of $name with another message affects only its item', async (tried) => {
	const { resource, operation, example } = tried;
	const { operationId, parameters } = example;
	talkover().speak('forbidden', 'portuguese');
	talkover().fail({ operationId, fault: { kind: 'documented', status: 403 } });
	const result = await runTalkover(
		talkover(),
		{ resource, operation: operation.value, ...parameters },
		{ items: [{}, {}], settings: { onError: 'continueRegularOutput' } },
	);

	const sent = talkover().requests.filter((request) => request.operationId === operationId);
	expect(sent.length).toBeGreaterThanOrEqual(2);
	const messages = jsonOf(result).map(({ message }) => String(message));
	expect(messages).toEqual([
		expect.stringContaining(`(HTTP 403) – ${PORTUGUESE}`),
		expect.stringContaining(`(HTTP 403) – ${PORTUGUESE}`),
	]);
});

describe.each(['portuguese', 'ignores-filters', 'ignores-filters,portuguese,nulls', 'extra'])(
	'calls in the form %s are recognized',
	(form) => {
		beforeEach(() => {
			talkover().speak(...form.split(','));
		});

		test('a number that the agent is not on a call with is called', async () => {
			const make = { resource: 'call', operation: 'make', agentId, phone: FREE };
			const result = await runTalkover(talkover(), make);

			expect(result.error).toBeUndefined();
			expect(jsonOf(result)).toEqual([expect.objectContaining({ placed: true })]);
			expect(talkover().state.calls.map(({ to }) => to)).toContain('+12125000000');
		});

		test('a number that the agent is on a call with is not called', async () => {
			const make = { resource: 'call', operation: 'make', agentId, phone: SEED.busyPhone };
			const result = await runTalkover(talkover(), make);

			expect(jsonOf(result)).toEqual([
				expect.objectContaining({ placed: false, to: SEED.busyPhone }),
			]);
			expect(talkover().state.calls).toHaveLength(1);
		});

		test('Get Active does not return a call with another number', async () => {
			const active = { resource: 'call', operation: 'getActive', agentId, phone: FREE };

			expect(jsonOf(await runTalkover(talkover(), active))).toMatchObject([
				{ active: false, count: 0, calls: [] },
			]);
		});

		test('Get Active fails for an agent that does not exist', async () => {
			const nobody = { resource: 'call', operation: 'getActive', agentId: chosen('nobody') };
			const result = await runTalkover(talkover(), { ...nobody, phone: FREE });

			expect(shownError(result).message).toContain(
				"Agent: Talkover couldn't find nobody (HTTP 404)",
			);
		});

		test('Get Many of calls to a number returns no calls to other numbers', async () => {
			const { calls } = talkover().state;
			calls.push({ id: 'other', agent_id: SEED.salesAgentId, to: '+12125000000', status: 'busy' });
			const many = { resource: 'call', operation: 'getMany', filters: { to: FREE } };

			const result = await runTalkover(talkover(), many);

			expect(jsonOf(result).map(({ id }) => id)).toEqual(['other']);
		});
	},
);
