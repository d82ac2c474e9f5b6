import { asRule, field, neededIfAdded } from '../../../parameters/field';
import { NumberList } from './numberList';
import type { Rule } from '../rule';
import { YES, no } from '../rule';

const list = field(
	{
		displayName: 'Only Call',
		name: 'onlyCall',
		type: 'string',
		default: '',
		placeholder: 'e.g. +12125550123, +12195654321',
		description:
			"The only numbers that may be called, entered like those of 'Do Not Call'. An empty list allows nobody.",
	},
	(raw, { country }) => new NumberList(raw, country, { isOnePerRow: true }),
);

export const onlyCall = asRule(neededIfAdded(list));

/** Whether a number is on the list of those that may be called. */
export function listedOnly(listed: NumberList): Rule {
	return ({ to }) =>
		listed.hasExactly(to)
			? YES
			: no({ reason: 'onlyCall', message: `${to} isn't on the list of 'Only Call'` });
}
