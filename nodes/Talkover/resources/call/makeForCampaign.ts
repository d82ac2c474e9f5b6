import type { IDataObject } from 'n8n-workflow';

import { idOf, comparableId, withId } from '../../api/content/identity';
import { namedListIn } from '../../api/response/answer';
import type { Failure } from '../../api/response/reply';
import { defined } from '../../base/collections/defined';
import { isRecord, isSet } from '../../base/json';
import { requestFields } from '../../api/contract/requestFields';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { neededIfAdded, perItem, sentAs } from '../../parameters/field';
import { toggle } from '../../parameters/scalars';
import type { Skipped, Transport } from '../../operation/operation';
import { operation } from '../../operation/operation';
import { SharedKey } from '../../operation/sharedKey';
import type { Shape } from '../../operation/shapes';
import { isIdentified, list, object } from '../../operation/shapes';
import { resendUnknown } from '../../operation/options';
import { campaignLocator, campaignShape } from '../../shared/campaign';
import { contactOf } from '../../shared/phone/contact';
import { phone } from '../../shared/phone/phone';
import { duplicateCall, placedCall } from './placing';
import { madeCall, skippedCall, unlistedState } from './result';
import { MAKE_FOR_CAMPAIGN_PATTERN } from './patterns';
import type { RuledItem } from './rules';
import { decide, existsAlready, lookAtCalls, numberRules, sendIfAllowed } from './rules';
import { isPlacedTo } from './state/isCallWith';
import { callData, callDataOptions, contextOf, payloadOf } from './callData';

const allowDuplicates = perItem(
	neededIfAdded(
		toggle({
			displayName: 'Allow Duplicates',
			name: 'allowDuplicates',
			default: false,
			description:
				"Whether to add a number again while the campaign still has a pending call to it. If off, it isn't added twice, and the output has 'placed' set to false.",
		}),
	),
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

interface CampaignItem extends RuledItem, Pick<Transport, 'send' | 'sendCached'> {
	readonly values: { readonly campaignId: string; readonly phone: string };
	readonly options: RuledItem['options'] & { readonly allowDuplicates?: boolean | undefined };
}

interface Caller {
	/** Undefined if the campaign doesn't say. */
	agentId?: string | undefined;
}

/** By campaign. */
const CALLERS = new SharedKey<Caller>();

/** By campaign, then by contact: the number of which the campaign has a call. */
const ADDED = new SharedKey<Map<string, string>>();

function addedIn({ shared, values }: Pick<CampaignItem, 'shared' | 'values'>): Map<string, string> {
	return shared(ADDED, values.campaignId, () => new Map<string, string>());
}

function noteAdded(item: Pick<CampaignItem, 'shared' | 'values'>): void {
	const { phone: to } = item.values;
	addedIn(item).set(contactOf(to), to);
}

/** Whether this run has found or added a call to another spelling of the number. Talkover only compares the same spelling. */
function isOtherSpelling(item: CampaignItem): boolean {
	const { phone: to } = item.values;
	const added = addedIn(item).get(contactOf(to));
	return added !== undefined && added !== to;
}

/** What the rules say before a number is added. The calls that count are those of the campaign's agent. */
async function insteadOfAdding(item: CampaignItem): Promise<Result<Skipped, Failure> | undefined> {
	const { allowDuplicates: allowed, maxCallsPerContact: limit } = item.options;
	const { phone: to } = item.values;
	if (!allowed && isOtherSpelling(item)) return ok({ items: [skippedCall(to, existsAlready(to))] });
	if (limit && !limit.ofAllAgents) {
		const path = ['campaigns', item.values.campaignId];
		const answer = await item.sendCached({ endpoint: 'getCampaign', path });
		if (!answer.ok) return answer;
		const { agent_id: id, agent } = campaignShape.read(answer) ?? {};
		callerOf(item).agentId = comparableId(
			id ?? (isRecord(agent) ? idOf(agent, 'agent') : undefined),
		);
	}
	const ruled = withCaller(item);
	const failure = await lookAtCalls(ruled, item.send);
	if (failure) return failure;
	const decision = decide(ruled);
	if (!decision || 'request' in decision) return undefined;
	return 'ok' in decision ? decision : ok(decision);
}

function callerOf({ shared, values }: Pick<CampaignItem, 'shared' | 'values'>): Caller {
	return shared(CALLERS, values.campaignId, (): Caller => ({}));
}

function withCaller(item: CampaignItem): RuledItem {
	const { agentId } = callerOf(item);
	return agentId === undefined ? item : { ...item, values: { ...item.values, agentId } };
}

export const makeForCampaign = operation({
	value: 'makeForCampaign',
	name: 'Make for Campaign',
	action: 'Make a call for a campaign',
	description:
		"Add a phone number without a pending call to an active campaign: a real phone rings, and the call uses credits. The agent calls and retries within the campaign's call times.",
	caution:
		'A real phone rings during the call times of the campaign, and the call uses Talkover credits unless Test Call is on.',
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
			creates: {
				key: ['call', contactOf(to)],
				isOncePerItem: true,
				label: `the call to ${to}`,
				where: 'the calls of the campaign',
			},
		};
	},
	recoveryLookup: ({ campaignId, phone: to }) => ({
		list: { endpoint: 'getCampaign', path: ['campaigns', campaignId] },
		shape: callsOfCampaign,
		kind: 'call',
		// No field says how many calls it has: `total_calls` is the sum of those that ended.
		mayLack: "Talkover's response may not contain all of them",
		isOwn: isPlacedTo(to),
		answer: (call) => ({ campaign_call: call }),
	}),
	data: callOfCampaign,
	before: insteadOfAdding,
	duplicate: (values, request) =>
		request.body?.allow_duplicates === true
			? undefined
			: duplicateCall(values, request, callOfCampaign),
	sendNow: async (item, send) => {
		const sent = await sendIfAllowed(withCaller(item), send);
		// Talkover may have a call to the number since before the run.
		if ('items' in sent && !sent.postponed) noteAdded(item);
		return sent;
	},
	output: (call, item) => {
		noteAdded(item);
		return ok(defined({ item: madeCall(item.values.phone, call), warning: unlistedState(call) }));
	},
});
