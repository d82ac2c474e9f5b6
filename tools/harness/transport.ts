import { Book } from '../../nodes/Talkover/account/book';
import type { Send } from '../../nodes/Talkover/api/client';
import { createPause } from '../../nodes/Talkover/api/pacing/clock';
import { ok } from '../../nodes/Talkover/base/result';
import type { Transport } from '../../nodes/Talkover/operation/job';

/** The dependencies of a job outside a run: one function handles every request, and nothing is shared. */
export function transportOf(send: Send): Transport {
	const shared: Transport['shared'] = (_key, _name, make) => make();
	return {
		send,
		sendCached: send,
		pause: createPause(undefined),
		shared,
		alike: () => 1,
		undoing: () => undefined,
		tally: { count: 0, add: () => undefined },
		tool: undefined,
		isFromModel: () => false,
		book: new Book(),
		decide: async (request) => Promise.resolve(ok({ do: 'send', request })),
	};
}
