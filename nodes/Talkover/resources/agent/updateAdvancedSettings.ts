import { apiFields } from '../../parameters/apiNames';
import { required } from '../../parameters/field';
import { toggle } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';
import { keepPublished, republished } from '../../shared/keepPublished';

const enableInitialMessageCache = required(
	toggle({
		displayName: 'Enable Initial Message Cache',
		name: 'enableInitialMessageCache',
		default: false,
		description:
			'Whether the audio of the initial message is kept and used again on outbound calls. It can be switched on only for an agent that is eligible for optimized costs; Check Cost Eligibility tells.',
	}),
);

export const updateAdvancedSettings = operation({
	value: 'updateAdvancedSettings',
	name: 'Update Advanced Settings',
	action: 'Update the advanced settings of an agent',
	description:
		'Switch the cache for the initial message of an agent on or off. Talkover has no other advanced settings.',
	fields: [agentLocator, enableInitialMessageCache],
	options: [keepPublished],
	request: ({ agentId, ...settings }) => ({
		method: 'PATCH',
		path: ['agents', agentId, 'advanced-settings'],
		body: apiFields(settings),
	}),
	restoration: republished,
	data: object,
});
