import type {
	INodeListSearchItems,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
} from 'n8n-workflow';

import { Talkover } from '../../../nodes/Talkover/Talkover.node.ts';
import { TalkoverTrigger } from '../../../nodes/Talkover/TalkoverTrigger.node.ts';
import type { Simulator } from '../../../simulator/simulator';
import { credentialFor } from '../../../harness/talkoverNode';
import { loadOptionsContext } from '../../../harness/workflow';

type Address = Pick<Simulator, 'token' | 'url'>;

/**
 * A page of a locator's list, as the editor gets it.
 *
 * @param method the name under which n8n asks for the list
 * @param parameters what the panel holds, with its resource and operation
 * @throws Error that the list shows in place of its entries
 */
export async function searchPage(
	simulator: Address,
	method: string,
	parameters: INodeParameters,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const search = new Talkover().methods.listSearch?.[method];
	if (!search) throw new Error(`The node has no ${method}`);
	const context = await loadOptionsContext(credentialFor(simulator), parameters);
	return search.call(context, filter, paginationToken);
}

/** What a locator's list shows in the editor, of its first page. */
export async function searchList(
	simulator: Address,
	method: string,
	parameters: INodeParameters,
	filter?: string,
): Promise<INodeListSearchItems[]> {
	return (await searchPage(simulator, method, parameters, filter)).results;
}

/** What a list of options of the node or its trigger shows in the editor; the rest as above. */
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

/** What the editor stores when an entry of a locator's list is picked (`onInputChange` of its ResourceLocator.vue). */
export function pickedFromList({ name, value }: INodeListSearchItems) {
	return { __rl: true, mode: 'list', value, cachedResultName: name };
}

/**
 * What the editor stores when an option is picked and none was before: it makes an expression of a value
 * with braces (`valueChanged` of its ParameterInput.vue).
 */
export function pickedOption({ value }: INodePropertyOptions): string {
	const text = String(value);
	return !text.startsWith('=') && text.includes('{{') && text.includes('}}') ? `=${text}` : text;
}
