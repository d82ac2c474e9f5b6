import type { IDataObject } from 'n8n-workflow';

import { namedListIn } from '../../../api/response/answer';
import type { Send } from '../../../api/client';
import { requestFields } from '../../../api/contract/requestFields';
import { ok } from '../../../base/result';
import { shownWhen } from '../../../parameters/field';
import { choice, toggle } from '../../../parameters/scalars';
import { operation } from '../../../operation/operation';
import { agentLocator, agentShape, readableAgent } from '../../../shared/agent/agent';
import { currentText } from '../../../shared/agent/currentAgent';
import { DIRECTIONS, KEEP } from '../../../shared/direction';
import {
	keepPublished,
	mayDraftNotice,
	republishedOutput,
} from '../../../shared/agent/keepPublished';
import { agentPhoneNumberIds } from '../../../shared/phone/phoneNumbers';

const direction = choice({
	displayName: 'Direction',
	name: 'direction',
	default: KEEP,
	options: [
		{
			name: 'Keep Current',
			value: KEEP,
			description: 'The direction stays the same. Takes one more request per item.',
		},
		...DIRECTIONS,
	],
	description: "The direction of the agent's calls",
});

const removeAllNumbers = toggle({
	displayName: 'Remove All Numbers',
	name: 'removeAllNumbers',
	default: false,
	description:
		'Whether to remove all phone numbers from the agent. If off and no numbers are selected, none are sent. The output has a warning if the agent then has no numbers.',
});

const NO_NUMBERS =
	"The agent has no phone numbers. If it had any before, this update removed them. Select its numbers in 'Phone Number Names or IDs' whenever you update its calling settings.";

/** @returns undefined if they can't be read */
async function numbersOf(agentId: string, send: Send): Promise<IDataObject[] | undefined> {
	const agent = await readableAgent(agentId, send);
	return agent && namedListIn(agent, 'phone_numbers');
}

export const updateCalling = operation({
	value: 'updateCalling',
	name: 'Update Calling',
	action: 'Update the calling settings of an agent',
	description: 'Set the direction and replace the phone numbers of an agent',
	notice: mayDraftNotice,
	fields: [
		agentLocator,
		direction,
		removeAllNumbers,
		shownWhen({ removeAllNumbers: [false] }, agentPhoneNumberIds),
	],
	options: [keepPublished],
	request: ({
		agentId,
		direction: newDirection,
		phoneNumberIds: chosen,
		removeAllNumbers: none,
	}) => ({
		endpoint: 'updateAgentCalling',
		path: ['agents', agentId, 'calling'],
		body: requestFields('UpdateAgentCallingRequest', {
			direction: newDirection,
			phoneNumberIds: none ? [] : chosen,
		}),
	}),
	compensation: republishedOutput,
	data: agentShape,
	before: async ({ request, values: { agentId, direction: chosen }, send }) => {
		if (chosen !== KEEP) return undefined;
		// The API requires a direction, so the current one is sent. Not cached, because another item may change it.
		const current = await currentText(agentId, 'direction', send, {
			what: 'the direction of the agent',
			instead: "Select Inbound or Outbound in 'Direction'",
		});
		if (!current.ok) return current;
		return ok({ request: { ...request, body: { ...request.body, direction: current.value } } });
	},
	output: async (
		agent,
		{ values: { agentId, phoneNumberIds: chosen, removeAllNumbers: none }, send },
	) => {
		if (chosen !== undefined || none) return ok({ item: agent });
		// It isn't documented whether an agent keeps its numbers if none are sent.
		const numbers = namedListIn(agent, 'phone_numbers') ?? (await numbersOf(agentId, send));
		return ok({ item: agent, ...(numbers?.length === 0 ? { warning: NO_NUMBERS } : {}) });
	},
});
