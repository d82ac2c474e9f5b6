import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../api/request';
import { encodePath } from '../../api/request';
import { InvalidInput, attempt, textOfFaults } from '../../base/invalidInput';
import { andThen, ok } from '../../base/result';
import { defined } from '../../base/collections/defined';
import type { Field } from '../../parameters/field';
import { asRule, isBlank } from '../../parameters/field';
import type { OptionValues } from '../../parameters/groups';
import { CHOOSE_ONE } from '../../parameters/lists';
import { onWhenAdded } from '../../parameters/scalars';
import { localOperation } from '../../operation/localOperation';
import { agentChoice } from '../../shared/agent/agent';
import type { CheckedNumber } from '../../shared/phone/expensiveNumbers';
import { checkedNumber as typeOfNumber } from '../../shared/phone/expensiveNumbers';
import { phone, toE164 } from '../../shared/phone/phone';
import { makeRequest } from '../../calls/placing';
import { CALLS, callsOfAgent } from '../../calls/reading/callLists';
import { checkableRules } from '../../calls/rules/options';
import type { WhatMakeDoes } from '../../calls/whatMakeDoes';
import { checkedNow, whatMakeDoes } from '../../calls/whatMakeDoes';

/** A number in E.164 form, or why it isn't one. */
type Entered = { readonly to: string } | { readonly why: string };

/** The same parameter as that of a call. Accepts anything, because the result of the check is the output. */
const checkedPhone: Field<'phone', Entered> = {
	...phone,
	parse: (raw, locale) => {
		if (isBlank(raw)) return ok({ why: 'The phone number is empty' });
		const read = attempt(() => toE164(raw, locale?.country));
		if (read.ok) return ok({ to: read.value });
		return ok({ why: textOfFaults(read) });
	},
};

const agent = {
	...agentChoice,
	property: {
		...agentChoice.property,
		description: `Who would call. Required by the rules that read calls. ${CHOOSE_ONE}.`,
	},
	perItem: true,
} as const;

const checkOnCall = asRule(
	onWhenAdded({
		displayName: 'Check If on a Call',
		name: 'checkOnCall',
		description:
			'Whether to allow no call while the agent is on a call with the number (off if not added). Takes a request or two per item, or a few for ten or more items.',
	}),
);

const options = [...checkableRules, agent, checkOnCall] as const;

type Options = OptionValues<typeof options>;

/** The list that the options may need; undefined if nothing has to be known of other calls. */
function listFor(chosen: Options): ApiRequest | undefined {
	const { agentId, checkOnCall: looks, maxCallsPerContact: limit } = chosen;
	if (agentId !== undefined) return callsOfAgent(agentId);
	if (!looks && !limit) return undefined;
	if (!looks && limit?.ofAllAgents) return CALLS;
	const text = `is required by '${looks ? checkOnCall.property.displayName : 'Max Calls per Contact'}'`;
	throw new InvalidInput([{ label: agent.property.displayName, text }]);
}

/** The item, which has the same fields whatever is known. */
function itemOf(
	to: string | null,
	number: CheckedNumber | Record<keyof CheckedNumber, null>,
	{ skipped, timeZone, localTime, callsInWindow: count = null, onCall = null }: WhatMakeDoes,
): IDataObject {
	const { reason = null, message = null, nextAllowedAt = null, lastCall } = skipped ?? {};
	return {
		...{ allowed: skipped === undefined, reason, message, to, ...number, timeZone, localTime },
		...{ nextAllowedAt, callsInWindow: count, onCall, ...defined({ lastCall }) },
	};
}

function invalidNumber(message: string): IDataObject {
	const known = { skipped: { reason: 'invalidNumber', message }, timeZone: null, localTime: null };
	return itemOf(null, { country: null, type: null, national: null }, known);
}

export const check = localOperation({
	value: 'check',
	name: 'Check',
	action: 'Check a phone number before a call',
	description: 'Check whether a number may be called now, without calling it',
	toolText:
		'Says whether a phone number may be called now, and if not, why and when. Calls nobody: use it before a call.',
	fields: [checkedPhone],
	options,
	prepare: ({ phone: entered }, chosen, shared) => {
		if ('why' in entered) return { json: invalidNumber(entered.why) };
		const { to } = entered;
		const { agentId, checkOnCall: skipIfActive } = chosen;
		const list = listFor(chosen);
		const plan = typeOfNumber(to);
		if (!list) {
			return { json: itemOf(to, plan, checkedNow({ options: chosen, shared }, to)) };
		}
		encodePath(list.path);
		const request = agentId === undefined ? list : makeRequest(agentId, to);
		const about = { values: defined({ phone: to, agentId }), request };
		return {
			job: {
				request: list,
				run: async (transport) => {
					const item = { ...transport, ...about, options: { ...chosen, skipIfActive } };
					const known = await whatMakeDoes(item);
					return andThen(known, (all) => ok({ items: [itemOf(to, plan, all)] }));
				},
			},
		};
	},
});
