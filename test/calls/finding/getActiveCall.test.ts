import { SEED } from '../../../tools/simulator/state';
import { skipWaits } from '../../support/time/skippedTime';
import { ONE_AT_ONCE, jsonOf, runTalkover } from '../../../tools/harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const GET_ACTIVE = { resource: 'call', operation: 'getActive', agentId: chosen(SEED.salesAgentId) };

test('a phone number without an active call fails when "When No Active Call" is set to fail', async () => {
	const result = await runTalkover(talkover(), {
		...GET_ACTIVE,
		phone: '+12125000000',
		options: { whenNoActiveCall: 'fail' },
	});

	expect(result.error?.message).toBe("The agent isn't on a call with this phone number");
	expect(result.error?.description).toBe(
		"To continue in this case, set 'When No Active Call' in 'Options' to Continue",
	);
});

test('an empty list in the response is treated like a 404', async () => {
	const options = { whenNoActiveCall: 'fail' };
	talkover().answer(200, { success: true, data: [] });

	const going = await runTalkover(talkover(), { ...GET_ACTIVE, phone: '+12125550123' });
	const failing = await runTalkover(talkover(), { ...GET_ACTIVE, phone: '+12125550123', options });

	expect(jsonOf(going)).toMatchObject([{ active: false, count: 0, calls: [] }]);
	expect(failing.error?.message).toBe("The agent isn't on a call with this phone number");
});

test.each([500, 422])('the message "No active call" with status %i is an error', async (status) => {
	skipWaits();
	talkover().answer(status, { message: 'No active call lookup' });

	const result = await runTalkover(talkover(), { ...GET_ACTIVE, phone: '+12125550123' });

	expect(result.error?.httpCode).toBe(String(status));
});

test('the existence of an agent is checked once per run', async () => {
	const result = await runTalkover(
		talkover(),
		{ ...GET_ACTIVE, phone: '={{ $json.phone }}' },
		{ items: Array.from({ length: 25 }, (_, index) => ({ phone: `+1225599${1000 + index}` })) },
	);

	expect(jsonOf(result)).toHaveLength(25);
	const asked = talkover().requests.map(({ operationId }) => operationId);
	expect(asked.filter((operationId) => operationId === 'getAgent')).toHaveLength(1);
});

test('the next item checks the agent again after a failure', async () => {
	talkover().answer(403, { message: 'No.' }, { operationId: 'getAgent', times: 1 });

	const result = await runTalkover(
		talkover(),
		{ ...GET_ACTIVE, phone: '={{ $json.phone }}' },
		{
			credential: ONE_AT_ONCE,
			items: [{ phone: '+12255991001' }, { phone: '+12255991002' }],
			settings: { onError: 'continueRegularOutput' },
		},
	);

	expect(jsonOf(result)).toMatchObject([
		expect.objectContaining({ message: "Talkover doesn't allow this request (HTTP 403) – No." }),
		{ active: false, count: 0, calls: [] },
	]);
});
