import type { Field } from '../parameters/field';
import { required, shownWhen } from '../parameters/field';
import { optionGroup } from '../parameters/groups';
import { number, ownChoice, text, toggle } from '../parameters/scalars';
import { idList } from '../parameters/lists';
import { chosenOrEntered } from '../parameters/others';
import { agents } from '../shared/agent';
import { campaigns } from '../shared/campaign';
import {
	deliveryTimeout,
	includeCallEventsField,
	maxDeliveryRetries,
	webhookSource,
} from '../shared/webhook';
import { otherEvents } from '../shared/webhookEvents';
import { allOf } from '../pickers/locator';
import { subscribableEvents } from './events';

const source = webhookSource({
	description: 'What the events come from',
	agent: 'The calls of one or several agents',
	campaign: 'One or several campaigns, and the calls they place',
});

const agentIds = required(
	idList({
		displayName: 'Agent Names or IDs',
		name: 'agentIds',
		method: 'getAgents',
		load: allOf(agents),
	}),
);

const campaignIds = required(
	idList({
		displayName: 'Campaign Names or IDs',
		name: 'campaignIds',
		method: 'getCampaigns',
		load: allOf(campaigns),
	}),
);

const EVENTS_LABEL = 'Event Names or IDs';

/** Agents and campaigns have a list each, under the same name: only what is chosen at first differs. */
function eventList(chosen: string) {
	return idList({
		displayName: EVENTS_LABEL,
		name: 'events',
		method: 'getEvents',
		load: subscribableEvents,
		dependsOn: ['source', 'agentIds', 'campaignIds'],
		default: [chosen],
	});
}

const OPTIONS = [
	toggle({
		displayName: 'Allow Unencrypted Delivery',
		name: 'allowHttp',
		default: false,
		description:
			'Whether Talkover may deliver to an address of this n8n that does not begin with https://. Whoever is on the way can then read what is delivered, and the secret that proves where it comes from.',
	}),
	text({
		displayName: 'Context Field',
		name: 'contextField',
		placeholder: 'e.g. dealId',
		description:
			"Start only for calls whose context has this field. The context is what was given to 'Make' or 'Make for Campaign'.",
	}),
	text({
		displayName: 'Context Value',
		name: 'contextValue',
		description: "Start only for calls whose 'Context Field' has this value",
	}),
	toggle({
		displayName: 'Drop Duplicates',
		name: 'dropDuplicates',
		default: true,
		description:
			"Whether to ignore a delivery that has already arrived. Talkover sends an event again when n8n's answer gets lost, without marking it as a retry. Events that occur once per call are recognized by event and call, and for the calls of a campaign also by the attempt, or by the content if it doesn't number its attempts. Other events are recognized by their whole content. Each node remembers up to 20,000 deliveries for 24 hours, per n8n process and until it restarts. To drop repeats across processes and restarts, add n8n's Remove Duplicates node with the field 'deliveryKey'.",
	}),
	includeCallEventsField('Whether a campaign also sends the events of each of its calls'),
	maxDeliveryRetries(
		'How often Talkover delivers an event again that n8n did not take, from 0 to 10',
	),
	number({
		displayName: 'Min Duration Seconds',
		name: 'minDurationSeconds',
		default: 0,
		min: 0,
		description:
			'Start only for calls that lasted at least this long. Events that do not tell a duration start the workflow in any case.',
	}),
	ownChoice({
		displayName: 'Signature Encoding',
		name: 'signatureEncoding',
		default: 'hex',
		description: 'How the signature is written in its header',
		options: [
			{ name: 'Base64', value: 'base64' },
			{ name: 'Hex', value: 'hex' },
		],
	}),
	text({
		displayName: 'Signature Header',
		name: 'signatureHeader',
		placeholder: 'e.g. X-Signature',
		description:
			"The header that contains Talkover's HMAC-SHA256 signature, which is then verified for each delivery. A delivery with a valid signature is also accepted if the node's own secret header is missing. Talkover doesn't document the name: look at a delivery to find it. If empty, only the secret header is verified.",
	}),
	text({
		displayName: 'Signature Prefix',
		name: 'signaturePrefix',
		placeholder: 'e.g. sha256=',
		description: 'What stands before the signature in its header',
	}),
	toggle({
		displayName: 'Start on Test Deliveries',
		name: 'startOnTest',
		default: false,
		description:
			"Whether the test deliveries of Talkover start the active workflow too, as they do while the editor listens. They are marked with 'test'.",
	}),
	deliveryTimeout({
		displayName: 'Timeout Seconds',
		description: 'How long Talkover waits until n8n has taken an event, from 5 to 120 seconds',
	}),
] as const;

/** What a delivery is dealt with by, beside what is registered with Talkover. */
export const OPTIONS_FIELD = optionGroup({
	displayName: 'Options',
	name: 'options',
	placeholder: 'Add option',
	fields: OPTIONS,
});

/** The trigger's parameters in the order of the panel. */
export const TRIGGER_FIELDS = [
	source,
	shownWhen({ source: ['agent'] }, agentIds),
	shownWhen({ source: ['campaign'] }, campaignIds),
	shownWhen({ source: ['agent'] }, eventList('event_phone_call_ended')),
	shownWhen({ source: ['campaign'] }, eventList('campaign_call.completed')),
	otherEvents,
	OPTIONS_FIELD,
] as const satisfies readonly Field[];

/** The field that the agents or the campaigns are chosen in. */
export function ownersField(chosen: 'agent' | 'campaign'): Field {
	return chosen === 'agent' ? agentIds : campaignIds;
}

/** @throws InvalidInput when no event is chosen or entered */
export function eventsOf(
	chosen: readonly string[] | undefined,
	entered: readonly string[] | undefined,
): string[] {
	return chosenOrEntered(EVENTS_LABEL, chosen, entered);
}
