import type { IDataObject } from 'n8n-workflow';

import { idOf, comparableId, withId } from '../../api/content/identity';
import { namedListIn } from '../../api/response/answer';
import type { Failure } from '../../api/response/reply';
import { defined } from '../../base/collections/defined';
import { isRecord, isSet } from '../../base/json';
import { requestFields } from '../../api/contract/requestFields';
import { ok } from '../../base/result';
import { perItem, sentAs } from '../../parameters/field';
import { onWhenAdded } from '../../parameters/scalars';
import type { Once } from '../../operation/once';
import type { Transport } from '../../operation/job';
import { operation } from '../../operation/operation';
import { SharedKey } from '../../operation/sharedKey';
import type { Shape } from '../../operation/shapes';
import { isIdentified, list, object } from '../../operation/shapes';
import { resendUnknown } from '../../operation/options';
import { campaignLocator, campaignShape } from '../../shared/campaign';
import { phone } from '../../shared/phone/phone';
import { isOwnCall } from '../../calls/lookup';
import { skipsContacts } from '../../calls/notCalled';
import { aboutCall, placedOnce } from '../../calls/onceCalled';
import { callTo, placedCall } from '../../calls/placing';
import { madeCall, unlistedState } from '../../calls/result';
import { MAKE_FOR_CAMPAIGN_PATTERN } from './patterns';
import { decideContact, lookForRule } from '../../calls/rules';
import { numberRules } from '../../calls/rules/options';
import type { RuledItem } from '../../calls/rules/rulesOf';
import { isPlacedTo } from '../../calls/reading/isCallWith';
import { callData, callDataOptions, contextOf, payloadOf } from '../../calls/callData';

const allowDuplicates = perItem(
	onWhenAdded({
		displayName: 'Allow Duplicates',
		name: 'allowDuplicates',
		description:
			"Whether to add a number again while the campaign still has a pending call to it. If off, it isn't added twice, and the output has 'placed' set to false.",
	}),
);

/** The call is in a named field next to the campaign (API reference: make-campaign-call), or the thing itself. */
const callOfCampaign: Shape<IDataObject> = {
	...placedCall,
	read: (reply) => {
		const { campaign_call: call, ...others } = object.read(reply) ?? {};
		if (!isSet(call)) return object.read(reply);
		// Not the ID of anything else.
		return isRecord(call) && isIdentified(call)
			? { ...others, ...withId(call as IDataObject) }
			: undefined;
	},
};

/** The calls of a campaign, including queued ones, which the list of all calls may not contain. */
const callsOfCampaign: Shape<IDataObject[]> = {
	...list,
	read: (reply) => namedListIn(campaignShape.read(reply) ?? {}, 'calls'),
};

interface CampaignItem extends RuledItem, Pick<Transport, 'sendCached'> {
	readonly values: { readonly campaignId: string; readonly phone: string };
	readonly options: RuledItem['options'] & { readonly allowDuplicates?: boolean | undefined };
}

/** Which agent makes the calls of a campaign. */
interface Caller {
	/** Undefined if the campaign doesn't say. */
	agentId?: string | undefined;
	/** Whether the campaign was read. */
	isKnown?: true;
}

/** By campaign. */
const CALLERS = new SharedKey<Caller>();

function callerOf({ shared, values }: Pick<CampaignItem, 'shared' | 'values'>): Caller {
	return shared(CALLERS, values.campaignId, (): Caller => ({}));
}

function withCaller(item: CampaignItem): RuledItem {
	const { agentId } = callerOf(item);
	return agentId === undefined ? item : { ...item, values: { ...item.values, agentId } };
}

/**
 * Reads which agent makes the calls of the campaign: its calls count, and it will call the contact.
 *
 * @returns a failure if a rule needs to know
 */
async function lookForCaller(item: CampaignItem): Promise<Failure | undefined> {
	const path = ['campaigns', item.values.campaignId];
	const answer = await item.sendCached({ endpoint: 'getCampaign', path });
	const { maxCallsPerContact: limit } = item.options;
	const isNeeded = limit !== undefined && !limit.ofAllAgents;
	if (!answer.ok && (isNeeded || answer.why === 'unauthorized')) return answer;
	const campaign = answer.ok ? campaignShape.read(answer) : undefined;
	const { agent_id: id, agent } = campaign ?? {};
	const caller = callerOf(item);
	caller.isKnown = true;
	caller.agentId = comparableId(id ?? (isRecord(agent) ? idOf(agent, 'agent') : undefined));
	return undefined;
}

/** What decides whether a number is added to a campaign now. */
function onceAdded(item: CampaignItem): Once {
	const { phone: to } = item.values;
	const { allowDuplicates = false, isTest = false } = item.options;
	const { duplicate, ...once } = placedOnce(item, callOfCampaign);
	return {
		...once,
		...(allowDuplicates || !duplicate
			? { mayRepeat: true }
			: { duplicate: (call, by) => duplicate(callIn(call), by) }),
		get about() {
			const { agentId } = callerOf(item);
			return { ...aboutCall(to, isTest), agentId, inCampaign: true };
		},
		decide: (_request, facts) => {
			if (callerOf(item).isKnown) return decideContact(withCaller(item), facts);
			// Nothing is read for a number that isn't added anyway.
			const withoutLimit = { ...item.options, maxCallsPerContact: undefined };
			const decision = decideContact({ ...item, options: withoutLimit }, facts);
			return decision ?? { do: 'look', at: { ask: 'caller' } };
		},
		look: async (question, send, hasTurn) =>
			question.ask === 'caller'
				? lookForCaller(item)
				: lookForRule(withCaller(item), question, { send, hasTurn }),
	};
}

function callIn(thing: IDataObject): IDataObject {
	const { campaign_call: call, ...others } = thing;
	return isRecord(call) ? { ...others, ...withId(call as IDataObject) } : thing;
}

export const makeForCampaign = operation({
	value: 'makeForCampaign',
	name: 'Make for Campaign',
	action: 'Make a call for a campaign',
	description: 'Add a phone number to an active campaign, which calls it',
	caution:
		'A real phone rings during the call times of the campaign, and the call uses Talkover credits unless Test Call is on.',
	skips: skipsContacts,
	pattern: MAKE_FOR_CAMPAIGN_PATTERN,
	toolText:
		'Adds a phone number to an active campaign, whose agent calls it. A real phone rings, and credits are used.',
	fields: [campaignLocator, sentAs('to', phone), ...callData],
	options: [...numberRules, ...callDataOptions, allowDuplicates, resendUnknown],
	request: ({ campaignId, phone: to, ...rest }, options) => {
		return {
			endpoint: 'makeCampaignCall',
			path: ['campaigns', campaignId, 'call'],
			body: requestFields('MakeCampaignCallRequest', {
				to,
				payload: payloadOf(rest, options),
				context: contextOf(rest, options),
				isTesting: options.isTest,
				allowDuplicates: options.allowDuplicates,
			}),
			creates: { ...callTo(to), where: 'the calls of the campaign' },
		};
	},
	recoveryLookup: ({ campaignId, phone: to }, { isTest }) => ({
		list: { endpoint: 'getCampaign', path: ['campaigns', campaignId] },
		shape: callsOfCampaign,
		kind: 'call',
		// No field says how many calls it has: `total_calls` is the sum of those that ended.
		mayLack: "Talkover's response may not contain all of them",
		isOwn: isOwnCall(isPlacedTo(to), isTest),
		answer: (call) => ({ campaign_call: call }),
	}),
	data: callOfCampaign,
	once: onceAdded,
	output: (call, { values }) =>
		ok(defined({ item: madeCall(values.phone, call), warning: unlistedState(call) })),
});
