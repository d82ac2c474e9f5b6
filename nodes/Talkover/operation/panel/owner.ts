import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../api/request';
import { isSet } from '../../base/json';

/** The field with the ID of what a thing belongs to, by the part of the path before that ID. */
const OWNER_IDS: ReadonlyMap<string | undefined, string> = new Map([
	['agents', 'agent_id'],
	['calendars', 'calendar_id'],
	['campaigns', 'campaign_id'],
]);

/** The item with the ID of the agent, calendar or campaign that it belongs to, so that the next node can use it. */
export function withOwner(item: IDataObject, { path }: ApiRequest): IDataObject {
	const [kind, ownerId, part] = path;
	const name = OWNER_IDS.get(kind);
	const belongs = name !== undefined && part !== undefined && item.deleted !== true;
	return belongs && !isSet(item[name]) ? { ...item, [name]: ownerId } : item;
}
