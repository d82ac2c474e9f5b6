import type { IDataObject } from 'n8n-workflow';

import type { SchemaName } from '../api/contract/documented';
import type { ParametersOf } from '../api/contract/requestFields';
import { requestFields } from '../api/contract/requestFields';
import { invalid } from '../base/invalidInput';

/**
 * The body of an update, from the values of its 'Update Fields'.
 *
 * @throws InvalidInput if it contains no value
 */
export function changedFields<Schema extends SchemaName, Values extends Readonly<IDataObject>>(
	schema: Schema,
	changes: ParametersOf<Schema, Values>,
): IDataObject {
	const body = requestFields<Schema, Values>(schema, changes);
	if (Object.keys(body).length > 0) return body;
	throw invalid(
		"There is nothing to change: add at least one field with a value to 'Update Fields'",
	);
}
