import type { FieldValue } from '../../../parameters/field';
import { rows } from '../../../parameters/groups';
import { choiceOrOther } from '../../../parameters/others';
import { text } from '../../../parameters/scalars';
import type { FlowConfig } from './rules';
import { defined } from '../../../base/collections/defined';

/** Functions that the agent may use at any step: the three in the API reference, or others by their name. */
export const globalFunctions = rows({
	displayName: 'Global Functions',
	name: 'globalFunctions',
	rowKey: 'function',
	rowName: 'Function',
	placeholder: 'Add Function',
	description: 'Functions that the agent may use at any step of the call',
	fields: [
		...choiceOrOther({
			displayName: 'Function',
			name: 'name',
			default: 'end_conversation',
			description: 'The function that the agent may use',
			options: [
				{ name: 'End Conversation', value: 'end_conversation' },
				{ name: 'Repeat Question', value: 'repeat_question' },
				{ name: 'Transfer Call', value: 'transfer_call' },
			],
			example: 'take_message',
		}),
		text({
			displayName: 'Description',
			name: 'description',
			placeholder: 'e.g. Ends the call politely',
			description: 'When the agent should use the function',
		}),
	],
});

/** Converts rows of the panel to the API's `global_functions`. */
export function toGlobalFunctions(entered: FieldValue<typeof globalFunctions>): FlowConfig[] {
	return entered.map(({ name, description }) => defined({ name, description }));
}
