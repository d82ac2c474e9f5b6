import { localFailure } from '../../api/failure';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/shapes';
import { campaignLocator } from '../../shared/campaign';

/** Whether it is gone; without an answer that says otherwise, it is. */
const isGone: Shape<boolean> = {
	read: () => true,
	items: (deleted) => [{ deleted }],
};

/** A 403 that is not about the token, and does not concern the items to come. */
const IS_ACTIVE = /\bactive campaign\b/i;

export const deleteCampaign = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete campaign',
	description:
		'Delete a campaign for good, with its calls, contact files and statistics. It cannot be undone. An active campaign has to be paused or cancelled first.',
	fields: [campaignLocator],
	request: ({ campaignId }) => ({ method: 'DELETE', path: ['campaigns', campaignId] }),
	data: isGone,
	dataFor: ({ status, messages }) =>
		status === 403 && messages.some(({ text }) => IS_ACTIVE.test(text)) ? false : undefined,
	output: (gone) =>
		gone
			? { item: { deleted: true } }
			: localFailure('An active campaign cannot be deleted: pause or cancel it first'),
});
