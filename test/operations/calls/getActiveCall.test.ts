import { SEED } from '../../../simulator/state';
import { skipWaits } from '../../support/time/skippedTime';
import { jsonOf, runTalkover } from '../../../harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const GET_ACTIVE = {
	resource: 'call',
	operation: 'getActive',
	agentId: chosen(SEED.salesAgentId),
};

afterEach(() => {
	jest.restoreAllMocks();
});

test('the phone number is encoded exactly once in the path', async () => {
	const result = await runTalkover(talkover(), { ...GET_ACTIVE, phone: '+12125550123' });

	expect(talkover().requests).toEqual([
		expect.objectContaining({
			method: 'GET',
			url: `/api/v1/agents/${SEED.salesAgentId}/active-call/%2B12125550123`,
			body: undefined,
			headers: expect.objectContaining({ authorization: `Bearer ${talkover().token}` }),
		}),
	]);
	expect(jsonOf(result)).toEqual([
		{ active: true, count: 1, calls: [expect.objectContaining({ id: 'call-uuid-1' })] },
	]);
});

test.each([
	'+1 212 555 0123',
	'+1 (212) 555-0123',
	'+1.212.555.0123',
	'+1\u00a0212\u2011555\u20130123',
	'  +1-212-555-0123 ',
])('the phone number %p is sent as +12125550123', async (phone) => {
	const result = await runTalkover(
		talkover(),
		{ ...GET_ACTIVE, phone: '={{ $json.phone }}' },
		{ items: [{ phone }] },
	);

	expect(jsonOf(result)).toEqual([expect.objectContaining({ active: true })]);
});

test.each([
	[
		'212 555 0123',
		'has no country code: enter it with + and a country code, or set Default Country',
	],
	['0049 30 1234567', 'begins with 00: replace it with +'],
	['+1 555 CALL NOW', "contains characters that aren't part of a phone number"],
	['+1 212 555 0123 x12', 'has an extension'],
	['+0 212 555 0123', 'no country code begins with 0'],
	['+1234567890123456', 'has too many digits'],
	['+44 555', 'has too few digits'],
	[12125550123, 'has no country code'],
	['', 'is required'],
])('the phone number %p is rejected before anything is sent', async (phone, reason) => {
	const result = await runTalkover(
		talkover(),
		{ ...GET_ACTIVE, phone: '={{ $json.phone }}' },
		{ items: [{ phone }] },
	);

	expect(result.error?.message).toMatch(/^Invalid input – Phone: /);
	expect(result.error?.message).toContain(reason);
	expect(talkover().requests).toEqual([]);
});

test('a phone number without an active call returns an empty list of calls', async () => {
	const result = await runTalkover(talkover(), { ...GET_ACTIVE, phone: '+12125000000' });

	expect(result.error).toBeUndefined();
	expect(jsonOf(result)).toEqual([{ active: false, count: 0, calls: [] }]);
});

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
	talkover().fail({ fault: { kind: 'answer', status: 200, body: { success: true, data: [] } } });

	const going = await runTalkover(talkover(), { ...GET_ACTIVE, phone: '+12125550123' });
	const failing = await runTalkover(talkover(), { ...GET_ACTIVE, phone: '+12125550123', options });

	expect(jsonOf(going)).toEqual([{ active: false, count: 0, calls: [] }]);
	expect(failing.error?.message).toBe("The agent isn't on a call with this phone number");
});

test.each([500, 422])('the message "No active call" with status %i is an error', async (status) => {
	skipWaits();
	talkover().fail({
		fault: { kind: 'answer', status, body: { message: 'No active call lookup' } },
	});

	const result = await runTalkover(talkover(), { ...GET_ACTIVE, phone: '+12125550123' });

	expect(result.error?.httpCode).toBe(String(status));
});

test('a 404 for the agent is an error', async () => {
	const result = await runTalkover(talkover(), {
		...GET_ACTIVE,
		agentId: chosen('nobody'),
		phone: '+12125550123',
	});

	expect(result.error?.message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Agent not found",
	);
	expect(result.error?.httpCode).toBe('404');
});

test('a response without the documented list is an error', async () => {
	talkover().fail({
		fault: { kind: 'answer', status: 200, body: { success: true, data: 'no one there' } },
	});

	const result = await runTalkover(talkover(), { ...GET_ACTIVE, phone: '+12125550123' });

	expect(result.error?.message).toBe(
		`This node can't read Talkover's response (HTTP 200) – The response begins with: {"success":true,"data":"no one there"}`,
	);
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
	talkover().fail({
		operationId: 'getAgent',
		times: 1,
		fault: { kind: 'answer', status: 403, body: { message: 'No.' } },
	});

	const result = await runTalkover(
		talkover(),
		{ ...GET_ACTIVE, phone: '={{ $json.phone }}', options: { maxConcurrency: 1 } },
		{
			items: [{ phone: '+12255991001' }, { phone: '+12255991002' }],
			settings: { onError: 'continueRegularOutput' },
		},
	);

	expect(jsonOf(result)).toEqual([
		expect.objectContaining({ message: 'No (HTTP 403)' }),
		{ active: false, count: 0, calls: [] },
	]);
});
