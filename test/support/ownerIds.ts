import type { IDataObject } from 'n8n-workflow';
import type { Operation } from 'openapi-backend';

const OWNERS: Readonly<Record<string, string>> = {
	agents: 'agent_id',
	calendars: 'calendar_id',
	campaigns: 'campaign_id',
};

/** The operations that return the agent or campaign itself, although their path continues after its ID. */
const RETURN_OWNER = [
	'publishAgent',
	'setAgentCallback',
	'unpublishAgent',
	'updateAgentAdvancedSettings',
	'updateAgentCalling',
	'updateAgentKnowledge',
	'updateAgentVoice',
	'updateCallbackSources',
	'updateCampaignStatus',
];

/**
 * The expected items with the ID of the agent, calendar or campaign that they belong to.
 *
 * @param url the URL of the request
 */
export function withOwnerIds(
	items: readonly IDataObject[],
	{ path, operationId = '' }: Pick<Operation, 'operationId' | 'path'>,
	url: string,
): IDataObject[] {
	const [, kind = ''] = /^\/(\w+)\/\{\w+\}\/./.exec(path) ?? [];
	const name = OWNERS[kind];
	if (name === undefined || RETURN_OWNER.includes(operationId)) return [...items];
	const [, , id] = url.replace('/api/v1', '').split('/');
	return items.map((item) => (item.deleted === true ? item : { [name]: id, ...item }));
}
