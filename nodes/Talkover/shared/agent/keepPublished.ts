import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Send } from '../../api/client';
import { statusOf as readStatus } from '../../api/content/status';
import type { Failure } from '../../api/response/reply';
import { localFailure } from '../../api/response/failure';
import type { ApiRequest } from '../../api/request';
import type { Result } from '../../base/result';
import { andThen, ok } from '../../base/result';
import type { Compensation, Restored } from '../../operation/job';
import type { ConditionalNotice } from '../../operation/spec';
import { onWhenAdded } from '../../parameters/scalars';
import { PUBLISHED, agentShape } from './agent';
import { currentText } from './currentAgent';
import { explainRejection } from './publishing';

/** For operations that set an agent back to draft, or may do so. */
export const keepPublished = onWhenAdded({
	displayName: 'Keep Published',
	name: 'keepPublished',
	description:
		'Whether to publish an agent again after the last item if it was published. If not added, it stays a draft.',
});

/** Shown while {@link keepPublished} is off. */
export const draftNotice = unlessKept(
	'This sets the agent back to draft, so it takes no calls until you publish it again.',
);

/** Like {@link draftNotice}, for a change for which Talkover doesn't document whether it does this. */
export const mayDraftNotice = unlessKept(
	'Talkover may set the agent back to draft, so that it takes no calls until you publish it again.',
);

/** Like {@link draftNotice}, for a change after which the agent stays published, but which may not apply to calls yet. */
export const republishNotice = unlessKept(
	'A published agent may have to be published again for the change to apply.',
	'A published agent may have to be published again.',
);

function unlessKept(
	consequence: string,
	inTool = 'The agent may become a draft and take no calls until it is published.',
): ConditionalNotice {
	const keep = "To publish it automatically, turn on 'Keep Published' in 'Options'.";
	const property: INodeProperties = {
		displayName: `${consequence} ${keep}`,
		name: 'draftNotice',
		type: 'notice',
		default: '',
		displayOptions: { hide: { '/options.keepPublished': [true] } },
	};
	return { property, inTool };
}

interface Values {
	readonly agentId: string;
}

interface Options {
	readonly keepPublished?: boolean | undefined;
}

/** Makes the run publish the agent again. For operations whose output isn't the agent. */
export function republished(
	{ agentId }: Values,
	{ keepPublished: keep }: Options,
): Compensation | undefined {
	return keep ? publication(agentId) : undefined;
}

/** Like {@link republished}, for operations whose output is the agent, with its status. */
export function republishedOutput(values: Values, options: Options): Compensation | undefined {
	const compensation = republished(values, options);
	return compensation && withStatus(compensation);
}

function withStatus(compensation: Compensation): Compensation {
	return {
		...compensation,
		restore: async (send) => {
			const restored = await compensation.restore(send);
			const update = (agent: IDataObject) => ({ ...agent, current_status: PUBLISHED });
			return restored.ok ? ok({ update }) : restored;
		},
	};
}

/** For output without the status of the agent. */
const UNCHANGED: Restored = { update: (item) => item };

function publication(agentId: string): Compensation {
	const publish: ApiRequest = {
		endpoint: 'publishAgent',
		path: ['agents', agentId, 'publish'],
	};
	return {
		key: `publish:${agentId}`,
		failed: `Agent ${agentId} was published before, but publishing it again failed, so it may not take calls`,
		isNeeded: async (sendCached) => {
			const status = await statusOf(agentId, sendCached);
			return andThen(status, (known) => ok(known === PUBLISHED));
		},
		restore: async (send) => {
			const outcome = await send(publish);
			if (outcome.ok) {
				const status = readStatus({ status: agentShape.read(outcome)?.current_status });
				return status === undefined || status === PUBLISHED
					? ok(UNCHANGED)
					: localFailure(`Its status is '${status}'`);
			}
			if (outcome.did === 'nothing' || outcome.why === 'unauthorized') return outcome;
			// The agent may still be published, or the request may have gone through without a response.
			const status = await statusOf(agentId, send);
			const isLive = status.ok && status.value === PUBLISHED;
			return isLive ? ok(UNCHANGED) : explainRejection(outcome);
		},
	};
}

async function statusOf(agentId: string, send: Send): Promise<Result<string, Failure>> {
	return currentText(agentId, 'current_status', send, {
		what: 'the status of the agent',
		instead: "Turn off 'Keep Published' in 'Options', and publish the agent afterwards",
	});
}
