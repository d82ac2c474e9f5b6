import { choice, jsonObject, text, toggle } from '../../parameters/scalars';
import { deliveryTimeout, includeCallEventsField, maxDeliveryRetries } from '../../shared/webhook';
import { authorizationScheme, customHeaders, webAddress } from '../../shared/webRequest';

// Not required as such: in Update Fields n8n would insist on them even where nobody has added them.
export const name = text({
	displayName: 'Name',
	name: 'name',
	maxLength: 255,
	placeholder: 'e.g. Calls to the CRM',
	description: 'The name of the webhook, as Talkover lists it',
});

export const webhookUrl = webAddress({
	displayName: 'Webhook URL',
	name: 'webhookUrl',
	maxLength: 500,
	placeholder: 'e.g. https://example.com/webhook',
	description: 'The address that Talkover sends the events to. Talkover recommends https://.',
});

export const includeCallEvents = includeCallEventsField(
	'Whether the events of every single call of the campaign are sent as well',
);

/** Settings that create and update have in common; all are optional. */
export const DELIVERY_SETTINGS = [
	authorizationScheme,
	customHeaders,
	deliveryTimeout({
		displayName: 'Delivery Timeout',
		description: 'How many seconds Talkover waits for the receiver to answer',
	}),
	toggle({
		displayName: 'Enabled',
		name: 'enabled',
		default: true,
		description: 'Whether events are sent. A disabled webhook gets none.',
	}),
	choice({
		displayName: 'HTTP Method',
		name: 'httpMethod',
		default: 'POST',
		description: 'The method of the requests that Talkover sends',
		options: [
			{ name: 'PATCH', value: 'PATCH' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
	}),
	maxDeliveryRetries(
		'How often Talkover tries again to deliver an event that the receiver did not take',
	),
	jsonObject({
		displayName: 'Payload Templates JSON',
		name: 'payloadTemplates',
		rows: 4,
		description:
			'A JSON object that says, by the name of an event, what is sent for it in place of the usual content. Talkover fills in what stands in double braces, so enter it as fixed text: in an expression n8n would do so.',
	}),
	text({
		displayName: 'Webhook Secret',
		name: 'webhookSecret',
		maxLength: 255,
		password: true,
		description:
			'With it Talkover signs each event (HMAC-SHA256), so that the receiver can tell that it is genuine. Talkover never shows it again.',
	}),
] as const;
