import type { IDataObject } from 'n8n-workflow';

import { Book } from '../../nodes/Talkover/account/book';
import { accountOf } from '../../nodes/Talkover/api/account';
import type { Send } from '../../nodes/Talkover/api/client';
import type { Pause } from '../../nodes/Talkover/api/pacing/clock';
import { createPause } from '../../nodes/Talkover/api/pacing/clock';
import type { RetryContext } from '../../nodes/Talkover/api/pacing/retry';
import { Sender } from '../../nodes/Talkover/api/pacing/retry';
import type { ApiRequest } from '../../nodes/Talkover/api/request';
import { creationOf } from '../../nodes/Talkover/api/request';
import { ok } from '../../nodes/Talkover/base/result';
import { Evidence } from '../../nodes/Talkover/once/evidence';
import type { ExecutionFacts } from '../../nodes/Talkover/once/history';
import { History } from '../../nodes/Talkover/once/history';
import { Journal } from '../../nodes/Talkover/once/journal';
import type { Creating } from '../../nodes/Talkover/once/loop';
import { createOnce } from '../../nodes/Talkover/once/loop';
import type { Once } from '../../nodes/Talkover/operation/creation/once';
import type { RecoveryLookup } from '../../nodes/Talkover/operation/creation/recoveryLookup';
import { transportOf } from '../../tools/harness/transport';

export const ACCOUNT = accountOf(
	'https://app.talkover.ai/api/v1',
	'talq_0123456789',
	'credential-1',
);

const FIRST: ExecutionFacts = { id: '1', isRetry: false, establishedAt: undefined };

interface Setup {
	readonly send: Send;
	/** n8n's context of the node, and that of the execution. */
	readonly context?: IDataObject;
	readonly flow?: IDataObject;
	readonly facts?: ExecutionFacts;
	readonly runIndex?: number | 'tool';
	readonly resendUnknown?: boolean;
	readonly pause?: Pause;
	/** Without limit and retries by default. */
	readonly retryContext?: RetryContext;
}

/** What the creating items of a run share, without n8n. */
export function creatingWith({
	send,
	context = {},
	flow = {},
	facts = FIRST,
	runIndex = 0,
	resendUnknown = false,
	pause = createPause(undefined),
	retryContext = unlimited(pause),
}: Setup): Creating {
	const book = new Book();
	const journal = new Journal(context, runIndex, ACCOUNT);
	const history = new History(flow, facts, ACCOUNT, Date.now());
	const evidence = new Evidence(journal, history, book, pause);
	return {
		...{ account: ACCOUNT, book, journal, history, evidence, pause },
		...{ sender: new Sender(send, retryContext), resendUnknown },
	};
}

function unlimited(pause: Pause): RetryContext {
	const permit = { opening: 0 } as never;
	const limiter = { acquire: async () => Promise.resolve(permit), release: () => undefined };
	return { limiter, pause, maxRetries: 0 };
}

/** A request that creates something, and the list that shows it. */
export interface Creation {
	readonly request: ApiRequest;
	readonly recoveryLookup?: RecoveryLookup | undefined;
	readonly once?: Once;
}

/** Creates something as an item of a run. The body of the response is the item's output. */
export async function create(
	shared: Creating,
	item: number,
	{ request, recoveryLookup, once }: Creation,
): ReturnType<typeof createOnce> {
	const creation = creationOf(request);
	if (!creation) throw new Error('The request creates nothing');
	const job: Parameters<typeof createOnce>[0]['job'] = {
		...{ creation, recoveryLookup, unreadable: () => undefined },
		once: () => once,
		respond: async (reply) => Promise.resolve(reply.ok ? ok({ items: [reply.body] }) : reply),
	};
	return createOnce({ item, request, job }, transportOf(shared.sender.send), shared);
}
