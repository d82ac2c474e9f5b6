import { ENDINGS, LIVES } from '../../tools/simulator/calls/outcomes';
import type { JsonObject } from '../../tools/simulator/contract';
import { SEED } from '../../tools/simulator/state';
import { LIVES_OF_CALLS } from '../support/servers/callEvents';
import { CALL, useDelivering } from '../support/servers/delivering';

const { talkover, receiver, ask, webhook, available } = useDelivering();

async function webhookForAll() {
	return webhook({ events: await available(AGENT) });
}

async function makeCall(settings: JsonObject = {}): Promise<string> {
	const path = `${AGENT}/call`;
	const { body } = await ask('POST', path, { to: '+12125001111', ...settings });
	return (body.data as { id: string }).id;
}

const came = () => receiver().received.map(({ body }) => body);
const names = () => came().map(({ event }) => event);
const AGENT = `/agents/${SEED.supportAgentId}`;
const CAMPAIGN = `/campaigns/${SEED.activeCampaignId}`;

const status = (id: string) => talkover().state.calls.find((call) => call.id === id)?.status;

describe.each(LIVES_OF_CALLS)('a call that ends as %s has its events', (outcome, last, events) => {
	test('a call sends its events in order, each with its context', async () => {
		await webhookForAll();
		const context = { contact: { id: 7 } };
		const id = await makeCall({ context });

		await talkover().play(id, outcome, 90);

		expect(names()).toEqual(events);
		expect(status(id)).toBe(last);
		for (const body of came()) {
			expect(body).toMatchObject({ agent_id: SEED.supportAgentId, call_id: id, context });
		}
		const ended = came().find(({ event }) => event === 'event_phone_call_ended');
		expect(ended?.duration).toBe(last === 'completed' ? 90 : undefined);
	});

	test('a call has the outcome that belongs to its number', async () => {
		const to = `+1212${outcome === 'completed' ? '5001111' : ENDINGS[outcome]}`;
		await webhookForAll();

		await talkover().play(await makeCall({ to }));

		expect(names()).toEqual(events);
	});
});

test('a call does not change until it is played', async () => {
	await webhookForAll();

	const id = await makeCall();
	await talkover().idle();

	expect([names(), status(id)]).toEqual([[], 'initiated']);
});

test('a call in progress is not dialed again', async () => {
	await webhookForAll();
	talkover().state.calls.push({ ...CALL });

	await talkover().play(CALL.id);

	expect(names()[0]).toBe('event_conversation_ended');
});

test('a call that is over or unknown cannot be played', async () => {
	const id = await makeCall();
	await talkover().play(id);

	await expect(talkover().play(id)).rejects.toThrow(`There is no call ${id} that could be played`);
	await expect(talkover().play('none')).rejects.toThrow('There is no call none');
	await expect(talkover().tell('none', 'event_action')).rejects.toThrow('There is no call none');
});

test('an event is sent only after the previous one was answered, regardless of the delay', async () => {
	await webhook({ events: ['event_phone_call_started', 'event_phone_call_ended'], timeout: 120 });
	receiver().answer('never');
	const id = await makeCall();

	const played = talkover().play(id);
	while (receiver().waiting === 0) await new Promise(setImmediate);

	expect([names(), status(id)]).toEqual([['event_phone_call_started'], 'initiated']);
	talkover().reset();
	await played;
	expect(names()).toEqual(['event_phone_call_started']);
});

test('a call that is ended by the API stops and sends the reason', async () => {
	const events = ['event_phone_call_ended', 'event_conversation_ended'];
	await webhook({ events });
	const id = await makeCall({ context: { a: 1 } });

	const { status: answer } = await ask('POST', `${AGENT}/end-call`, { call_sid: id });
	await talkover().idle();

	expect(answer).toBe(200);
	expect(came()).toMatchObject([
		{
			event: 'event_phone_call_ended',
			call_id: id,
			ended_reason: 'ended_by_api',
			duration: 0,
			context: { a: 1 },
		},
	]);
	await expect(talkover().play(id)).rejects.toThrow();
});

test('a call that is ended while it is played sends no further events', async () => {
	const events = ['event_phone_call_started', 'event_conversation_started'];
	await webhook({ events: [...events, 'event_phone_call_ended'] });
	receiver().answer('never');
	const id = await makeCall();

	const played = talkover().play(id);
	while (receiver().waiting === 0) await new Promise(setImmediate);
	await ask('POST', `${AGENT}/end-call`, { call_sid: id });
	receiver().hangUp();
	await played;
	await talkover().idle();

	expect(names()).toEqual(['event_phone_call_started', 'event_phone_call_ended']);
	expect(status(id)).toBe('completed');
});

test('every event of a call is documented', async () => {
	const known = [...(await available(AGENT)), ...(await available(CAMPAIGN))];
	const used = Object.values(LIVES).flatMap((life) => life.flatMap(({ events }) => events));

	expect(known).toHaveLength(22 + 13);
	expect(used.filter((event) => !known.includes(event))).toEqual([]);
});
