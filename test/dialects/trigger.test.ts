import type { JsonObject } from '../../tools/simulator/contract';
import { SEED } from '../../tools/simulator/state';
import { FOR_CAMPAIGN, forAgents, STARTED } from '../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../support/servers/useSimulator';
import { useTrigger } from '../support/n8n/trigger/useTrigger';
import { dialectsIn, FORMS, MIXTURES } from './forms';

const talkover = useSimulator();
const trigger = useTrigger(talkover, forAgents(2));

const AGENTS = [SEED.supportAgentId, SEED.salesAgentId];
const CALL = { id: 'call-1', agent_id: SEED.supportAgentId, to: '+12125001111' };

/** The body with which the simulator delivers the end of a call. */
async function delivered(): Promise<JsonObject> {
	talkover().state.calls.push({ ...CALL, status: 'completed' });
	const more = { duration: 45, context: { dealId: '42' } };
	await talkover().tell(CALL.id, 'event_phone_call_ended', more);
	const ids = trigger.ids();
	const log = talkover().state.webhookLogs.find(({ webhook_id: id }) => ids.includes(id));
	return log?.request_payload as JsonObject;
}

const OF_DELIVERIES = [
	...FORMS.filter((form) => form.includes('delivery-')),
	...['delivery-call,numeric-ids,bare', 'delivery-data,empty'],
];

test.each([...MIXTURES, ...OF_DELIVERIES])(
	'in the form %s, a trigger is activated, recognized, started and deactivated, and leaves no webhook',
	async (form) => {
		talkover().speak(...dialectsIn(form));
		await trigger.host.activate();
		expect(trigger.owners()).toEqual(AGENTS);
		const before = structuredClone(trigger.webhooks());

		await trigger.host.restart();
		expect(trigger.webhooks()).toEqual(before);
		expect(trigger.host.called).toEqual(['checkExists', 'create', 'checkExists']);

		expect(await trigger.deliver(await delivered())).toEqual(STARTED);
		const [item] = trigger.started;
		expect(item).toMatchObject({
			event: 'event_phone_call_ended',
			agentId: SEED.supportAgentId,
			duration: 45,
			context: { dealId: '42' },
		});
		expect(talkover().withOwnIds({ id: item?.callId })).toEqual({ id: CALL.id });

		await trigger.host.deactivate();
		expect(trigger.webhooks()).toEqual([]);
		expect(trigger.host.log).toEqual([]);
	},
);

test.each(MIXTURES)(
	'in the form %s, the trigger of a campaign is activated and deactivated, and leaves no webhook',
	async (form) => {
		talkover().speak(...dialectsIn(form));
		trigger.host.change({ parameters: FOR_CAMPAIGN });
		await trigger.host.activate();
		expect(trigger.owners()).toEqual([SEED.activeCampaignId]);

		await trigger.host.deactivate();
		expect(trigger.webhooks()).toEqual([]);
		expect(trigger.host.log).toEqual([]);
	},
);
