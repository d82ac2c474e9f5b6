import type { IDataObject } from 'n8n-workflow';

import { namedListIn } from '../api/response/answer';
import type { Shape } from '../operation/answers/shapes';
import { list, object } from '../operation/answers/shapes';

/** A list inside the object that it belongs to. An object without the list has no entries. */
export function listInside(name: string): Shape<IDataObject[]> {
	return {
		...list,
		read: (reply) => {
			const owner = object.read(reply);
			return owner && (owner[name] === undefined ? [] : namedListIn(owner, name));
		},
	};
}
