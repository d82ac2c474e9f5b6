import { idChoice } from '../../parameters/lists';
import { shown } from '../../pickers/request';
import { allOf, locator } from '../../pickers/locator';

/** An action of the chosen agent (API reference: list-actions, not paged). */
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
		entry: (action) => ({
			name: shown(action.label) || shown(action.name),
			value: shown(action.id),
			description: [action.type, action.current_status].map(shown).filter(Boolean).join(', '),
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
		entry: (integration) => ({
			name: shown(integration.display_name),
			value: shown(integration.identifier),
			description: shown(integration.description),
		}),
	}),
});
