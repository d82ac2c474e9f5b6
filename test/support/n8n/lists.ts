import type {
	ICredentialDataDecryptedObject,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
} from 'n8n-workflow';

import { Talkover } from '../../../nodes/Talkover/Talkover.node.ts';
import { TalkoverTrigger } from '../../../nodes/Talkover/TalkoverTrigger.node.ts';
import type { Simulator } from '../../../tools/simulator/simulator';
import type { RequestSettings } from '../../../tools/harness/talkoverNode';
import { credentialFor } from '../../../tools/harness/talkoverNode';
import { loadOptionsContext } from '../../../tools/harness/workflow';

type Address = Pick<Simulator, 'token' | 'url'>;

/**
 * A page of a resource locator's list, as the editor gets it.
 *
 * @param method the name of the method that n8n calls for the list
 * @param parameters the values in the panel, with resource and operation
 * @throws Error that the list shows instead of its entries
 */
export async function searchPage(
	simulator: Address,
	method: string,
	parameters: INodeParameters,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return searchIn(credentialFor(simulator), method, parameters, filter, paginationToken);
}

async function searchIn(
	credential: ICredentialDataDecryptedObject,
	method: string,
	parameters: INodeParameters,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const search = new Talkover().methods.listSearch?.[method];
	if (!search) throw new Error(`The node has no ${method}`);
	const context = await loadOptionsContext(credential, parameters);
	return search.call(context, filter, paginationToken);
}

/** The first page of a resource locator's list, as the editor shows it. */
export async function searchList(
	simulator: Address,
	method: string,
	parameters: INodeParameters,
	filter?: string,
	credential: RequestSettings = {},
): Promise<INodeListSearchItems[]> {
	return (
		await searchIn({ ...credentialFor(simulator), ...credential }, method, parameters, filter)
	).results;
}

/** A list of options of the node or its trigger, as the editor shows it; parameters as above. */
export async function loadList(
	simulator: Address,
	method: string,
	parameters: INodeParameters = {},
): Promise<INodePropertyOptions[]> {
	const methods = [new Talkover().methods, new TalkoverTrigger().methods];
	const [load] = methods.flatMap(({ loadOptions }) => loadOptions?.[method] ?? []);
	if (!load) throw new Error(`There is no ${method}`);
	return load.call(await loadOptionsContext(credentialFor(simulator), parameters));
}

/** The value that the editor stores for an entry of a resource locator (`onInputChange` in ResourceLocator.vue). */
export function pickedFromList({ name, value }: INodeListSearchItems) {
	return { __rl: true, mode: 'list', value, cachedResultName: name };
}
