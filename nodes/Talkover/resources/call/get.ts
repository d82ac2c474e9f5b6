import type { IDataObject } from 'n8n-workflow';

import { hasId, withId } from '../../api/content/identity';
import { localFailure } from '../../api/response/failure';
import { requestFields } from '../../api/contract/requestFields';
import { counted } from '../../base/bounds';
import { ok } from '../../base/result';
import { converted, required, shownWhen } from '../../parameters/field';
import { additional } from '../../parameters/groups';
import { number, text } from '../../parameters/scalars';
import { defaultCountryOption } from '../../operation/panel/defaultCountry';
import { operation } from '../../operation/operation';
import { readWhole } from '../../operation/answers/paging';
import type { Shape } from '../../operation/answers/shapes';
import { list, object } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';
import { idText } from '../../shared/idText';
import { toPossibleE164 } from '../../shared/phone/phone';
import { CALLS, callsOfAgent } from '../../calls/reading/callLists';
import type { ListedCall } from './summary';
import { CALL_SUMMARY, listedCall } from './summary';
import { whoseCalls } from './whoseCalls';

const MOST_SEARCHED = 1_000;

const callId = required(
	idText({
		displayName: 'Call ID',
		name: 'callId',
		placeholder: 'e.g. 9b2f6c1e-58a4-4c1a-9d0e-2f6a1c7b3e55',
		description: 'The ID of the call, from the output of Make or an event of the trigger',
	}),
);

const additionalFields = additional([
	number({
		displayName: 'Calls to Search',
		name: 'callsToSearch',
		default: MOST_SEARCHED,
		min: 1,
		max: 100_000,
		description:
			'How many of the latest calls to search for the ID, at 100 per request (1–100,000)',
	}),
	converted(
		text({
			displayName: 'Phone',
			name: 'phone',
			placeholder: 'e.g. +1 212 555 0123',
			description:
				'The number of the contact, with + and a country code or as it is dialed in the Default Country. Makes the search faster.',
		}),
		(number, { country }) => toPossibleE164(number, country),
	),
]);

const callShape: Shape<ListedCall> = object;

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a call',
	description: 'Retrieve a call with its outcome and duration',
	fields: [callId, whoseCalls, shownWhen({ agents: ['one'] }, agentLocator), additionalFields],
	options: [defaultCountryOption],
	request: ({ agentId, additionalFields: { phone } }) => ({
		...(agentId === undefined ? CALLS : callsOfAgent(agentId)),
		query: requestFields('ListAgentCallsQuery', { search: phone }),
	}),
	before: async ({ values: { callId: wanted, additionalFields: more }, request, send }) => {
		const limit = more.callsToSearch ?? MOST_SEARCHED;
		const isWanted = (call: IDataObject) => hasId(call, wanted, 'call');
		const result = await readWhole(send, request, list, {
			limit,
			endsWith: ({ elements }) => elements.some(isWanted),
		});
		if (!result.ok) return result;
		const call = result.value.find(isWanted);
		if (call) return ok({ items: [listedCall(withId(call, 'call'))] });
		return localFailure(
			`No call with the ID ${wanted} among the ${counted(result.value.length)} searched`,
			"Check the ID. If the call is older, select its agent, add its phone number, or raise 'Calls to Search'",
		);
	},
	data: callShape,
	simplify: CALL_SUMMARY,
});
