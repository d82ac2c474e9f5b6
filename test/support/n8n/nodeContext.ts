import type { IExecuteFunctions } from 'n8n-workflow';

import { Talkover } from '../../../nodes/Talkover/Talkover.node.ts';

/** Passes the context that n8n creates for the node to a function first, until the mocks are restored. */
export function withContext(look: (context: IExecuteFunctions) => void): void {
	const execute = Talkover.prototype.execute;
	jest.spyOn(Talkover.prototype, 'execute').mockImplementation(async function (
		this: IExecuteFunctions,
	) {
		look(this);
		return execute.call(this);
	});
}
