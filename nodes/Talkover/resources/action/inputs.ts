import type { GenericValue, IDataObject } from 'n8n-workflow';

import { attempt } from '../../parameters/invalidInput';
import { apiFields } from '../../parameters/apiNames';
import type { FieldValue } from '../../parameters/field';
import { field, isBlank, required } from '../../parameters/field';
import { rows } from '../../parameters/groups';
import { asJson, text, toggle } from '../../parameters/scalars';

/** What an action has to know: from the call, or as a fixed value. */
export const inputs = rows({
	displayName: 'Inputs',
	name: 'inputs',
	rowKey: 'input',
	rowName: 'Input',
	placeholder: 'Add Input',
	description: 'What the action has to know, one by one',
	fields: [
		required(text({ displayName: 'Name', name: 'name', placeholder: 'e.g. date' })),
		required(
			text({
				displayName: 'Type',
				name: 'type',
				default: 'string',
				description: 'What kind of value it is, such as string, integer or boolean',
			}),
		),
		toggle({
			displayName: 'Required',
			name: 'required',
			default: false,
			description: 'Whether the action cannot be used without it',
		}),
		text({
			displayName: 'Description',
			name: 'description',
			placeholder: 'e.g. Day of the meeting',
			description: 'What it means, so that the agent knows what is wanted',
		}),
		field(
			{
				displayName: 'Value',
				name: 'value',
				type: 'string',
				default: '',
				description: 'A fixed value, where it is the same on every call',
			},
			(raw): GenericValue => (isBlank(raw) ? undefined : toValue(raw)),
		),
	],
});

/** Types whose values are not text; the fixed value of one of them is entered as its JSON. */
const NOT_TEXT = /^(?:array|boolean|integer|number|object)$/i;

/** The settings of an action that the documented requests give a second time, as an input with a value. */
interface Settings {
	readonly transferTo?: string | undefined;
	readonly holdDuration?: number | undefined;
}

/**
 * The inputs as the API takes them, with a row for each of the settings that is there and that the user has
 * not given a row for; none is undefined.
 */
export function toInputs(
	entered: FieldValue<typeof inputs>,
	{ transferTo, holdDuration }: Settings,
): IDataObject[] | undefined {
	const rowsOfUser = entered.map(({ type = '', value, ...others }) => {
		const parsed = attempt(() =>
			typeof value === 'string' && NOT_TEXT.test(type) ? asJson(value) : value,
		);
		// What is no JSON goes as it is: which types there are is for Talkover to say.
		const fixed = 'value' in parsed ? toValue(parsed.value) : value;
		return apiFields({ ...others, type, value: fixed });
	});
	const ofSettings = [
		...settingRow(transferTo, 'transfer_to', 'string', 'Transfer to'),
		...settingRow(holdDuration, 'hold_duration', 'integer', 'Hold duration'),
	];
	const given = new Set(rowsOfUser.map(({ name }) => name));
	const all = [...rowsOfUser, ...ofSettings.filter(({ name }) => !given.has(name))];
	return all.length > 0 ? all : undefined;
}

/** A setting as the row that the documented request has for it; none without a value. */
function settingRow(
	value: GenericValue,
	name: string,
	type: string,
	description: string,
): IDataObject[] {
	return value === undefined ? [] : [{ name, type, required: true, description, value }];
}

/** Anything that JSON has; structures of an expression stay what they are. */
function toValue(value: unknown): GenericValue {
	if (typeof value === 'string' || typeof value === 'number') return value;
	return typeof value === 'boolean' || typeof value === 'object' ? value : undefined;
}
