import { apiFields } from '../../parameters/apiNames';
import { shownWhen } from '../../parameters/field';
import { toggle } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';
import { direction } from '../../shared/direction';
import { phoneNumberIds } from '../../shared/phoneNumbers';

const removeAllNumbers = toggle({
	displayName: 'Remove All Numbers',
	name: 'removeAllNumbers',
	default: false,
	description:
		'Whether to take all phone numbers away from the agent. Switched off with no number chosen, the agent keeps the numbers it has.',
});

export const updateCalling = operation({
	value: 'updateCalling',
	name: 'Update Calling',
	action: 'Update calling settings of an agent',
	description:
		'Set whether an agent answers or places calls, and on which phone numbers. The numbers chosen here replace the ones it has. Talkover may make the agent a draft, which takes no calls until you publish it again.',
	fields: [
		agentLocator,
		direction,
		removeAllNumbers,
		shownWhen({ removeAllNumbers: [false] }, phoneNumberIds),
	],
	request: ({
		agentId,
		direction: newDirection,
		phoneNumberIds: chosen,
		removeAllNumbers: none,
	}) => ({
		method: 'PUT',
		path: ['agents', agentId, 'calling'],
		body: apiFields({ direction: newDirection, phoneNumberIds: none ? [] : chosen }),
	}),
	data: object,
});
