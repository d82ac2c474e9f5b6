import { requestFields } from '../../../api/contract/requestFields';
import { required } from '../../../parameters/field';
import { toggle } from '../../../parameters/scalars';
import { operation } from '../../../operation/operation';
import { changed } from '../../../operation/answers/shapes';
import { agentLocator } from '../../../shared/agent/agent';
import { keepPublished, republished } from '../../../shared/agent/keepPublished';

const enableInitialMessageCache = required(
	toggle({
		displayName: 'Enable Initial Message Cache',
		name: 'enableInitialMessageCache',
		default: false,
		description:
			'Whether to cache the audio of the initial message for outbound calls. Requires an agent that is eligible for optimized costs (see Check Cost Eligibility).',
	}),
);

export const updateAdvancedSettings = operation({
	value: 'updateAdvancedSettings',
	name: 'Update Advanced Settings',
	action: 'Update the advanced settings of an agent',
	description: 'Set whether the initial message of an agent is cached',
	fields: [agentLocator, enableInitialMessageCache],
	options: [keepPublished],
	request: ({ agentId, ...settings }) => ({
		endpoint: 'updateAgentAdvancedSettings',
		path: ['agents', agentId, 'advanced-settings'],
		body: requestFields('UpdateAgentAdvancedSettingsRequest', settings),
	}),
	compensation: republished,
	data: changed,
});
