import type { IDataObject } from 'n8n-workflow';

import type { Documented, FieldName } from '../../nodes/Talkover/api/contract/documented';
import type { Trace } from '../../nodes/Talkover/operation/trace';
import type { Entries } from '../../nodes/Talkover/pickers/locator';

/**
 * Names that the contract doesn't have. `npm run lint` fails if one of these compiles, because then the compiler
 * wouldn't find a misspelled field in an operation either.
 */
export const REJECTED = [
	// @ts-expect-error The field is `webhook_url`.
	'webhookUrl' satisfies keyof Documented<'Webhook'>,
	// @ts-expect-error An open schema lists its names as well.
	'node_typ' satisfies keyof Documented<'FlowNode'>,
	// @ts-expect-error A simplified item has only documented fields.
	'webhookUrl' satisfies FieldName<readonly Documented<'Webhook'>[]>,
	// @ts-expect-error The names of an unknown object can't be checked.
	'id' satisfies FieldName<IDataObject>,
	// @ts-expect-error The entry of a list must declare what it reads.
	(({ id }) => ({ name: '', value: String(id) })) satisfies Entries['entry'],
	// @ts-expect-error So must the search for what a request created.
	(({ name }) => name === '') satisfies Trace['isOwn'],
];

/** A response may lack every field, and any of them may be null or of another type. */
export const ACCEPTED = [
	{},
	{ id: null, enabled: 'yes', events: 3 },
] satisfies Documented<'Webhook'>[];
