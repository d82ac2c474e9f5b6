import type { Documented } from '../../api/contract/documented';
import type { Entries } from '../../pickers/locator';
import { commaSeparated, displayText } from '../../pickers/request';

/** The actions of the chosen agent (API reference: list-actions, not paged). */
export const agentActions: Entries = {
	request: (chosen) => ({
		endpoint: 'listActions',
		path: ['agents', chosen('agentId', 'Agent'), 'actions'],
	}),
	entry: (action: Documented<'Action'>) => ({
		name: displayText(action.label) || displayText(action.name),
		value: displayText(action.id),
		description: commaSeparated(action.type, action.current_status),
	}),
};
