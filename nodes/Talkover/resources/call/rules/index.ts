import type { RecentContact } from '../../../account/recentContacts';
import type { Send } from '../../../api/client';
import type { Failure, Reply } from '../../../api/response/reply';
import { keyOfId } from '../../../api/content/identity';
import type { ApiRequest } from '../../../api/request';
import { localFailure } from '../../../api/response/failure';
import type { Result } from '../../../base/result';
import { ok } from '../../../base/result';
import type { OptionValues } from '../../../parameters/groups';
import type { Skipped, Transport } from '../../../operation/operation';
import { defaultCountry } from '../../../operation/defaultCountry';
import { SharedKey } from '../../../operation/sharedKey';
import { contactOf } from '../../../shared/phone/contact';
import { OpenHours } from '../../../shared/time/openHours';
import { skippedCall } from '../result';
import { ContactCalls } from '../state/contactCalls';
import type { KnownCalls } from '../state/countCalls';
import { LONGEST_DELAY } from '../state/countCalls';
import { callOf } from '../state/call';
import { isPlacedToContact } from '../state/isCallWith';
import { existingCallIn } from '../../../api/response/rejections';
import { allowedCountries, inCountries } from './allowedCountries';
import type { CallingHours, LocalTime } from './callingHours';
import { AT_ANY_TIME, callingHours, localTimeOf, openHours, withinHours } from './callingHours';
import { doNotCall, notListed } from './doNotCall';
import { belowMax, maxCalls } from './maxCalls';
import type { MaxPerContact } from './maxPerContact';
import { belowMaxPerContact, countFor, maxCallsPerContact, startOf } from './maxPerContact';
import { blockPremiumRate, notExpensive } from './premiumRate';
import type { PlannedCall, Refusal, Rule, Verdict } from './rule';
import { verdictOf } from './rule';

const contactRules = [
	defaultCountry,
	allowedCountries,
	blockPremiumRate,
	doNotCall,
	maxCallsPerContact,
] as const;

/** The rules for numbers, for calls that Talkover makes at its own times. */
export const numberRules = [...contactRules, maxCalls] as const;

/** The rules for calls that are made immediately. */
export const callRules = [...numberRules, callingHours] as const;

/** The rules for a check, which makes no calls that could be counted or delayed. */
export const checkableRules = [...contactRules, openHours] as const;

type RuleOptions = OptionValues<typeof contactRules> & Partial<OptionValues<typeof callRules>>;

/** What the rules need to know about an item. */
export interface RuledItem extends Pick<Transport, 'alike' | 'contacts' | 'shared' | 'tally'> {
	/** Without an agent if it isn't known whose call it is. */
	readonly values: { readonly phone: string; readonly agentId?: string };
	readonly options: RuleOptions;
	readonly request: ApiRequest;
}

/** By agent; empty for all agents. */
const CALLS = new SharedKey<ContactCalls>();

/** By hours. */
const HOURS = new SharedKey<OpenHours>();

/** The hours of an option, with what is known about them in this run. */
function hoursOf({ hours }: CallingHours, { shared }: Pick<Transport, 'shared'>): OpenHours {
	const { days, from, to } = hours;
	return shared(HOURS, `${[...days].join()} ${from} ${to}`, () => new OpenHours(hours));
}

/** An item for the rules that need no request. Only what makes calls has a tally. */
type Unread = Partial<RuledItem> & Pick<RuledItem, 'options' | 'shared'>;

/** The rules in the order in which they are checked: first those whose answer doesn't change with time. */
function rulesOf({ options, shared, tally }: Unread): Rule[] {
	const { allowedCountries: allowed, callingHours: hours, doNotCall: list } = options;
	return [
		...(options.blockPremiumRate ? [notExpensive] : []),
		...(allowed ? [inCountries(allowed)] : []),
		...(list ? [notListed(list)] : []),
		...(hours ? [withinHours(hours, hoursOf(hours, { shared }))] : []),
		...(tally ? [belowMax(options.maxCalls, tally)] : []),
	];
}

/** Only *Calling Hours* can fail. */
const INSTEAD_OF_FAILING =
	"The call wasn't made. To skip such calls instead, set 'Outside' in 'Calling Hours' to Skip";

/** The calls that count for *Max Calls per Contact*: those of all agents if it isn't known whose call it is. */
function callsCounted({ values, alike, shared }: RuledItem, limit: MaxPerContact): ContactCalls {
	const agentId = limit.ofAllAgents ? undefined : values.agentId;
	return shared(CALLS, agentId ?? '', () => new ContactCalls(agentId, alike));
}

/** The rule that needs the list of calls, after {@link lookAtCalls}. */
function ruleOfCalls(item: RuledItem): readonly Rule[] {
	const { maxCallsPerContact: limit } = item.options;
	return limit ? [belowMaxPerContact(limit, knownCalls(item, limit))] : [];
}

function knownCalls(item: RuledItem, limit: MaxPerContact): KnownCalls {
	const { phone, agentId } = item.values;
	const ofAll = limit.ofAllAgents || agentId === undefined;
	const recent = item.contacts.callsTo(contactOf(phone)).flatMap((call): RecentContact[] => {
		if (ofAll) return [call];
		// The agent of a campaign may be this one.
		if (call.agentId === undefined) return [{ ...call, state: 'unknown' }];
		return keyOfId(call.agentId) === keyOfId(agentId) ? [call] : [];
	});
	return { listed: callsCounted(item, limit), recent };
}

/**
 * Reads the list of calls if a rule of the item needs it. Call it before {@link decide}.
 *
 * @returns a failure if it can't be read now
 */
export async function lookAtCalls(
	item: RuledItem,
	send: Send,
	{ call = plannedCall(item), hasTurn = false }: { call?: PlannedCall; hasTurn?: boolean } = {},
): Promise<Failure | undefined> {
	const { maxCallsPerContact: limit } = item.options;
	if (!limit) return undefined;
	const { may } = verdictOf(rulesOf(item), call);
	// Nothing is read for a call that isn't made anyway.
	if (may === 'no' || may === 'unknown') return undefined;
	const since = startOf(limit, call) - LONGEST_DELAY;
	return callsCounted(item, limit).look({ to: call.to, since, send, hasTurn });
}

/**
 * What the rules say about a call now.
 *
 * @returns undefined if it may be made; another request if Talkover has to delay it
 */
export function decide(
	item: RuledItem,
): Failure | Skipped | { readonly request: ApiRequest } | undefined {
	const call = plannedCall(item);
	const verdict = verdictOf([...rulesOf(item), ...ruleOfCalls(item)], call);
	if (verdict.may === 'yes') return undefined;
	if (verdict.may === 'later') return { request: delayed(item.request, verdict.delaySeconds) };
	const { refusal } = verdict;
	if (refusal.fails) return localFailure(refusal.message, INSTEAD_OF_FAILING);
	return { items: [skippedCall(call.to, refusal)], postponed: true };
}

/** What the rules say about a number, without a call. */
export interface Checked extends LocalTime {
	readonly refusal?: Refusal | undefined;
	/** The calls that count for *Max Calls per Contact*; null if their number isn't known. */
	readonly callsInWindow: number | null;
}

/** What the rules say that need no request. */
export function checked(item: Unread, call: PlannedCall): Checked {
	const { callingHours: hours = AT_ANY_TIME } = item.options;
	return {
		refusal: refusalIn(verdictOf(rulesOf(item), call)),
		...localTimeOf(hours, hoursOf(hours, item), call),
		callsInWindow: null,
	};
}

/** What all rules say. Nothing is read for a call that isn't allowed anyway. */
export async function checkedWithCalls(
	item: RuledItem,
	send: Send,
): Promise<Result<Checked, Failure>> {
	const call = plannedCall(item);
	const known = checked(item, call);
	const { maxCallsPerContact: limit } = item.options;
	if (known.refusal || !limit) return ok(known);
	const failure = await lookAtCalls(item, send, { call });
	if (failure) return failure;
	const { least, most } = countFor(limit, knownCalls(item, limit), call);
	return ok({
		...known,
		refusal: refusalIn(verdictOf(ruleOfCalls(item), call)),
		callsInWindow: least === most ? most : null,
	});
}

function refusalIn(verdict: Verdict): Refusal | undefined {
	return 'refusal' in verdict ? verdict.refusal : undefined;
}

/** Sends the request of a call, unless the rules have changed their mind while it was waiting. */
export async function sendIfAllowed(item: RuledItem, send: Send): Promise<Reply | Skipped> {
	const failure = await lookAtCalls(item, send, { hasTurn: true });
	if (failure) return failure;
	const decision = decide(item);
	if (decision && !('request' in decision)) return decision;
	// Without waiting after the decision, so that it counts for other items.
	item.tally.add(1);
	const { request } = decision ?? item;
	const { phone, agentId } = item.values;
	const noted = item.contacts.note(contactOf(phone), agentId, delayOf(request) * 1_000);
	const outcome = await send(request);
	if (outcome.ok) {
		noted.made(callOf(outcome.thing ?? {}).ids);
	} else if (outcome.did === 'unknown') {
		noted.unknown();
	} else {
		item.tally.add(-1);
		noted.forget();
		const found = existingCallIn(outcome);
		// A call to somebody else is no reason.
		const existing = found && isPlacedToContact(phone)(found) !== 'no' ? found : undefined;
		const items = existing && [skippedCall(phone, existsAlready(phone), existing)];
		if (items) return { items, answer: outcome };
	}
	return outcome;
}

/** Why Talkover didn't make a call. */
export function existsAlready(to: string): Refusal {
	const message = `${to} wasn't called, because Talkover already has a call to this number`;
	return { reason: 'duplicate', message };
}

function plannedCall({ values, request }: RuledItem): PlannedCall {
	const now = Date.now();
	return { to: values.phone, now, dialedAt: now + delayOf(request) * 1_000 };
}

/** The delay of a call in seconds. */
export function delayOf({ body = {} }: ApiRequest): number {
	return Number(body.delay_seconds ?? 0);
}

function delayed(request: ApiRequest, seconds: number): ApiRequest {
	return { ...request, body: { ...request.body, delay_seconds: seconds } };
}
