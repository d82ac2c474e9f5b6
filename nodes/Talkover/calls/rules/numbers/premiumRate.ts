import { asRule, neededOrDefault } from '../../../parameters/field';
import { toggle } from '../../../parameters/scalars';
import { isExpensive, whyExpensive } from '../../../shared/phone/expensiveNumbers';
import type { Rule } from '../rule';
import { YES, no } from '../rule';

export const blockPremiumRate = asRule(
	neededOrDefault(
		toggle({
			displayName: 'Block Premium-Rate and Satellite Numbers',
			name: 'blockPremiumRate',
			default: true,
			description:
				'Whether to skip premium-rate numbers, and satellite and other networks (+870, +878, +881, +882, +883, +888, +979), also if not added',
		}),
	),
);

/** Whether a call to a number costs about as much as calls usually do. */
export const notExpensive: Rule = ({ to }) =>
	isExpensive(to)
		? no({
				reason: 'premiumRate',
				message: `${to} ${whyExpensive(to)}. To call it anyway, turn off 'Block Premium-Rate and Satellite Numbers' in 'Rules'`,
			})
		: YES;
