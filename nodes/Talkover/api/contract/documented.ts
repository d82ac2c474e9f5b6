import type { IDataObject } from 'n8n-workflow';

import type { components } from './contract';

type Schemas = components['schemas'];

/** The name of an object in the contract. */
export type SchemaName = keyof Schemas;

/** The names that a schema lists, without the unknown ones that an open schema allows. */
type NameIn<Schema> = Schema extends unknown
	? keyof { [Name in keyof Schema as string extends Name ? never : Name]: true }
	: never;

/** The names of the fields that the contract lists for an object. */
export type DocumentedName<Schema extends SchemaName> = NameIn<Schemas[Schema]>;

/**
 * An object in a response, by the name of its schema in the contract. The compiler checks only the names of its
 * fields: in a response, each of them may be absent, null or of another type.
 *
 * @template Other the fields that only other publications of the vendor have (`x-other-answers` in the contract)
 */
export type Documented<Schema extends SchemaName, Other extends string = never> = Readonly<
	Partial<Record<DocumentedName<Schema> | Other, IDataObject[string]>>
>;

/** The names of the fields of a documented object, or of the elements of a list. None for any other data. */
export type FieldName<Data> = Data extends readonly (infer Element)[]
	? FieldName<Element>
	: string extends keyof Data
		? never
		: Extract<keyof Data, string>;
