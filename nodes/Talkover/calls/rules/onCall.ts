import type { Fact } from '../../account/book';
import { keyOfId } from '../../api/content/identity';
import { asRule, neededOrDefault } from '../../parameters/field';
import { toggle } from '../../parameters/scalars';
import type { InProgress } from '../reading/activeCalls';
import type { CallReader } from '../reading/callReader';
import { LONGEST_CALL } from '../reading/callReader';
import type { Refusal, Rule } from './rule';
import { YES, ask, no } from './rule';

export const skipIfActive = asRule(
	neededOrDefault(
		toggle({
			displayName: 'Skip If on a Call',
			name: 'skipIfActive',
			default: true,
			description:
				'Whether to skip the call if the agent is already on a call with this number, also if not added. Takes a request or two per item, or a few for ten or more items of an agent.',
		}),
	),
);

/** Whether a list of an agent's calls shows all that this process has made to a contact. */
export function isListed(agentId: string, facts: readonly Fact[]): boolean {
	return !facts.some(
		({ agentId: ofCall = agentId, dueAt }) =>
			keyOfId(ofCall) === keyOfId(agentId) && Date.now() < dueAt + LONGEST_CALL,
	);
}

/** Whether the agent isn't on a call with a number. */
export function notOnCall(reader: CallReader, agentId: string, facts: readonly Fact[]): Rule {
	return ({ to }) => {
		const found = reader.active(to, isListed(agentId, facts));
		if (!found) return ask({ ask: 'active' });
		return found.certainty === 'no' ? YES : no(onCallWith(to, found));
	};
}

/** Why a number isn't called that the agent is, or may be, on a call with. */
function onCallWith(to: string, { certainty, call }: InProgress): Refusal {
	const is = certainty === 'yes' ? 'is' : 'may be';
	const message = `${to} isn't called, because the agent ${is} on a call with this number`;
	return { reason: 'onCall', message, isFinal: true, ...(call ? { call } : {}) };
}
