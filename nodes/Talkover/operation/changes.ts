import type { IDataObject } from 'n8n-workflow';

import { apiFields } from '../parameters/apiNames';
import { invalid } from '../parameters/invalidInput';

/**
 * The body of an update, from the values of its 'Update Fields'.
 *
 * @throws InvalidInput if it contains no value
 */
export function changedFields(changes: Readonly<IDataObject>): IDataObject {
	const body = apiFields(changes);
	if (Object.keys(body).length > 0) return body;
	throw invalid(
		"There is nothing to change: add at least one field with a value to 'Update Fields'",
	);
}
