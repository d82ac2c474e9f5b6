import type { IDataObject } from 'n8n-workflow';

import { unreadableAnswer } from '../../api/response/failure';
import { ok } from '../../base/result';
import { toggle as switchField } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import { withOwner } from '../../operation/panel/owner';
import { webhookShape } from './answers';
import { webhookFields, ownTarget } from './pickers';

const enabled = switchField({
	displayName: 'Enabled',
	name: 'enabled',
	default: true,
	description: 'Whether the webhook sends events',
});

/** The option with another description, because nothing is created. */
const resendOption = {
	...resendUnknown,
	property: {
		...resendUnknown.property,
		description:
			'Whether a retry checks the webhook again if an earlier outcome is unknown, and toggles it if needed. An earlier attempt that is still in progress may cancel it out. If not added, the item fails.',
	},
};

/** How long a state decides, in milliseconds: a request that waits for the rate limit looks again. */
const FRESH_MS = 1_000;

export const OTHER_STATE =
	"The node can't tell whether the webhook was changed, because Talkover's response shows the opposite state. Check the webhook in Talkover";

export const toggle = operation({
	value: 'toggle',
	name: 'Enable or Disable',
	action: 'Enable or disable a webhook',
	description: 'Enable or disable a webhook',
	toolText: 'Enables or disables a webhook in Talkover. A disabled one sends no events.',
	fields: [...webhookFields, enabled],
	options: [resendOption],
	request: ({ enabled: wanted = true, ...webhook }) => ({
		...ownTarget('toggle', webhook, 'toggle'),
		creates: {
			key: ['webhookSwitch', wanted ? 'on' : 'off'],
			label: `the ${wanted ? 'enabled' : 'disabled'} webhook`,
			where: `the webhooks of the ${webhook.source}`,
		},
	}),
	once: ({ request, values: { enabled: wanted = true, ...webhook } }) => {
		let found: { readonly at: number; readonly webhook: IDataObject } | undefined;
		return {
			// The state that Talkover shows decides, whoever has changed it.
			mayRepeat: true,
			trace: () => undefined,
			look: async (_question, send) => {
				const answer = await send(ownTarget('get', webhook));
				if (!answer.ok) return answer;
				const read = webhookShape.read(answer);
				// The request only toggles the state, so without knowing the state, it could do the opposite.
				if (typeof read?.enabled !== 'boolean') {
					return unreadableAnswer(answer.status, answer.body);
				}
				found = { at: Date.now(), webhook: read };
				return undefined;
			},
			decide: () => {
				if (!found || Date.now() - found.at > FRESH_MS) {
					return { do: 'look', at: { ask: 'current' } };
				}
				const { webhook: current } = found;
				if (current.enabled !== wanted) return undefined;
				return { do: 'skip', items: [withOwner(current, request)], isFinal: true };
			},
		};
	},
	data: { ...webhookShape, mayOnlyConfirm: true },
	output: (webhook, { values: { enabled: wanted = true } }) => {
		const isOther = webhook.enabled === !wanted;
		return ok({ item: webhook, ...(isOther ? { warning: OTHER_STATE } : {}) });
	},
});
