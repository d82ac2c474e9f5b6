import type { INodeParameters } from 'n8n-workflow';

import type { ApiRequest } from '../../nodes/Talkover/api/request';
import { CASES } from '../../tools/operations/documented';
import { jobOf } from '../../tools/operations/jobOf';

/**
 * The request of an example, without n8n and without HTTP.
 *
 * @param changes parameters that replace those of the example, with the values of their expressions
 * @throws Error with the reasons why it can't be sent
 */
export function requestOf(name: string, changes: INodeParameters = {}): ApiRequest {
	const example = CASES.find((each) => each.name === name);
	if (!example) throw new Error(`There is no example ${name}`);
	return jobOf(example, changes).request;
}
