import { moduleState } from '../../../account/moduleState';
import type { Call } from '../../../api/content/call';
import { readCall } from '../../../api/content/call';
import type { Documented } from '../../../api/contract/documented';
import type { JsonObject } from '../../../base/json';

/** A call in any response, as Talkover wrote it: in a list, in progress, just made, or of a campaign. */
export type RawCall = Documented<'ActiveCall' | 'Call' | 'CallCreated' | 'CampaignCallItem'>;

/** The calls that were read. Thousands of items of a retry search the same thousands of calls. */
const READ = moduleState(() => new WeakMap<JsonObject, Call>());

/** What a response says of a call. Reads it once. */
export function callOf(raw: JsonObject): Call {
	const call = READ().get(raw) ?? readCall(raw);
	READ().set(raw, call);
	return call;
}
