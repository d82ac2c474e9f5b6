import type { GenericValue, IDataObject } from 'n8n-workflow';

import { attempt } from '../../base/invalidInput';
import { apiFields } from '../../base/apiNames';
import type { FieldValue } from '../../parameters/field';
import { field, isBlank, required } from '../../parameters/field';
import { rows } from '../../parameters/groups';
import { asJson, text, toggle } from '../../parameters/scalars';

/** The inputs of an action: collected during the call, or fixed. */
export const inputs = rows({
	displayName: 'Inputs',
	name: 'inputs',
	rowKey: 'input',
	rowName: 'Input',
	titleOf: 'name',
	placeholder: 'Add Input',
	description: 'The values that the action needs. If empty, it gets none.',
	fields: [
		required(
			text({
				displayName: 'Name',
				name: 'name',
				placeholder: 'e.g. date',
				description: 'The name of the input',
			}),
		),
		required(
			text({
				displayName: 'Type',
				name: 'type',
				default: 'string',
				description: 'The type of the value, such as string, integer or boolean',
			}),
		),
		toggle({
			displayName: 'Required',
			name: 'required',
			default: false,
			description: 'Whether the action requires this input',
		}),
		text({
			displayName: 'Description',
			name: 'description',
			placeholder: 'e.g. Day of the meeting',
			description: 'The meaning of the input, so that the agent knows what to ask for',
		}),
		field(
			{
				displayName: 'Value',
				name: 'value',
				type: 'string',
				default: '',
				description:
					'A fixed value for every call. If empty, the agent collects the value during the call.',
			},
			(raw): GenericValue => (isBlank(raw) ? undefined : toValue(raw)),
		),
	],
});

/** Types whose values aren't text. Their fixed values are entered as JSON. */
const NOT_TEXT = /^(?:array|boolean|integer|number|object)$/i;

/** Settings of an action that the documented requests repeat as an input with a value. */
interface Settings {
	readonly transferTo?: string | undefined;
	readonly holdDuration?: number | undefined;
}

/**
 * The inputs for the API, with an additional row for each setting with a value, unless the user has added one.
 * Undefined if there are none.
 */
export function toInputs(
	entered: FieldValue<typeof inputs>,
	{ transferTo, holdDuration }: Settings,
): IDataObject[] | undefined {
	const rowsOfUser = entered.map(({ type = '', value, ...others }) => {
		const parsed = attempt(() =>
			typeof value === 'string' && NOT_TEXT.test(type) ? asJson(value) : value,
		);
		// Values that aren't JSON are sent unchanged for Talkover to check.
		const fixed = parsed.ok ? toValue(parsed.value) : value;
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

/** A setting as a row, as in the documented request; empty without a value. */
function settingRow(
	value: GenericValue,
	name: string,
	type: string,
	description: string,
): IDataObject[] {
	return value === undefined ? [] : [{ name, type, required: true, description, value }];
}

/** Any JSON value, including lists and objects from an expression. */
function toValue(value: unknown): GenericValue {
	if (typeof value === 'string' || typeof value === 'number') return value;
	return typeof value === 'boolean' || typeof value === 'object' ? value : undefined;
}
