import type { INodeProperties } from 'n8n-workflow';

import type { Send } from '../api/client';
import type { Failure, FailureKind } from '../api/failure';
import type { ApiRequest } from '../api/request';
import type { Restoration } from '../operation/operation';
import { toggle } from '../parameters/scalars';
import { currentText } from './currentAgent';
import { explainRefusal } from './publishing';

/** For operations that make an agent a draft, or that may. */
export const keepPublished = toggle({
	displayName: 'Keep Published',
	name: 'keepPublished',
	default: false,
	description:
		'Whether to publish the agent again after the last item if it was published before, so that it goes on taking calls. An agent that was a draft stays a draft.',
});

/** Shown while {@link keepPublished} is off. */
export const draftNotice: INodeProperties = {
	displayName:
		"The agent becomes a draft and takes no calls until it is published again. The option 'Keep Published' does that.",
	name: 'draftNotice',
	type: 'notice',
	default: '',
	displayOptions: { hide: { '/options.keepPublished': [true] } },
};

/** Like {@link draftNotice}, for a change that leaves the agent published but may not reach callers yet. */
export const republishNotice: INodeProperties = {
	...draftNotice,
	displayName:
		"After this change, a published agent may have to be published again. The option 'Keep Published' does that.",
};

interface Values {
	readonly agentId: string;
}

interface Options {
	readonly keepPublished: boolean;
}

/** Has the run publish the agent again; for operations whose output isn't the agent. */
export function republished(
	{ agentId }: Values,
	{ keepPublished: keep }: Options,
): Restoration | undefined {
	return keep ? publication(agentId) : undefined;
}

/** Like {@link republished}, for operations whose output is the agent, with its status. */
export function republishedOutput(values: Values, options: Options): Restoration | undefined {
	const restoration = republished(values, options);
	if (!restoration) return undefined;
	return {
		...restoration,
		restore: async (send) => {
			const restored = await restoration.restore(send);
			return restored.ok
				? { ...restored, update: (agent) => ({ ...agent, current_status: PUBLISHED }) }
				: restored;
		},
	};
}

const PUBLISHED = 'published';

const MAY_BE_PUBLISHED: readonly FailureKind[] = ['refused', 'server', 'noAnswer', 'unreadable'];

function publication(agentId: string): Restoration {
	const publish: ApiRequest = {
		method: 'POST',
		path: ['agents', agentId, 'publish'],
		repeatable: true,
	};
	return {
		key: `publish:${agentId}`,
		failed: `The agent ${agentId} was published and could not be published again, so it may take no calls`,
		isNeeded: async (ask) => {
			const status = await statusOf(agentId, ask);
			return typeof status === 'string' ? status === PUBLISHED : status;
		},
		restore: async (send) => {
			const outcome = await send(publish);
			if (outcome.ok) return { ok: true, update: (item) => item };
			if (!MAY_BE_PUBLISHED.includes(outcome.kind)) return outcome;
			// The update may not have made it a draft, or the request may have gone through without a response.
			const isLive = (await statusOf(agentId, send)) === PUBLISHED;
			return isLive ? { ok: true, update: (item) => item } : explainRefusal(outcome);
		},
	};
}

async function statusOf(agentId: string, send: Send): Promise<Failure | string> {
	return currentText(agentId, 'current_status', send, {
		what: 'whether the agent is published',
		instead: "Turn off 'Keep Published' in 'Options', and publish the agent afterwards",
	});
}
