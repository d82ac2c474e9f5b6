import type { IDataObject } from 'n8n-workflow';

import type { Fact } from '../../../account/book';
import { contactHash } from '../../../account/book';
import type { Send } from '../../../api/client';
import type { Failure } from '../../../api/response/reply';
import { keyOfId } from '../../../api/content/identity';
import type { ApiRequest } from '../../../api/request';
import { localFailure } from '../../../api/response/failure';
import type { Result } from '../../../base/result';
import { ok } from '../../../base/result';
import type { OptionValues } from '../../../parameters/groups';
import type { Decision, Question } from '../../../operation/once';
import type { Transport } from '../../../operation/operation';
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

type RuleOptions = OptionValues<typeof contactRules> &
	Partial<OptionValues<typeof callRules>> & { readonly isTest?: boolean | undefined };

/** What the rules need to know about an item. */
export interface RuledItem extends Pick<Transport, 'alike' | 'book' | 'shared' | 'tally'> {
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
		...(tally && !options.isTest ? [belowMax(options.maxCalls, tally)] : []),
	];
}

/** Only *Calling Hours* can fail. */
const INSTEAD_OF_FAILING =
	"The call wasn't made. To skip such calls instead, set 'Outside' in 'Calling Hours' to Skip";

/** The calls that count for *Max Calls per Contact*: those of all agents if it isn't known whose call it is. */
function callsCounted(item: RuledItem, limit: MaxPerContact): ContactCalls {
	return callsOf(item, agentCounted(item, limit));
}

function agentCounted({ values }: RuledItem, { ofAllAgents }: MaxPerContact): string | undefined {
	return ofAllAgents ? undefined : values.agentId;
}

/** The calls of an agent, or of all agents, as far as this run has read them. */
export function callsOf(
	{ alike, shared }: Pick<RuledItem, 'alike' | 'shared'>,
	agentId: string | undefined,
): ContactCalls {
	return shared(CALLS, agentId ?? '', () => new ContactCalls(agentId, alike));
}

/** The calls that count for *Max Calls per Contact*; undefined if nothing is counted. A test call isn't limited. */
function limitOf({ options }: Pick<RuledItem, 'options'>): MaxPerContact | undefined {
	return options.isTest ? undefined : options.maxCallsPerContact;
}

function knownCalls(item: RuledItem, limit: MaxPerContact, facts: readonly Fact[]): KnownCalls {
	const { agentId } = item.values;
	const ofAll = limit.ofAllAgents || agentId === undefined;
	const recent = facts.flatMap((fact): Fact[] => {
		if (fact.isTest) return [];
		if (ofAll) return [fact];
		// The agent of a campaign may be this one.
		if (fact.agentId === undefined) return [{ ...fact, is: 'unknown' }];
		return keyOfId(fact.agentId) === keyOfId(agentId) ? [fact] : [];
	});
	return { listed: callsCounted(item, limit), recent };
}

/** What the process knows of calls to the contact of a number. */
export function factsOf({ book, values }: Pick<RuledItem, 'book' | 'values'>): readonly Fact[] {
	return book.about({ key: '', contact: contactHash(contactOf(values.phone)) });
}

/** The question whose answer the rules need; undefined if they know enough. */
function questionOf(item: RuledItem, call: PlannedCall): Question | undefined {
	const limit = limitOf(item);
	if (!limit) return undefined;
	const since = startOf(limit, call) - LONGEST_DELAY;
	if (callsCounted(item, limit).isKnown({ to: call.to, since })) return undefined;
	return { ask: 'calls', agentId: agentCounted(item, limit), since };
}

/** What all rules say; a question if that depends on calls that aren't known. */
function verdictFor(
	item: RuledItem,
	call: PlannedCall,
	facts: readonly Fact[],
): Verdict | { readonly needs: Question } {
	const first = verdictOf(rulesOf(item), call);
	// Nothing is read for a call that isn't made anyway.
	if (first.may === 'no' || first.may === 'unknown') return first;
	const needs = questionOf(item, call);
	if (needs) return { needs };
	const limit = limitOf(item);
	if (!limit) return first;
	const last = belowMaxPerContact(limit, knownCalls(item, limit, facts))(call);
	return last.may === 'yes' ? first : last;
}

/** Reads the calls that a rule needs. @returns a failure if they can't be read now */
export async function lookAtCalls(
	item: RuledItem,
	{ agentId, since }: Extract<Question, { ask: 'calls' }>,
	send: Send,
	hasTurn = false,
): Promise<Failure | undefined> {
	const { phone: to } = item.values;
	const calls = callsOf(item, agentId);
	const failure = await calls.look({ to, since, send, hasTurn });
	const listed = calls.callsTo(to).calls.flatMap(({ element }) => [...callOf(element).ids]);
	item.book.confirm('call', listed);
	return failure;
}

/**
 * What the rules say about a call now, from what is known.
 *
 * @param facts what the process knows of calls to the contact
 * @returns undefined if it may be made
 */
export function decideByRules(item: RuledItem, facts: readonly Fact[]): Decision | undefined {
	const call = plannedCall(item);
	const verdict = verdictFor(item, call, facts);
	if ('needs' in verdict) return { do: 'look', at: verdict.needs };
	if (verdict.may === 'yes') return undefined;
	if (verdict.may === 'later') {
		return { do: 'send', request: delayed(item.request, verdict.delaySeconds) };
	}
	const { refusal } = verdict;
	if (refusal.fails) {
		return { do: 'fail', failure: localFailure(refusal.message, INSTEAD_OF_FAILING) };
	}
	return { do: 'skip', items: [skippedCall(call.to, refusal)], isFinal: false };
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

/** What all rules say, after the calls were read that they need. */
export async function checkedWithCalls(
	item: RuledItem,
	send: Send,
): Promise<Result<Checked, Failure>> {
	const call = plannedCall(item);
	const known = checked(item, call);
	const limit = limitOf(item);
	if (known.refusal || !limit) return ok(known);
	const needs = questionOf(item, call);
	const failure = needs?.ask === 'calls' ? await lookAtCalls(item, needs, send) : undefined;
	if (failure) return failure;
	const facts = factsOf(item);
	const { least, most } = countFor(limit, knownCalls(item, limit, facts), call);
	const verdict = belowMaxPerContact(limit, knownCalls(item, limit, facts))(call);
	return ok({
		...known,
		refusal: refusalIn(verdict),
		callsInWindow: least === most ? most : null,
	});
}

function refusalIn(verdict: Verdict): Refusal | undefined {
	return 'refusal' in verdict ? verdict.refusal : undefined;
}

/** What a rejection shows of a call that Talkover had before. */
export function existingCall(to: string, rejection: Failure): IDataObject | undefined {
	const found = existingCallIn(rejection);
	// A call to somebody else is no reason.
	return found && isPlacedToContact(to)(found) !== 'no' ? found : undefined;
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
