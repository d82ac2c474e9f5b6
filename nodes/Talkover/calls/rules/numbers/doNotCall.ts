import { asRule, field, neededIfAdded } from '../../../parameters/field';
import { NumberList } from './numberList';
import type { Rule } from '../rule';
import { YES, no } from '../rule';

const list = field(
	{
		displayName: 'Do Not Call',
		name: 'doNotCall',
		type: 'string',
		default: '',
		placeholder: 'e.g. +12125550123, +12195654321',
		builderHint: {
			propertyHint: 'Use this instead of a Merge, Filter or Remove Duplicates node',
		},
		description:
			"Numbers that are never called, separated by commas, or an expression that returns a list or the items of a node, such as {{ $('Do Not Call List').all() }}. Read once for all items.",
	},
	(raw, { country }) => new NumberList(raw, country),
);

export const doNotCall = asRule(neededIfAdded(list));

/** Whether a number isn't on a do-not-call list. */
export function notListed(listed: NumberList): Rule {
	return ({ to }) =>
		listed.has(to)
			? no({ reason: 'doNotCall', message: `${to} is on the list of 'Do Not Call'` })
			: YES;
}
