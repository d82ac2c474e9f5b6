import type { JsonObject } from '../../tools/simulator/contract';
import { SEED } from '../../tools/simulator/state';
import { LIVES_OF_CALLS } from '../support/servers/callEvents';
import { useDelivering } from '../support/servers/delivering';

const { talkover, receiver, ask, webhook, logs, available } = useDelivering();

const path = `/campaigns/${SEED.activeCampaignId}`;

async function makeCall(settings: JsonObject = {}): Promise<string> {
	const { body } = await ask('POST', `${path}/call`, { to: '+12125001111', ...settings });
	return (body.campaign_call as { id: string }).id;
}

const stored = (id: string) => talkover().state.campaignCalls.find((call) => call.id === id);
const came = () => receiver().received.map(({ body }) => body);
const names = () => came().map(({ event }) => event);

test('a call sends its events to the webhooks of its campaign and of its agent', async () => {
	const ofCampaign = await webhook({ events: await available(path) }, path);
	const events = ['event_phone_call_ended'];
	const ofAgent = await webhook({ events }, `/agents/${SEED.salesAgentId}`);
	const context = { deal: 7 };

	const id = await makeCall({ context });
	await talkover().play(id);

	expect((await logs(ofCampaign.path)).map(({ event }) => event).reverse()).toEqual([
		'campaign_call.queued',
		'campaign_call.started',
		'campaign_call.completed',
		'event_recording',
		'event_call_transcript',
		'event_call_report',
	]);
	expect((await logs(ofAgent.path)).map(({ event }) => event)).toEqual(events);
	for (const body of came()) {
		expect(body).toMatchObject({
			call_id: id,
			campaign_id: SEED.activeCampaignId,
			agent_id: SEED.salesAgentId,
			context,
		});
	}
	expect(stored(id)).toMatchObject({ status: 'completed', duration: 45 });
	expect((await ask('GET', path)).status).toBe(200);
});

test('a webhook with include_call_events gets all events of the call as well', async () => {
	await webhook({ events: ['campaign_call.completed'], include_call_events: true }, path);

	await talkover().play(await makeCall());

	const [, , agentEvents = []] = LIVES_OF_CALLS[0] ?? [];
	const more = ['campaign_call.completed', 'event_call_transcript', 'event_call_report'];
	expect(names().sort()).toEqual([...agentEvents, ...more].sort());
});

test('the webhooks of another campaign get nothing', async () => {
	const events = await available(path);
	await webhook({ events, include_call_events: true }, `/campaigns/${SEED.draftCampaignId}`);

	await talkover().play(await makeCall());

	expect(came()).toEqual([]);
});

test('an unanswered call announces as many retries as the campaign allows', async () => {
	const events = ['campaign_call.failed', 'campaign_call.retry_scheduled'];
	await webhook({ events }, path);
	await ask('PUT', path, { max_retries: 1 });
	const id = await makeCall();

	await talkover().play(id, 'no-answer');
	expect(names()).toEqual(events);
	expect(stored(id)).toMatchObject({ status: 'no-answer', retries: 1 });

	Object.assign(stored(id) ?? {}, { status: 'queued' });
	await talkover().play(id, 'busy');
	expect(names()).toEqual([...events, 'campaign_call.failed']);
});

test('a campaign sends an event when it is changed, paused, started again and completed', async () => {
	await webhook({ events: await available(path) }, path);

	await ask('PUT', path, { name: 'Q2 Outreach' });
	for (const status of ['paused', 'active', 'completed']) {
		await ask('PATCH', `${path}/status`, { status });
		await talkover().idle();
	}

	const { activeCampaignId: campaign_id, salesAgentId: agent_id } = SEED;
	const body = {
		campaign_id,
		campaign_name: 'Q2 Outreach',
		agent_id,
		timestamp: expect.any(String),
	};
	expect(came()).toEqual([
		{ event: 'campaign.updated', status: 'active', ...body },
		{ event: 'campaign.paused', status: 'paused', ...body },
		{ event: 'campaign.started', status: 'active', ...body },
		{ event: 'campaign.completed', status: 'completed', ...body },
	]);
});

test.each([
	['that is cancelled', {}, { status: 'cancelled' }],
	['whose status cannot change that way', {}, { status: 'draft' }],
	['whose webhook is disabled', { enabled: false }, { status: 'paused' }],
	[
		'whose webhook is not subscribed to the event',
		{ events: ['campaign.started'] },
		{ status: 'paused' },
	],
])('a campaign %s sends no event', async (_what, settings, change) => {
	await webhook({ events: await available(path), ...settings }, path);

	await ask('PATCH', `${path}/status`, change);
	await talkover().idle();

	expect(came()).toEqual([]);
});

test('a rejected request sends no event', async () => {
	await webhook({ events: await available(path) }, path);

	const answers = [
		await ask('PUT', '/campaigns/none', { name: 'Q2' }),
		await ask('POST', '/campaigns/none/call', { to: '+12125001111' }),
		await ask('POST', `/agents/${SEED.salesAgentId}/end-call`, { call_sid: 'none' }),
	];
	await talkover().idle();

	expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
	expect(came()).toEqual([]);
});
