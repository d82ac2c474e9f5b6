import { creationOf } from '../../../nodes/Talkover/api/request';
import { itemIdentityOf } from '../../../nodes/Talkover/once/creationKey';
import { CASES } from '../documented';
import { jobOf } from '../jobOf';

/** The keys that identify a creation: of a workflow item, and of an AI agent's tool. */
export interface CreationKeys {
	readonly item: readonly string[];
	readonly tool: readonly string[];
}

/** The keys of all creating operations for their examples, by the name of the example. */
export function creationKeys(): Readonly<Record<string, CreationKeys>> {
	const keys = CASES.flatMap((example) => {
		const { request } = jobOf(example);
		if (!creationOf(request)) return [];
		const own = { item: itemIdentityOf(request, false), tool: itemIdentityOf(request, true) };
		return [[example.name, own] as const];
	});
	return Object.fromEntries(keys);
}
