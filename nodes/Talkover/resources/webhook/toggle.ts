import { unreadableAnswer } from '../../api/failure';
import { toggle as switchField } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { webhookFields, webhookPath } from './pickers';

const enabled = switchField({
	displayName: 'Enabled',
	name: 'enabled',
	default: true,
	description: 'Whether the webhook is to send events from now on',
});

/** The option of what creates something, in the words of a switch. */
const resendUnknown = switchField({
	displayName: 'Send Again If Outcome Unknown',
	name: 'resendUnknown',
	default: false,
	description:
		'Whether a retry looks at the webhook again, and switches it if it is not yet as wanted, when it is not known how an earlier try ended. If that one is still in progress, both may take place and the webhook ends up as it was.',
});

export const toggle = operation({
	value: 'toggle',
	name: 'Toggle',
	action: 'Enable or disable a webhook',
	description:
		'Switch a webhook on or off. Checks the current state first and changes nothing if it already matches. What happens while it is off is not sent.',
	fields: [...webhookFields, enabled],
	options: [resendUnknown],
	request: ({ enabled: wanted = true, ...webhook }) => ({
		method: 'PATCH',
		path: [...webhookPath(webhook), 'toggle'],
		creates: {
			key: ['webhookSwitch', wanted ? 'on' : 'off'],
			label: `switching the webhook ${wanted ? 'on' : 'off'}`,
			where: `among the webhooks of the ${webhook.source}`,
		},
	}),
	before: async ({ values: { enabled: wanted = true, ...webhook }, send }) => {
		const answer = await send({ method: 'GET', path: webhookPath(webhook) });
		if (!answer.ok) return answer;
		const found = object.read(answer.body);
		// Talkover can only turn the switch: without knowing how it stands, that could do the opposite.
		if (typeof found?.enabled !== 'boolean') return unreadableAnswer(answer.status, answer.body);
		return found.enabled === wanted ? { ok: true, output: [found] } : undefined;
	},
	data: object,
});
