import type { INode } from 'n8n-workflow';

/** A Talkover node in which nobody has changed anything. */
export const TALKOVER_NODE: INode = {
	id: '1',
	name: 'Talkover',
	type: 'n8n-nodes-talkover.talkover',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
