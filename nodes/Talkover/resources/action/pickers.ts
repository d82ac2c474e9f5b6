import type { Documented } from '../../api/contract/documented';
import { idChoice } from '../../parameters/lists';
import { displayText } from '../../pickers/request';
import { allOf, locator } from '../../pickers/locator';
import { agentActions } from '../../shared/agent/actions';

/** An action of the selected agent. */
export const actionLocator = locator({
	displayName: 'Action',
	name: 'actionId',
	what: 'an action',
	method: 'searchActions',
	idExample: 'action-uuid-1',
	entries: agentActions,
});

/** One of the ready-made integrations (API reference: list-action-integrations, not paged). */
export const integrationChoice = idChoice({
	displayName: 'Integration Name or ID',
	name: 'integrationId',
	method: 'getActionIntegrations',
	load: allOf({
		request: () => ({ endpoint: 'listActionIntegrations', path: ['action-integrations'] }),
		entry: (integration: Documented<'ActionIntegration'>) => ({
			name: displayText(integration.display_name),
			value: displayText(integration.identifier),
			description: displayText(integration.description),
		}),
	}),
});
