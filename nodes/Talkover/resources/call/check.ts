import type { IDataObject } from 'n8n-workflow';

import { attempt } from '../../base/invalidInput';
import type { Field } from '../../parameters/field';
import { isBlank } from '../../parameters/field';
import { localOperation } from '../../operation/localOperation';
import { checkedNumber } from '../../shared/phone/expensiveNumbers';
import { checkedByRules, numberRules } from './rules';
import type { Reason } from './rules/rule';
import { phone, toE164 } from '../../shared/phone/phone';
import { ok } from '../../base/result';

/** A number in E.164 form, or why it isn't one. */
type Entered = { readonly to: string } | { readonly why: string };

/** The same parameter as that of a call. Accepts anything, because the result of the check is the output. */
const checkedPhone: Field<'phone', Entered> = {
	...phone,
	parse: (raw, locale) => {
		if (isBlank(raw)) return ok({ why: 'The phone number is empty' });
		const read = attempt(() => toE164(raw, locale?.country));
		if (read.ok) return ok({ to: read.value });
		return ok({ why: read.faults.map(({ text }) => text).join('; ') });
	},
};

/** Why a number wouldn't be called. Stored in workflows that branch on it, so it never changes. */
type WhyNot = Reason | 'invalidNumber';

function notAllowed(reason: WhyNot, message: string): IDataObject {
	return { allowed: false, reason, message };
}

export const check = localOperation({
	value: 'check',
	name: 'Check',
	action: 'Check a phone number before a call',
	description:
		"Check whether Call: Make would call a phone number, without a request to Talkover. An invalid number isn't an error: the output has 'allowed' set to false and the reason.",
	fields: [checkedPhone],
	options: numberRules,
	prepare: ({ phone: entered }, options) => {
		if ('why' in entered) {
			const unknown = { to: null, country: null, type: null, national: null };
			return { json: { ...notAllowed('invalidNumber', entered.why), ...unknown } };
		}
		const { to } = entered;
		const refusal = checkedByRules(to, options);
		return {
			json: {
				...(refusal
					? notAllowed(refusal.reason, refusal.message)
					: { allowed: true, reason: null, message: null }),
				to,
				...checkedNumber(to),
			},
		};
	},
});
