import { EXAMPLES } from './examples';
import stored from './leftOut.json';

const IMPLEMENTED = new Set(Object.values(EXAMPLES).map(({ operationId }) => operationId));

/**
 * The operations of Talkover's API that the node doesn't implement, by reason: those of leftOut.json that have no
 * example. `npm run generate` removes the others from the file.
 */
export const LEFT_OUT: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
	Object.entries(stored)
		.map(
			([reason, operations]) => [reason, operations.filter((id) => !IMPLEMENTED.has(id))] as const,
		)
		.filter(([, operations]) => operations.length > 0),
);
