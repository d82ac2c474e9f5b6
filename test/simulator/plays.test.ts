import type { JsonObject } from '../../tools/simulator/contract';
import { SEED } from '../../tools/simulator/state';
import { useDelivering } from '../support/servers/delivering';

const { talkover, receiver, ask, webhook } = useDelivering({ calls: 'play' });

const path = `/agents/${SEED.supportAgentId}`;

const makeCall = async (settings: JsonObject = {}) => {
	const { body } = await ask('POST', `${path}/call`, { to: '+12125001111', ...settings });
	return (body.data as { id: string }).id;
};

test('calls are played automatically after they are made', async () => {
	await webhook({ events: ['event_phone_call_started', 'event_phone_call_ended'] });

	const ids = [await makeCall({ context: { n: 1 } }), await makeCall({ context: { n: 2 } })];
	await talkover().idle();

	const ended = receiver().received.filter(({ body }) => body.event === 'event_phone_call_ended');
	expect(receiver().received).toHaveLength(4);
	expect(ended.map(({ body }) => [body.call_id, body.context]).sort()).toEqual(
		[
			[ids[0], { n: 1 }],
			[ids[1], { n: 2 }],
		].sort(),
	);
	expect(await ask('GET', `${path}/active-call/%2B12125001111`)).toMatchObject({ status: 404 });
});

test('a call whose response is lost is played', async () => {
	await webhook({ events: ['event_phone_call_ended'] });
	talkover().fail({ operationId: 'makeCall', fault: { kind: 'resetAfter' }, times: 1 });

	await expect(makeCall()).rejects.toThrow();
	await talkover().idle();

	expect(receiver().received).toHaveLength(1);
});

test('a rejected call is not played', async () => {
	await webhook({ events: ['event_phone_call_started'] });
	talkover().fail({ operationId: 'makeCall', fault: { kind: 'documented', status: 402 } });

	await ask('POST', `${path}/call`, { to: '+12125001111' });
	await talkover().idle();

	expect(receiver().received).toEqual([]);
});

test('a delayed call that is ended before it starts is not dialed', async () => {
	await webhook({ events: ['event_phone_call_started', 'event_phone_call_ended'] });
	const call_sid = await makeCall({ delay_seconds: 1 });

	await ask('POST', `${path}/end-call`, { call_sid });
	await talkover().idle();

	expect(receiver().received.map(({ body }) => body.event)).toEqual(['event_phone_call_ended']);
});
