import { callCommand, setOffCall } from '../../tools/simulator/call';
import type { CallOutcome } from '../../tools/simulator/calls/outcomes';
import { ENDINGS, LIVES } from '../../tools/simulator/calls/outcomes';
import type { JsonObject } from '../../tools/simulator/contract';
import { SEED } from '../../tools/simulator/state';
import { useDelivering } from '../support/servers/delivering';

const { talkover, receiver, ask, webhook, available } = useDelivering({ calls: 'play' });

const AGENT = `/agents/${SEED.supportAgentId}`;
const SALES = `/agents/${SEED.salesAgentId}`;
const CAMPAIGN = `/campaigns/${SEED.activeCampaignId}`;

async function makeCall(settings: JsonObject = {}): Promise<string> {
	const { body } = await ask('POST', `${AGENT}/call`, { to: '+12125001111', ...settings });
	return (body.data as { id: string }).id;
}

const came = () => receiver().received.map(({ body }) => body);
const names = () => came().map(({ event }) => event);
const status = (id: string) => talkover().state.calls.find((call) => call.id === id)?.status;

test.each<[CallOutcome, string, string[]]>([
	['completed', 'completed', ['event_conversation_started', 'event_phone_call_ended']],
	['voicemail', 'completed', ['event_voicemail_message_left', 'event_phone_call_ended']],
	['no-answer', 'no-answer', ['event_phone_call_did_not_connect']],
	['busy', 'busy', ['event_phone_call_did_not_connect']],
	['failed', 'failed', ['event_phone_call_error', 'event_phone_call_did_not_connect']],
])(
	'a call whose number means %s is played to its end, with its events and context',
	async (...of) => {
		const [outcome, last, events] = of;
		await webhook({ events: await available(AGENT) });
		const context = { contact: { id: 7 } };
		const endings: Readonly<Record<string, string>> = { completed: '5001111', ...ENDINGS };

		const id = await makeCall({ context, to: `+1212${endings[outcome]}` });
		await talkover().idle();

		expect(status(id)).toBe(last);
		expect(names()[0]).toBe('event_phone_call_started');
		expect(names().filter((name) => events.includes(String(name)))).toEqual(events);
		expect(names().includes('event_phone_call_ended')).toBe(last === 'completed');
		for (const body of came()) {
			expect(body).toMatchObject({ agent_id: SEED.supportAgentId, call_id: id, context });
		}
	},
);

test('a call whose response is lost is played', async () => {
	await webhook({ events: ['event_phone_call_ended'] });
	talkover().fail({ operationId: 'makeCall', fault: { kind: 'resetAfter' }, times: 1 });

	await expect(makeCall()).rejects.toThrow();
	await talkover().idle();

	expect(receiver().received).toHaveLength(1);
});

test('a call that is ended while it is played sends the reason, and no further events', async () => {
	const events = ['event_phone_call_started', 'event_conversation_started'];
	await webhook({ events: [...events, 'event_phone_call_ended'] });
	receiver().answer('never');
	const id = await makeCall();
	while (receiver().waiting === 0) await new Promise(setImmediate);

	await ask('POST', `${AGENT}/end-call`, { call_sid: id });
	receiver().hangUp();
	await talkover().idle();

	expect(names()).toEqual(['event_phone_call_started', 'event_phone_call_ended']);
	expect(came().at(-1)).toMatchObject({ ended_reason: 'ended_by_api' });
	expect(status(id)).toBe('completed');
	await expect(talkover().play(id)).rejects.toThrow(`There is no call ${id} that could be played`);
});

test('every event of a call is documented', async () => {
	const known = [...(await available(AGENT)), ...(await available(CAMPAIGN))];
	const used = Object.values(LIVES).flatMap((life) => life.flatMap(({ events }) => events));

	expect(known).toHaveLength(22 + 13);
	expect(used.filter((event) => !known.includes(event))).toEqual([]);
});

test('a call of a campaign sends its events to the webhooks of its campaign and of its agent', async () => {
	const ofCampaign = { events: ['campaign_call.completed'], include_call_events: true };
	const { id: campaignHook } = await webhook(ofCampaign, CAMPAIGN);
	const { id: agentHook } = await webhook({ events: ['event_phone_call_ended'] }, SALES);
	const { id: otherHook } = await webhook(ofCampaign, `/campaigns/${SEED.draftCampaignId}`);

	const { body } = await ask('POST', `${CAMPAIGN}/call`, { to: '+12125001111' });
	await talkover().idle();

	const { id } = body.campaign_call as { id: string };
	const delivered = talkover().state.webhookLogs.filter((log) => {
		const { call_id: callId } = (log.request_payload ?? {}) as JsonObject;
		return callId === id;
	});
	expect(delivered.map((log) => [log.webhook_id, log.event])).toEqual(
		expect.arrayContaining([
			[campaignHook, 'campaign_call.completed'],
			[campaignHook, 'event_phone_call_ended'],
			[agentHook, 'event_phone_call_ended'],
		]),
	);
	expect(delivered.map((log) => log.webhook_id)).not.toContain(otherHook);
	expect(talkover().state.campaignCalls.find((call) => call.id === id)?.status).toBe('completed');
});

test('a campaign sends an event when it is changed, paused, started again and completed', async () => {
	await webhook({ events: await available(CAMPAIGN) }, CAMPAIGN);

	await ask('PUT', CAMPAIGN, { name: 'Q2 Outreach' });
	for (const next of ['paused', 'active', 'completed']) {
		await ask('PATCH', `${CAMPAIGN}/status`, { status: next });
		await talkover().idle();
	}

	expect(came().map(({ event, status: shown }) => [event, shown])).toEqual([
		['campaign.updated', 'active'],
		['campaign.paused', 'paused'],
		['campaign.started', 'active'],
		['campaign.completed', 'completed'],
	]);
	expect(came()[0]).toMatchObject({
		campaign_id: SEED.activeCampaignId,
		campaign_name: 'Q2 Outreach',
	});
});

test('the command for calls chooses an agent that has a webhook on this machine', async () => {
	const { url, token } = talkover();
	const call = { url, token, agentId: undefined, to: '+12125001111', context: { contact_id: '7' } };
	expect(await setOffCall(call)).toContain('Sales Outbound calls +12125001111');
	await webhook({}, AGENT);

	expect(await setOffCall(call)).toMatch(
		/^SupportBot calls \+12125001111, call .+ \{"contact_id":"7"\}\. Its events are sent to .*http:/,
	);
	const draft = setOffCall({ ...call, agentId: SEED.draftAgentId });
	await expect(draft).rejects.toThrow('no published agent');
	await expect(setOffCall({ ...call, to: 'home' })).rejects.toThrow('The simulator refused');
});

test.each([
	['http://127.0.0.1:4010/api/v1', 'npm run simulator -- call'],
	['http://127.0.0.1:4999/api/v1', 'npm run simulator -- call --port 4999'],
])('the command for a call in the simulator at %s is "%s"', (url, command) => {
	expect(callCommand(url)).toBe(command);
});
