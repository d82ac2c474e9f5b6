import type { INodeListSearchItems, INodeParameters } from 'n8n-workflow';

import { Talkover } from '../../nodes/Talkover/Talkover.node.ts';
import type { Simulator } from '../../simulator/simulator';
import { credentialFor } from './talkoverNode';
import { loadOptionsContext } from './workflow';

/**
 * What a locator's list shows in the editor.
 *
 * @param method the name under which n8n asks for the list
 * @param parameters what the panel holds, with its resource and operation
 * @throws Error that the list shows in place of its entries
 */
export async function searchList(
	simulator: Pick<Simulator, 'token' | 'url'>,
	method: string,
	parameters: INodeParameters,
	filter?: string,
): Promise<INodeListSearchItems[]> {
	const search = new Talkover().methods.listSearch?.[method];
	if (!search) throw new Error(`The node has no ${method}`);
	const context = await loadOptionsContext(credentialFor(simulator), parameters);
	return (await search.call(context, filter)).results;
}
