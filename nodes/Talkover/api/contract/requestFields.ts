import type { IDataObject } from 'n8n-workflow';

import { apiFields } from '../../base/apiNames';
import type { DocumentedName, SchemaName } from './documented';

type CamelCase<Name> = Name extends `${infer First}_${infer Rest}`
	? `${First}${Capitalize<CamelCase<Rest>>}`
	: Name;

/** Parameters of which each is named like a field of the schema. Also applies to those from a spread. */
export type ParametersOf<Schema extends SchemaName, Values> = Values &
	Readonly<Record<Exclude<keyof Values, CamelCase<DocumentedName<Schema>>>, never>>;

/**
 * The body or query of a request, from camelCase parameters. The compiler rejects names that the contract doesn't
 * list. Undefined values are left out.
 *
 * @param _schema only for the compiler
 */
export function requestFields<Schema extends SchemaName, Values extends Readonly<IDataObject>>(
	_schema: Schema,
	parameters: ParametersOf<Schema, Values>,
): IDataObject {
	return apiFields(parameters);
}
