import { conformance } from '../../tools/conformance/conformance';
import { exitCodeOf, summaryOf } from '../../tools/conformance/report';
import type { Fault } from '../../tools/simulator/http/faults';
import type { State } from '../../tools/simulator/state';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

/** The node makes two lookups, with five retries each. */
const TRIES = 12;

const talkover = useSimulator();

async function roundTrip(signal?: AbortSignal) {
	const { url: baseUrl, token } = talkover();
	return conformance({ baseUrl, token, resources: [], write: true, ...(signal ? { signal } : {}) });
}

/** The resources in the account. The flow of a deleted agent can't be reached. */
function account(): Partial<State> {
	const { flows: _flows, ...others } = talkover().state;
	return structuredClone(others);
}

function sent(): (string | undefined)[] {
	return talkover().requests.map(({ operationId }) => operationId);
}

const REJECTED: Fault = {
	kind: 'answer',
	status: 422,
	body: { success: false, message: 'The given data was invalid.', errors: {} },
};

test('the round trip creates, changes and deletes a draft agent and a disabled webhook, and leaves nothing in the account', async () => {
	const before = account();

	const result = await roundTrip();

	expect(result.rows.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
		'Agent: Create: read',
		'Agent: Get (draft): read',
		'Agent: Update Calling: read',
		'Agent: Update Knowledge: read',
		'Agent: Update Advanced Settings: read',
		'Flow: Validate: read',
		'Flow: Update: read',
		'Flow: Get (draft): read',
		'Webhook: Create: read',
		'Webhook: Enable or Disable (on): read',
		'Webhook: Enable or Disable (off): read',
		'Webhook: Delete: read',
		'Agent: Delete: read',
	]);
	const bodyOf = (operationId: string) =>
		talkover().requests.find((request) => request.operationId === operationId)?.body;
	expect(bodyOf('createAgent')).toMatchObject({
		name: expect.stringMatching(/^Conformance test .+ safe to delete$/),
	});
	expect(bodyOf('createAgent')).not.toHaveProperty('phone_numbers');
	expect(bodyOf('createWebhook')).toMatchObject({ enabled: false });
	expect(account()).toEqual(before);
	expect(exitCodeOf(result, false)).toBe(0);
});

test.each([
	'createAgent',
	'getAgent',
	'updateAgentCalling',
	'updateAgentKnowledge',
	'validateAgentFlow',
	'updateAgentFlow',
	'createWebhook',
	'toggleWebhook',
])('the round trip leaves nothing in the account if %s is rejected', async (operationId) => {
	const before = account();
	talkover().fail({ operationId, fault: REJECTED });

	const result = await roundTrip();

	expect(sent()).toContain(operationId);
	expect(result.leftovers).toEqual([]);
	expect(account()).toEqual(before);
});

test.each(['createAgent', 'createWebhook'])(
	'the round trip finds and deletes what %s created when its response is lost',
	async (operationId) => {
		const before = account();
		const list = operationId === 'createAgent' ? 'listAgents' : 'listAgentWebhooks';
		const fault = { kind: 'answer', status: 500, body: {} } as const;
		talkover().fail({ operationId, fault: { kind: 'resetAfter' } });
		// The node can't find it either while Talkover doesn't respond.
		talkover().fail({ operationId: list, fault, times: TRIES });
		skipWaits();

		const result = await roundTrip();

		expect(sent()).toContain(operationId);
		expect(result.leftovers).toEqual([]);
		expect(account()).toEqual(before);
		expect(exitCodeOf(result, false)).toBe(1);
	},
);

test('the round trip leaves nothing in the account if the command itself fails', async () => {
	const before = account();
	const { url: baseUrl, token } = talkover();
	const progress = (line: string) => {
		if (line.endsWith('Webhook: Enable or Disable (on)')) throw new Error('The screen is gone');
	};

	const failed = conformance({ baseUrl, token, resources: [], write: true, progress });

	await expect(failed).rejects.toThrow('The screen is gone');
	expect(sent()).toContain('createWebhook');
	expect(account()).toEqual(before);
});

test('a failed deletion is attempted twice, and what remains is listed with its ID', async () => {
	const before = account();
	talkover().fail({ operationId: 'deleteAgent', fault: REJECTED, times: 1 });
	expect((await roundTrip()).leftovers).toEqual([]);
	expect(account()).toEqual(before);
	talkover().reset();
	talkover().fail({ operationId: 'deleteAgent', fault: REJECTED });

	const result = await roundTrip();

	const left = talkover().state.agents.find(({ name }) => name.startsWith('Conformance test'));
	expect(sent().filter((operationId) => operationId === 'deleteAgent')).toHaveLength(2);
	expect(summaryOf(result).at(-1)).toBe(
		`Could not be removed, delete it in Talkover: agent ${String(left?.id)}, "${String(left?.name)}"`,
	);
	expect(exitCodeOf(result, false)).toBe(1);
});

test.each<[string, string[]]>([
	['createAgent', []],
	// The operation reads the agent's status for its output.
	['updateAgentFlow', ['getAgent']],
	['createWebhook', []],
])(
	'stopping during %s runs no other operation and deletes what was created',
	async (operationId, finishes) => {
		const before = account();
		const stop = new AbortController();
		const release = talkover().hold({
			when: (request) => {
				if (request.operationId !== operationId) return false;
				stop.abort();
				return true;
			},
		});
		stop.signal.addEventListener('abort', () => {
			release();
		});

		const result = await roundTrip(stop.signal);

		const after = sent().slice(sent().indexOf(operationId) + 1);
		expect(after.filter((id) => id !== 'deleteWebhook' && id !== 'deleteAgent')).toEqual(finishes);
		expect(after).toContain('deleteAgent');
		expect(result.rows).toContainEqual(expect.objectContaining({ reason: 'stopped' }));
		expect(account()).toEqual(before);
		expect(exitCodeOf(result, true)).toBe(130);
	},
);
