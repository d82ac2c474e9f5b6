import type { Documented } from '../../api/contract/documented';
import { idChoice } from '../../parameters/lists';
import { commaSeparated, displayText } from '../../pickers/request';
import { allOf, locator } from '../../pickers/locator';

/** An action of the selected agent (API reference: list-actions, not paged). */
export const actionLocator = locator({
	displayName: 'Action',
	name: 'actionId',
	description: 'The action to work with',
	what: 'an action',
	method: 'searchActions',
	idExample: 'action-uuid-1',
	entries: {
		request: (chosen) => ({
			method: 'GET',
			path: ['agents', chosen('agentId', 'Agent'), 'actions'],
		}),
		entry: (action: Documented<'Action'>) => ({
			name: displayText(action.label) || displayText(action.name),
			value: displayText(action.id),
			description: commaSeparated(action.type, action.current_status),
		}),
	},
});

/** One of the ready-made integrations (API reference: list-action-integrations, not paged). */
export const integrationChoice = idChoice({
	displayName: 'Integration Name or ID',
	name: 'integrationId',
	method: 'getActionIntegrations',
	load: allOf({
		request: () => ({ method: 'GET', path: ['action-integrations'] }),
		entry: (integration: Documented<'ActionIntegration'>) => ({
			name: displayText(integration.display_name),
			value: displayText(integration.identifier),
			description: displayText(integration.description),
		}),
	}),
});
