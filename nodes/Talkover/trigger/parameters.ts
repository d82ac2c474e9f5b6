import type { Field } from '../parameters/field';
import { required, sentAs, shownWhen } from '../parameters/field';
import { optionGroup } from '../parameters/groups';
import type { Option } from '../parameters/scalars';
import { number, onWhenAdded, text, toggle } from '../parameters/scalars';
import { choices, idList } from '../parameters/lists';
import { agents } from '../shared/agent/agent';
import { campaigns } from '../shared/campaign';
import {
	deliveryTimeout,
	includeCallEvents,
	maxDeliveryRetries,
	webhookSource,
} from '../shared/webhook/webhook';
import { AGENT_EVENTS, CAMPAIGN_EVENTS, otherEvents } from '../shared/webhook/webhookEvents';
import { allOf } from '../pickers/locator';

type TriggerSource = 'agent' | 'campaign';

/** Not in the node's own hint, which n8n leaves out of the definitions that it writes into files. */
const OUTPUT =
	'Output, one item per event: event, callId, to, from, duration (seconds), context (what the call was given: $json.context.recordId), agentId, campaignId, receivedAt, body (the delivery of Talkover, without the outcome: use Call: Get with callId), deliveryKey.';

const source = webhookSource({
	description: 'The source of the events',
	builderHint: { propertyHint: OUTPUT },
	agent: 'The calls of one or more agents',
	campaign: 'One or more campaigns and their calls, with transcripts and reports',
});

const agentIds = required(
	idList({
		displayName: 'Agent Names or IDs',
		name: 'agentIds',
		builderHint: { propertyHint: 'Write []: the user selects the agents' },
		method: 'getAgents',
		load: allOf(agents),
	}),
);

const campaignIds = required(
	idList({
		displayName: 'Campaign Names or IDs',
		name: 'campaignIds',
		builderHint: { propertyHint: 'Write []: the user selects the campaigns' },
		method: 'getCampaigns',
		load: allOf(campaigns),
	}),
);

const ONE_EACH =
	"Each event of a call starts an execution of its own. Events don't say how a call went: use 'Call: Get' with their 'callId'.";

/** n8n's nodes panel lists the options of the first field that is labeled *Events*, each by its action. */
function named<const Event extends Option>(events: readonly Event[]) {
	return events.map((event) => ({ ...event, action: `On ${event.name.toLowerCase()}` }));
}

const agentEvents = choices({
	displayName: 'Events',
	name: 'events',
	options: named(AGENT_EVENTS),
	default: ['event_phone_call_ended'],
	hint: `${ONE_EACH} Transcripts and reports are events of campaigns: set 'Source' to 'Campaign'.`,
});

const campaignEvents = sentAs(
	'events',
	choices({
		displayName: 'Campaign Events',
		name: 'campaignEvents',
		options: CAMPAIGN_EVENTS,
		default: ['campaign_call.completed'],
		hint: ONE_EACH,
	}),
);

const OPTIONS = [
	text({
		displayName: 'Context Field',
		name: 'contextField',
		placeholder: 'e.g. dealId',
		description:
			"Start only for calls whose context has this field. The context is set in 'Make', 'Make and Wait' or 'Make for Campaign'. If empty, the context doesn't matter.",
	}),
	text({
		displayName: 'Context Value',
		name: 'contextValue',
		description:
			"Start only for calls whose 'Context Field' has this value. If empty, any value is accepted.",
	}),
	deliveryTimeout("How many seconds Talkover waits for n8n's response (5–120)"),
	toggle({
		displayName: 'Drop Duplicates',
		name: 'dropDuplicates',
		default: true,
		description:
			"Whether to ignore repeats of an event for 24 hours, also if not added, within one n8n process until it restarts. Beyond that, add n8n's Remove Duplicates node with 'deliveryKey'.",
	}),
	onWhenAdded({
		...includeCallEvents,
		description: 'Whether to also receive the events of each call of a campaign (off if not added)',
	}),
	maxDeliveryRetries("How many times Talkover retries a delivery that n8n didn't accept (0–10)"),
	number({
		displayName: 'Min Duration (Seconds)',
		name: 'minDurationSeconds',
		default: 0,
		min: 0,
		description:
			'Start only for calls that lasted at least this long. Events without a duration always start the workflow.',
	}),
	otherEvents,
	text({
		displayName: 'Signature Header',
		name: 'signatureHeader',
		placeholder: 'e.g. X-Signature',
		description:
			"The header with Talkover's HMAC-SHA256 signature, in any form. If set, the signature must be valid, and the node's secret header is optional.",
	}),
	onWhenAdded({
		displayName: 'Start on Test Deliveries',
		name: 'startOnTest',
		description:
			"Whether test deliveries from Talkover also start the active workflow, and not only the editor's while it listens (off if not added). Their output has 'test' set to true.",
	}),
	onWhenAdded({
		displayName: 'Unencrypted Delivery',
		name: 'allowHttp',
		description:
			'Whether Talkover may deliver to an address without https://, where others on the path can read the events and their secret. If not added, https:// is needed.',
	}),
] as const;

/** Options for handling deliveries and for registering webhooks. */
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
	shownWhen({ source: ['agent'] }, agentEvents),
	shownWhen({ source: ['campaign'] }, campaignEvents),
	OPTIONS_FIELD,
] as const satisfies readonly Field[];

/** The field for the agents or campaigns. */
export function ownersField(source: TriggerSource): Field {
	return source === 'agent' ? agentIds : campaignIds;
}

/** The field for their events. */
export function eventsField(source: TriggerSource): Field {
	return source === 'agent' ? agentEvents : campaignEvents;
}
