import { defined } from '../../base/collections/defined';
import { ok } from '../../base/result';
import { byUser, perItem, sentAs } from '../../parameters/field';
import { onWhenAdded } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import { campaignLocator } from '../../shared/campaign';
import { phone } from '../../shared/phone/phone';
import { callData, callDataOptions } from '../../calls/callData';
import {
	callOfCampaign,
	campaignCallRequest,
	campaignLookup,
	onceAdded,
} from '../../calls/campaign';
import { skipsContacts } from '../../calls/notCalled';
import { madeCall, unlistedState } from '../../calls/result';
import { numberRules } from '../../calls/rules/options';
import { MAKE_FOR_CAMPAIGN_PATTERN } from './patterns';

const allowDuplicates = byUser(
	perItem(
		onWhenAdded({
			displayName: 'Allow Duplicates',
			name: 'allowDuplicates',
			description:
				"Whether to add a number again while the campaign still has a pending call to it. If off or not added, it isn't added twice, and the output has 'placed' set to false.",
		}),
	),
);

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
	request: campaignCallRequest,
	recoveryLookup: campaignLookup,
	data: callOfCampaign,
	once: onceAdded,
	output: (call, { values }) =>
		ok(defined({ item: madeCall(values.phone, call), warning: unlistedState(call) })),
});
