import type { Documented } from '../../api/contract/documented';
import { idList } from '../../parameters/lists';
import { displayText } from '../../pickers/request';
import type { Entries } from '../../pickers/locator';
import { allOf, locator } from '../../pickers/locator';

/** Agents that take callbacks (API reference: list-callback-agents, not paged). */
const callbackAgents: Entries = {
	request: () => ({ endpoint: 'listCallbackAgents', path: ['callback-agents'] }),
	entry: ({ id, name, label, current_status: status }: Documented<'CallbackAgent'>) => ({
		name: displayText(label) || displayText(name) || displayText(id),
		value: displayText(id),
		description: displayText(status),
	}),
};

/** An agent that already takes callbacks. */
export const callbackAgentLocator = locator({
	displayName: 'Callback Agent',
	name: 'agentId',
	description: 'The agent that takes callbacks',
	what: 'a callback agent',
	method: 'searchCallbackAgents',
	idExample: '550e8400-e29b-41d4-a716-446655440000',
	entries: callbackAgents,
});

/** Agents whose calls people can return: outbound and published (API reference: list-source-agents). */
const sources: Entries = {
	request: () => ({
		endpoint: 'listCallbackSourceAgents',
		path: ['callback-agents', 'source-agents'],
	}),
	entry: ({ id, name }: Documented<'CallbackSourceAgent'>) => ({
		name: displayText(name),
		value: displayText(id),
	}),
};

/** The agents whose callbacks a callback agent takes. */
export const sourceAgentIds = idList({
	displayName: 'Source Agent Names or IDs',
	name: 'sourceAgentIds',
	method: 'getCallbackSourceAgents',
	dependsOn: ['agentId.value'],
	load: allOf(sources, 'agentId'),
	hint: 'The outbound agents whose calls people return. In an expression, separate several IDs with commas.',
});
