import { moduleState } from '../../account/moduleState';
import type { Call } from '../../api/content/call';
import { readCall } from '../../api/content/call';
import type { PhoneNumber } from '../../api/content/numbers';
import type { Documented } from '../../api/contract/documented';
import type { JsonObject } from '../../base/json';
import { spellingsOf } from '../../shared/phone/contact';
import { possibleNumber } from '../../shared/phone/numberingPlan';

/** A call in any response, as Talkover wrote it: in a list, in progress, just made, or of a campaign. */
export type RawCall = Documented<'ActiveCall' | 'Call' | 'CallCreated' | 'CampaignCallItem'>;

/** The numbers of digits of an extension. */
const EXTENSIONS = [1, 2, 3, 4, 5, 6];

/** The calls that were read. Thousands of items of a retry search the same thousands of calls. */
const READ = moduleState(() => new WeakMap<JsonObject, Call>());

/** What a response says of a call. Reads it once. */
export function callOf(raw: JsonObject): Call {
	const call = READ().get(raw) ?? readCall(raw, inPlan);
	READ().set(raw, call);
	return call;
}

/**
 * A number with a plus that can't exist as it's written: unreadable if it reaches another one, because it has an extension or a
 * prefix, and otherwise without its country code. Numbers that could exist until a plan changed are as good as others.
 */
function inPlan(number: PhoneNumber): PhoneNumber | undefined {
	const { form, digits } = number;
	const written = `+${digits}`;
	if (form === 'plain' || spellingsOf(written).some(isPossible)) return number;
	const isLong = EXTENSIONS.some((length) => isPossible(written.slice(0, -length)));
	return isLong || possibleNumber(written) !== undefined ? undefined : { form: 'plain', digits };
}

function isPossible(number: string): boolean {
	return possibleNumber(number) === number;
}
