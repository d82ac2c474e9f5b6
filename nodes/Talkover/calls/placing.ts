import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest, Creation } from '../api/request';
import { requestFields } from '../api/contract/requestFields';
import { plainTextOf } from '../base/json';
import type { ValuesOf } from '../parameters/field';
import { neededIfAdded, neededOrDefault, perItem, sentAs } from '../parameters/field';
import type { OptionValues } from '../parameters/groups';
import { number } from '../parameters/scalars';
import { includeInputFields, resendUnknown } from '../operation/panel/options';
import type { Shape } from '../operation/answers/shapes';
import { isIdentified, object } from '../operation/answers/shapes';
import { callerLocator } from '../shared/agent/agent';
import { contactOf } from '../shared/phone/contact';
import { phone } from '../shared/phone/phone';
import { isPlacedTo } from './reading/isCallWith';
import { callRules } from './rules/options';
import { skipIfActive } from './rules/onCall';
import { callData, callDataOptions, contextOf, payloadOf } from './callData';

const delaySeconds = perItem(
	neededIfAdded(
		number({
			displayName: 'Delay (Seconds)',
			name: 'delaySeconds',
			default: 0,
			min: 0,
			max: 3600,
			description: 'How long Talkover waits before it dials (0–3600)',
		}),
	),
);

const callsAtOnce = neededOrDefault(
	number({
		displayName: 'Max Concurrent Calls',
		name: 'callsAtOnce',
		default: 5,
		min: 1,
		max: 100,
		description:
			'The maximum number of calls in progress at the same time. The next contact is called when one of them ends (1–100).',
	}),
);

/** Only shown for one operation, so that the editor loads the options of both once. */
const ofMakeAndWait: typeof callsAtOnce = {
	...callsAtOnce,
	property: {
		...callsAtOnce.property,
		displayOptions: { show: { '/operation': ['makeAndWait'] } },
	},
};

/** The effect of an operation that calls a number. */
export const CALL_CAUTION =
	'A real phone rings when this node runs, and the call uses Talkover credits unless Test Call is on.';

/** The parameters for calling a number. */
export const callFields = [callerLocator, sentAs('to', phone), ...callData] as const;

/** The options for calling a number. */
export const callOptions = [
	...callRules,
	...callDataOptions,
	delaySeconds,
	skipIfActive,
	resendUnknown,
	includeInputFields,
	ofMakeAndWait,
] as const;

type CallValues = ValuesOf<typeof callFields>;

/** The request that makes an agent call a number. */
export function callRequest(
	{ agentId, phone: to, ...rest }: CallValues,
	options: OptionValues<typeof callOptions>,
): ApiRequest {
	const body = requestFields('MakeCallRequest', {
		to,
		payload: payloadOf(rest, options),
		context: contextOf(rest, options),
		delaySeconds: options.delaySeconds,
		isTesting: options.isTest,
	});
	return { ...makeRequest(agentId, to), body };
}

/** The request for a call without content. */
export function makeRequest(agentId: string, to: string) {
	const path = ['agents', agentId, 'call'];
	return { endpoint: 'makeCall', path, creates: callTo(to) } as const;
}

/** What distinguishes a call from others. */
export function callTo(to: string): Creation {
	return {
		key: ['call', contactOf(to)],
		isOncePerItem: true,
		label: `the call to ${to}`,
		where: 'the calls of the agent',
	};
}

/** A call that was made: every publication shows its number, and one to somebody else isn't it. */
export const placedCall: Shape<IDataObject> = {
	...object,
	isCreated: (call, { body = {} }) =>
		isIdentified(call) && 'to' in call && isPlacedTo(plainTextOf(body.to))(call) !== 'no',
};
