import type { Fact } from '../../account/book';
import { keyOfId } from '../../api/content/identity';
import { CLOCK_TOLERANCE } from '../../api/content/times';
import type { CallReader } from '../reading/callReader';
import { mayWaitIn, waitingIn } from '../reading/waiting';
import type { Rule } from './rule';
import { YES, ask, no } from './rule';

/** Whether a contact doesn't wait in a campaign of the same agent, which will call it anyway. */
export function notWaiting(reader: CallReader, agentId: string, facts: readonly Fact[]): Rule {
	const own = facts.filter(
		({ agentId: ofCall }) => ofCall !== undefined && keyOfId(ofCall) === keyOfId(agentId),
	);
	return ({ to }) => {
		const [first] = mayWaitIn(own);
		if (!first) return YES;
		const since = first.at - CLOCK_TOLERANCE;
		if (!reader.isKnown({ to, since })) return ask({ ask: 'calls', agentId, since });
		const last = waitingIn(own, reader.callsTo(to).calls, to).at(-1);
		if (!last) return YES;
		const message = `A call to ${to} already waits in a campaign of the agent and is dialed later`;
		return no({ reason: 'duplicate', message, ...(last.trace ? { call: last.trace } : {}) });
	};
}
