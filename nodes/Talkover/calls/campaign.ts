import type { IDataObject } from 'n8n-workflow';

import { requestFields } from '../api/contract/requestFields';
import { comparableId, idOf, withId } from '../api/content/identity';
import type { ApiRequest } from '../api/request';
import { namedListIn } from '../api/response/answer';
import type { Failure } from '../api/response/reply';
import { isRecord, isSet } from '../base/json';
import type { Transport } from '../operation/job';
import type { Once } from '../operation/creation/once';
import type { RecoveryLookup } from '../operation/creation/recoveryLookup';
import { SharedKey } from '../operation/creation/sharedKey';
import type { Shape } from '../operation/answers/shapes';
import { isIdentified, list, object } from '../operation/answers/shapes';
import type { OptionValues } from '../parameters/groups';
import type { ValuesOf } from '../parameters/field';
import { campaignShape } from '../shared/campaign';
import type { callData, callDataOptions } from './callData';
import { contextOf, payloadOf } from './callData';
import { isOwnCall } from './lookup';
import { aboutCall, placedOnce } from './onceCalled';
import { callTo, placedCall } from './placing';
import { isPlacedTo } from './reading/isCallWith';
import { decideContact, lookForRule } from './rules';
import type { RuledItem } from './rules/rulesOf';

interface CampaignCall extends ValuesOf<typeof callData> {
	readonly campaignId: string;
	readonly phone: string;
}

interface CampaignCallOptions extends OptionValues<typeof callDataOptions> {
	readonly allowDuplicates?: boolean | undefined;
}

/** The request that adds a number to a campaign. */
export function campaignCallRequest(
	{ campaignId, phone: to, ...rest }: CampaignCall,
	options: CampaignCallOptions,
): ApiRequest {
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
}

/** The list that shows the call. */
export function campaignLookup(
	{ campaignId, phone: to }: Pick<CampaignCall, 'campaignId' | 'phone'>,
	{ isTest }: Pick<CampaignCallOptions, 'isTest'>,
): RecoveryLookup {
	return {
		list: { endpoint: 'getCampaign', path: ['campaigns', campaignId] },
		shape: callsOfCampaign,
		kind: 'call',
		// No field says how many calls it has: `total_calls` is the sum of those that ended.
		mayLack: "Talkover's response may not contain all of them",
		isOwn: isOwnCall(isPlacedTo(to), isTest),
		answer: (call) => ({ campaign_call: call }),
	};
}

/** The call is in a named field next to the campaign (API reference: make-campaign-call), or the thing itself. */
export const callOfCampaign: Shape<IDataObject> = {
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
export function onceAdded(item: CampaignItem): Once {
	const { allowDuplicates = false } = item.options;
	const { duplicate, ...once } = placedOnce(item, callOfCampaign);
	return {
		...once,
		...(allowDuplicates || !duplicate
			? { mayRepeat: true }
			: { duplicate: (call, by) => duplicate(callIn(call), by) }),
		get about() {
			const { agentId } = callerOf(item);
			return { ...aboutCall(item), agentId, inCampaign: true };
		},
		decide: (_request, facts) => {
			if (callerOf(item).isKnown) return decideContact(withCaller(item), facts);
			// Nothing is read for a number that isn't added anyway.
			const withoutLimit = { ...item.options, maxCallsPerContact: undefined };
			const decision = decideContact({ ...item, options: withoutLimit }, facts);
			return decision ?? { do: 'look', at: { ask: 'caller' } };
		},
		look: async (question, send, hasPermit) =>
			question.ask === 'caller'
				? lookForCaller(item)
				: lookForRule(withCaller(item), question, { send, hasPermit }),
	};
}

function callIn(thing: IDataObject): IDataObject {
	const { campaign_call: call, ...others } = thing;
	return isRecord(call) ? { ...others, ...withId(call as IDataObject) } : thing;
}
