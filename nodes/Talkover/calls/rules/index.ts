import type { IDataObject } from 'n8n-workflow';

import type { Fact } from '../../account/book';
import { contactHash } from '../../account/book';
import type { ApiRequest } from '../../api/request';
import { localFailure } from '../../api/response/failure';
import type { Failure } from '../../api/response/reply';
import type { Decision, Question } from '../../operation/creation/once';
import { contactOf } from '../../shared/phone/contact';
import { skippedCall } from '../result';
import type { InProgress } from '../reading/activeCalls';
import type { Look } from '../reading/callReader';
import { readerOf } from '../reading/callReader';
import type { LocalTime } from './callingHours';
import { AT_ANY_TIME, hoursOf, localTimeOf } from './callingHours';
import { countFor } from './limits/maxPerContact';
import { isListed } from './onCall';
import type { PlannedCall, Rule } from './rule';
import { verdictOf } from './rule';
import type { RuledItem, Unread } from './rulesOf';
import { countedFor, limitOf, rulesOfAgent, rulesOfContact, rulesOfNumber } from './rulesOf';

/** Only *Calling Hours* can fail. */
const INSTEAD_OF_FAILING =
	"The call wasn't made. To skip such calls instead, set 'Outside' in 'Calling Hours' to Skip";

/**
 * What the rules say now about adding a contact to a campaign, from what is known.
 *
 * @param facts what the process knows of calls to the contact
 * @returns undefined if it may be added
 */
export function decideContact(item: RuledItem, facts: readonly Fact[]): Decision | undefined {
	return decisionOf(item, [...rulesOfNumber(item), ...rulesOfContact(item, facts)]);
}

/** What the rules say now about a call that is made immediately, like {@link decideContact}. */
export function decideCall(item: RuledItem, facts: readonly Fact[]): Decision | undefined {
	return decisionOf(item, [
		...[...rulesOfNumber(item), ...rulesOfContact(item, facts)],
		...rulesOfAgent(item, facts),
	]);
}

function decisionOf(item: RuledItem, rules: readonly Rule[]): Decision | undefined {
	const call = plannedCall(item);
	const verdict = verdictOf(rules, call);
	switch (verdict.may) {
		case 'yes':
			return undefined;
		case 'ask':
			return { do: 'look', at: verdict.question };
		case 'later':
			return { do: 'send', request: delayed(item.request, verdict.delaySeconds) };
		default: {
			const { refusal } = verdict;
			if (refusal.fails) {
				return { do: 'fail', failure: localFailure(refusal.message, INSTEAD_OF_FAILING) };
			}
			const items = [skippedCall(call.to, refusal)];
			return { do: 'skip', items, isFinal: refusal.isFinal === true };
		}
	}
}

/** Finds out what a rule needs. @returns a failure if it can't be found out now */
export async function lookForRule(
	item: RuledItem,
	question: Question,
	look: Omit<Look, 'to'>,
): Promise<Failure | undefined> {
	const { phone: to, agentId } = item.values;
	if (question.ask === 'calls') {
		return readerOf(item, question.agentId).look({ ...look, to, since: question.since });
	}
	if (agentId === undefined) return undefined;
	return readerOf(item, agentId).lookIfActive({ ...look, to }, isListed(agentId, factsOf(item)));
}

/** What the process knows of calls to the contact of a number. */
function factsOf({ book, values }: Pick<RuledItem, 'book' | 'values'>): readonly Fact[] {
	return book.about({ key: '', contact: contactHash(contactOf(values.phone)) });
}

/** What the rules about a number say. */
export interface Checked extends LocalTime {
	/** The item instead of a call; undefined if it may be called. */
	readonly skipped: IDataObject | undefined;
}

/** What the rules say that need to know nothing of other calls. */
export function checkedNumber(item: Unread, call: PlannedCall): Checked {
	const { callingHours: hours = AT_ANY_TIME } = item.options;
	const verdict = verdictOf(rulesOfNumber(item), call);
	return {
		skipped: 'refusal' in verdict ? skippedCall(call.to, verdict.refusal) : undefined,
		...localTimeOf(hours, hoursOf(hours, item.shared), call),
	};
}

/** How often a contact was called, from what is known; null if that isn't known, or nothing is counted. */
export function callsInWindow(item: RuledItem): number | null {
	const limit = limitOf(item);
	if (!limit) return null;
	const count = countFor(limit, countedFor(item, limit, factsOf(item)), plannedCall(item));
	return count && count.least === count.most ? count.most : null;
}

/** Whether the agent is on a call with the contact of a number, from what is known; undefined if that isn't. */
export function inProgress(item: RuledItem): InProgress | undefined {
	const { phone: to, agentId } = item.values;
	if (agentId === undefined) return undefined;
	return readerOf(item, agentId).active(to, isListed(agentId, factsOf(item)));
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
