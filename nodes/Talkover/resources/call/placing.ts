import { withId } from '../../api/answer';
import { unreadableAnswer } from '../../api/failure';
import type { ApiRequest } from '../../api/request';
import { apiFields } from '../../parameters/apiNames';
import type { ValuesOf } from '../../parameters/field';
import { sentAs } from '../../parameters/field';
import { number, toggle } from '../../parameters/scalars';
import type { Result, Sends } from '../../operation/operation';
import type { Trace } from '../../operation/trace';
import { agentLocator } from '../../shared/agent';
import { phone } from '../../shared/phone';
import { AgentCalls, callsOfAgent } from './state/agentCalls';
import { activeCalls, activeCallsRequest } from './state/activeCalls';
import { isCallWith, isPlacedTo } from './state/isCallWith';
import { callData, contextOf, isTest, payloadOf } from './callData';

const delaySeconds = number({
	displayName: 'Delay Seconds',
	name: 'delaySeconds',
	default: 0,
	min: 0,
	max: 3600,
	description: 'How many seconds Talkover waits before it dials',
});

export const skipIfActive = toggle({
	displayName: 'Skip If on a Call',
	name: 'skipIfActive',
	default: true,
	description:
		'Whether to look first if the agent is on a call with this number, and not to dial if it is. One more request per item; from ten items of an agent on, only a few for all of them.',
});

/** The number of items of an agent from which on its list of calls is read, instead of a request per item. */
const FEWEST_FOR_LIST = 10;

/** What it takes to call a number. */
export const callFields = [
	agentLocator,
	sentAs('to', phone),
	...callData,
	delaySeconds,
	isTest,
] as const;

type CallValues = ValuesOf<typeof callFields>;

/** Has an agent call a number. */
export function callRequest({ agentId, phone: to, ...rest }: CallValues): ApiRequest {
	return {
		method: 'POST',
		path: ['agents', agentId, 'call'],
		body: apiFields({
			to,
			payload: payloadOf(rest),
			context: contextOf(rest),
			delaySeconds: rest.delaySeconds,
			isTesting: rest.isTest,
		}),
		creates: {
			key: ['call', to],
			label: `the call to ${to}`,
			where: 'among the calls of the agent',
		},
	};
}

/** Where a call that was placed can be seen. */
export function callTrace({ agentId, phone: to }: Pick<CallValues, 'agentId' | 'phone'>): Trace {
	return {
		list: callsOfAgent(agentId),
		isOwn: isPlacedTo(to),
	};
}

type CallSends = Pick<Sends, 'alike' | 'pause' | 'recovered' | 'send' | 'shared'>;

/** What the items of a run know about the calls of an agent. */
export function agentCallsOf(
	agentId: string,
	{ alike, pause, send, shared }: CallSends,
): AgentCalls {
	const make = () => new AgentCalls(agentId, send, pause.clock, alike);
	return shared(`open calls of ${agentId}`, make);
}

/** The item's result if the agent is on a call with the number already, and the user doesn't want another one. */
export async function resultIfOnCall({
	values: { agentId, phone: to },
	options,
	...sends
}: CallSends & {
	readonly values: Pick<CallValues, 'agentId' | 'phone'>;
	readonly options: { readonly skipIfActive: boolean };
}): Promise<Result | undefined> {
	if (!options.skipIfActive) return undefined;
	// The call may be over by now, but it was in progress when this item would have had its turn.
	const earlier = sends.recovered();
	if (earlier) return { ok: true, output: [{ placed: false, ...withId(earlier) }] };
	const isWorthALook = sends.alike >= FEWEST_FOR_LIST;
	if (isWorthALook && !(await agentCallsOf(agentId, sends).mayBeWith(to))) return undefined;
	const answer = await sends.send(activeCallsRequest(agentId, to));
	// If the agent doesn't exist, the call itself will say so.
	if (!answer.ok) return answer.status === 404 ? undefined : answer;
	const calls = activeCalls.read(answer.body);
	if (!calls) return unreadableAnswer(answer.status, answer.body);
	// Talkover may ignore the number.
	const active = calls.find(isCallWith(to));
	return active && { ok: true, output: [{ placed: false, ...active }] };
}
