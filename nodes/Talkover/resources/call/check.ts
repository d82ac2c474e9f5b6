import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../api/response/reply';
import type { ApiRequest } from '../../api/request';
import { encodePath } from '../../api/request';
import type { Certainty } from '../../base/certainty';
import { InvalidInput, attempt, textOfFaults } from '../../base/invalidInput';
import type { Result } from '../../base/result';
import { andThen, ok } from '../../base/result';
import { defined } from '../../base/collections/defined';
import type { Field } from '../../parameters/field';
import { byUser, isBlank, neededOrDefault } from '../../parameters/field';
import type { OptionValues } from '../../parameters/groups';
import { CHOOSE_ONE } from '../../parameters/lists';
import { toggle } from '../../parameters/scalars';
import { localOperation } from '../../operation/localOperation';
import type { Transport } from '../../operation/operation';
import { agentChoice } from '../../shared/agent/agent';
import type { CheckedNumber } from '../../shared/phone/expensiveNumbers';
import { checkedNumber } from '../../shared/phone/expensiveNumbers';
import { phone, toE164 } from '../../shared/phone/phone';
import { callInProgress, onCallWith } from './placing';
import type { Checked } from './rules';
import { checkableRules, checked, checkedWithCalls } from './rules';
import type { Reason, Refusal } from './rules/rule';
import { CALLS, callsOfAgent } from './state/agentCalls';
import { failureUnlessNoCall } from './state/activeCalls';
import { whyNever } from './state/contactCalls';

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
		description: `Required by the options that read calls. ${CHOOSE_ONE}.`,
	},
	perItem: true,
} as const;

const checkOnCall = byUser(
	neededOrDefault(
		toggle({
			displayName: 'Check If on a Call',
			name: 'checkOnCall',
			default: false,
			description:
				'Whether to allow no call while the agent is on a call with the number. Takes a request or two per item, or a few for ten or more items.',
		}),
	),
);

const options = [...checkableRules, agent, checkOnCall] as const;

type Options = OptionValues<typeof options>;

/** The request for the list that the options need; undefined if they need none. */
function listFor(chosen: Options): ApiRequest | undefined {
	const { agentId, checkOnCall: looks, maxCallsPerContact: limit } = chosen;
	if (!looks && !limit) return undefined;
	if (!looks && limit?.ofAllAgents) return CALLS;
	if (agentId !== undefined) return callsOfAgent(agentId);
	const text = `is required by '${looks ? checkOnCall.property.displayName : 'Max Calls per Contact'}'`;
	throw new InvalidInput([{ label: agent.property.displayName, text }]);
}

/** Why a number wouldn't be called. Stored in workflows that branch on it, so it never changes. */
type WhyNot = Reason | 'invalidNumber';

interface Known extends Omit<Checked, 'refusal'> {
	readonly refusal?: (Omit<Refusal, 'reason'> & { readonly reason: WhyNot }) | undefined;
	/** Whether the agent is on a call with the number; null if that isn't known. */
	readonly onCall?: boolean | null;
}

/** The item, which has the same fields whatever is known. */
function itemOf(
	to: string | null,
	number: CheckedNumber | Record<keyof CheckedNumber, null>,
	{ refusal, timeZone, localTime, callsInWindow, onCall = null }: Known,
): IDataObject {
	const { reason = null, message = null, details } = refusal ?? {};
	return {
		...{ allowed: refusal === undefined, reason, message, to, ...number, timeZone, localTime },
		...{ nextAllowedAt: null, callsInWindow, onCall, ...details },
	};
}

function invalidNumber(message: string): IDataObject {
	const refusal = { reason: 'invalidNumber', message } as const;
	const known = { refusal, timeZone: null, localTime: null, callsInWindow: null };
	return itemOf(null, { country: null, type: null, national: null }, known);
}

const ON_CALL: Readonly<Record<Certainty, boolean | null>> = {
	yes: true,
	no: false,
	unknown: null,
};

/** What the rules say, and then whether the agent is on a call with the number. */
async function checkedByRequests(
	to: string,
	chosen: Options,
	{ request, transport }: { readonly request: ApiRequest; readonly transport: Transport },
): Promise<Result<Known, Failure>> {
	const { agentId, checkOnCall: looks } = chosen;
	const values = defined({ phone: to, agentId });
	const item = { ...transport, values, options: chosen, request };
	const known = await checkedWithCalls(item, transport.send);
	if (!known.ok || known.value.refusal || !looks || agentId === undefined) return known;
	const found = await certaintyOfCall({ phone: to, agentId }, transport);
	if (found.ok) {
		const refusal = found.value === 'no' ? undefined : onCallWith(to, found.value);
		return ok({ ...known.value, refusal, onCall: ON_CALL[found.value] });
	}
	const why = whyNever(found);
	if (why === undefined) return found;
	const message = `${to} isn't called, because the node can't tell whether the agent is on a call with this number. ${why}`;
	return ok({ ...known.value, refusal: { reason: 'callsUnknown', message } });
}

/** Whether the agent is on a call with a number; a failure if that can't be read. */
async function certaintyOfCall(
	values: { readonly phone: string; readonly agentId: string },
	transport: Transport,
): Promise<Result<Certainty, Failure>> {
	const found = await callInProgress(values, transport);
	if (found.ok) return ok(found.value.certainty);
	// Unlike after *Make*, no request follows that fails for an unknown agent.
	return (await failureUnlessNoCall(found, values.agentId, transport.sendCached)) ?? ok('no');
}

export const check = localOperation({
	value: 'check',
	name: 'Check',
	action: 'Check a phone number before a call',
	description:
		"Check whether Call: Make would call a phone number now, by the rules in Options. Calls nobody. An invalid number isn't an error: the output has 'allowed' set to false and the reason.",
	toolText:
		'Says whether a phone number may be called now, and if not, why and when. Calls nobody: use it before a call.',
	fields: [checkedPhone],
	options,
	prepare: ({ phone: entered }, chosen, shared) => {
		if ('why' in entered) return { json: invalidNumber(entered.why) };
		const { to } = entered;
		const request = listFor(chosen);
		if (!request) {
			const now = Date.now();
			const known = checked({ options: chosen, shared }, { to, now, dialedAt: now });
			return { json: itemOf(to, checkedNumber(to), known) };
		}
		encodePath(request.path);
		return {
			job: {
				request,
				run: async (transport) => {
					const known = await checkedByRequests(to, chosen, { request, transport });
					return andThen(known, (all) => ok({ items: [itemOf(to, checkedNumber(to), all)] }));
				},
			},
		};
	},
});
