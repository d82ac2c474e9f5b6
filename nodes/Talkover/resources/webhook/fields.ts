import { choice, jsonObject, text, toggle } from '../../parameters/scalars';
import {
	deliveryTimeout,
	includeCallEvents as callEvents,
	maxDeliveryRetries,
} from '../../shared/webhook/webhook';
import { authorizationScheme, customHeaders, webAddress } from '../../shared/webhook/webRequest';

// Not required here, because in Update Fields n8n would require them even if nobody has added them.
export const name = text({
	displayName: 'Name',
	name: 'name',
	maxLength: 255,
	placeholder: 'e.g. Calls to the CRM',
	description: 'The name of the webhook in Talkover',
});

export const webhookUrl = webAddress({
	displayName: 'Webhook URL',
	name: 'webhookUrl',
	maxLength: 500,
	placeholder: 'e.g. https://example.com/webhook',
	description: 'The URL that Talkover sends events to. Talkover recommends https://.',
});

export const includeCallEvents = toggle({
	...callEvents,
	default: false,
	description: 'Whether to also send the events of each call of the campaign',
});

/** The optional settings that *Create* and *Update* share. */
export const DELIVERY_SETTINGS = [
	authorizationScheme,
	customHeaders,
	deliveryTimeout('How many seconds Talkover waits for the response of the receiver (5–120)'),
	toggle({
		displayName: 'Enabled',
		name: 'enabled',
		default: true,
		description: 'Whether the webhook sends events',
	}),
	choice({
		displayName: 'HTTP Method',
		name: 'httpMethod',
		default: 'POST',
		description: 'The HTTP method of the requests',
		options: [
			{ name: 'PATCH', value: 'PATCH' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
	}),
	maxDeliveryRetries(
		"How many times Talkover retries a delivery that the receiver didn't accept (0–10)",
	),
	jsonObject({
		displayName: 'Payload Templates JSON',
		name: 'payloadTemplates',
		rows: 4,
		description:
			"A JSON object that maps event names to payload templates, which replace the default payload. Enter it as fixed text, because n8n would evaluate Talkover's double braces in an expression.",
	}),
	text({
		displayName: 'Webhook Secret',
		name: 'webhookSecret',
		maxLength: 255,
		password: true,
		description:
			'The key with which Talkover signs each event (HMAC-SHA256), so that the receiver can verify it. Talkover never returns it.',
	}),
] as const;
