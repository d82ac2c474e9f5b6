import type { Fact, Tool } from '../../account/book';
import type { ApiRequest } from '../../api/request';
import type { Transport } from '../../operation/job';
import { readerOf } from '../reading/callReader';
import { inCountries } from './numbers/allowedCountries';
import { hoursOf, withinHours } from './callingHours';
import { notListed } from './numbers/doNotCall';
import { belowMax } from './limits/maxCalls';
import type { Counted, MaxPerContact } from './limits/maxPerContact';
import { belowMaxPerContact } from './limits/maxPerContact';
import { belowMaxPerHour } from './limits/maxPerHour';
import { notWaiting } from './notWaiting';
import { notOnCall } from './onCall';
import { listedOnly } from './numbers/onlyCall';
import type { RuleOptions } from './options';
import { notExpensive } from './numbers/premiumRate';
import type { Rule } from './rule';

/** What the rules need to know about an item. */
export interface RuledItem extends Pick<
	Transport,
	'alike' | 'book' | 'isFromModel' | 'shared' | 'tally' | 'tool'
> {
	/** Without an agent if it isn't known whose call it is. */
	readonly values: { readonly phone: string; readonly agentId?: string };
	readonly options: RuleOptions;
	readonly request: ApiRequest;
}

/** An item for the rules that need to know nothing of other calls. Only what makes calls has a tally. */
export type Unread = Partial<RuledItem> & Pick<RuledItem, 'options' | 'shared'>;

/** The rules about a number, in the order in which they are checked: first those whose answer doesn't change with time. */
export function rulesOfNumber({ options, shared, tally }: Unread): Rule[] {
	const { allowedCountries: allowed, callingHours: hours, doNotCall: list } = options;
	const { isTest, maxCalls, onlyCall } = options;
	return [
		...(options.blockPremiumRate ? [notExpensive] : []),
		...(allowed ? [inCountries(allowed)] : []),
		...(list ? [notListed(list)] : []),
		...(onlyCall ? [listedOnly(onlyCall)] : []),
		...(hours ? [withinHours(hours, hoursOf(hours, shared))] : []),
		...(tally && maxCalls !== undefined && !isTest ? [belowMax(maxCalls, tally)] : []),
	];
}

/** The rules about how often tools have called, and how often a contact was called. */
export function rulesOfContact(item: RuledItem, facts: readonly Fact[]): Rule[] {
	const tool = toolOf(item);
	const limit = limitOf(item);
	return [
		...(tool && !item.options.isTest ? [belowMaxPerHour(tool, item.book.byTools(tool))] : []),
		...(limit ? [belowMaxPerContact(limit, countedFor(item, limit, facts))] : []),
	];
}

/** The AI agent's tool that an item is for. A check has no limit of its own. */
export function toolOf({ options, tool }: RuledItem): Tool | undefined {
	return tool && { ...tool, mostPerHour: options.maxCallsPerHour ?? Infinity };
}

/** The rules about what the agent does at the moment. */
export function rulesOfAgent(item: RuledItem, facts: readonly Fact[]): Rule[] {
	const { options, values } = item;
	const { agentId } = values;
	if (agentId === undefined) return [];
	const reader = readerOf(item, agentId);
	return [
		...(options.isTest ? [] : [notWaiting(reader, agentId, facts)]),
		...(options.skipIfActive ? [notOnCall(reader, agentId, facts)] : []),
	];
}

/** The calls that count for *Max Calls per Contact*; undefined if nothing is counted. A test call isn't limited. */
export function limitOf({ options }: Pick<RuledItem, 'options'>): MaxPerContact | undefined {
	return options.isTest ? undefined : options.maxCallsPerContact;
}

/**
 * Those of all agents if it isn't known whose call it is, or if a model chooses that: with another agent, it could call
 * somebody again.
 */
export function countedFor(
	item: RuledItem,
	{ ofAllAgents }: MaxPerContact,
	facts: readonly Fact[],
): Counted {
	const isAnyAgent = ofAllAgents || item.isFromModel('agentId') || item.isFromModel('campaignId');
	const agentId = isAnyAgent ? undefined : item.values.agentId;
	return { agentId, reader: readerOf(item, agentId), facts };
}
