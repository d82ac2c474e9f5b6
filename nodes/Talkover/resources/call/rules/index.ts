import type { Answer, Send } from '../../../api/client';
import type { ApiRequest } from '../../../api/request';
import type { Failure } from '../../../api/response/failure';
import { localFailure } from '../../../api/response/failure';
import type { OptionValues } from '../../../parameters/groups';
import type { Skipped, Transport } from '../../../operation/operation';
import { defaultCountry } from '../../../operation/defaultCountry';
import { SharedKey } from '../../../operation/sharedKey';
import { OpenHours } from '../../../shared/time/openHours';
import { skippedCall } from '../result';
import { allowedCountries, inCountries } from './allowedCountries';
import type { CallingHours } from './callingHours';
import { callingHours, withinHours } from './callingHours';
import { doNotCall, notListed } from './doNotCall';
import { belowMax, maxCalls } from './maxCalls';
import { blockPremiumRate, notExpensive } from './premiumRate';
import type { PlannedCall, Rule } from './rule';
import { verdictOf } from './rule';

/** The rules for numbers, for calls that Talkover makes at its own times. */
export const numberRules = [
	defaultCountry,
	allowedCountries,
	blockPremiumRate,
	doNotCall,
	maxCalls,
] as const;

/** The rules for calls that are made immediately. */
export const callRules = [...numberRules, callingHours] as const;

type RuleOptions = OptionValues<typeof numberRules> &
	Partial<OptionValues<readonly [typeof callingHours]>>;

/** What the rules need to know about an item. */
export interface RuledItem extends Pick<Transport, 'shared' | 'tally'> {
	readonly values: { readonly phone: string };
	readonly options: RuleOptions;
	readonly request: ApiRequest;
}

/** By hours. */
const HOURS = new SharedKey<OpenHours>();

/** The hours of an option, with what is known about them in this run. */
export function hoursOf({ hours }: CallingHours, { shared }: Pick<Transport, 'shared'>): OpenHours {
	const { days, from, to } = hours;
	return shared(HOURS, `${[...days].join()} ${from} ${to}`, () => new OpenHours(hours));
}

/** The rules in the order in which they are checked: first those whose answer doesn't change with time. */
function rulesOf({ options, ...transport }: Omit<RuledItem, 'request' | 'values'>): Rule[] {
	const { allowedCountries: allowed, callingHours: hours, doNotCall: list } = options;
	return [
		...(options.blockPremiumRate ? [notExpensive] : []),
		...(allowed ? [inCountries(allowed)] : []),
		...(list ? [notListed(list, options.defaultCountry)] : []),
		...(hours ? [withinHours(hours, hoursOf(hours, transport))] : []),
		belowMax(options.maxCalls, transport.tally),
	];
}

/**
 * Checks what the rules of an item compare with, before anything is sent.
 *
 * @throws InvalidInput if the list of *Do Not Call* has an entry that isn't a number of the item's country
 */
export function checkRules({ doNotCall: list, defaultCountry: country }: RuleOptions): void {
	list?.checkFor(country);
}

/**
 * What the rules that need no request say about a call now.
 *
 * @returns undefined if it may be made; another request if Talkover has to delay it
 */
export function decide(
	item: RuledItem,
): Failure | Skipped | { readonly request: ApiRequest } | undefined {
	const call = plannedCall(item);
	const verdict = verdictOf(rulesOf(item), call);
	if (verdict.may === 'yes') return undefined;
	if (verdict.may === 'later') return { request: delayed(item.request, verdict.delaySeconds) };
	const { refusal } = verdict;
	if (refusal.fails) return localFailure(refusal.message);
	return { items: [skippedCall(call.to, refusal)], postponed: true };
}

/** Sends the request of a call, unless the rules have changed their mind while it was waiting. */
export async function sendIfAllowed(
	item: RuledItem,
	send: Send,
): Promise<Answer | Failure | Skipped> {
	const decision = decide(item);
	if (decision && !('request' in decision)) return decision;
	item.tally.add(1);
	const outcome = await send(decision?.request ?? item.request);
	if (!outcome.ok && !outcome.uncertain) item.tally.add(-1);
	return outcome;
}

function plannedCall({ values, request }: RuledItem): PlannedCall {
	const now = Date.now();
	return { to: values.phone, now, dialedAt: now + delayOf(request) * 1_000 };
}

/** The delay of a call in seconds. */
function delayOf({ body = {} }: ApiRequest): number {
	return Number(body.delay_seconds ?? 0);
}

function delayed(request: ApiRequest, seconds: number): ApiRequest {
	return { ...request, body: { ...request.body, delay_seconds: seconds } };
}
