import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { Talkover } from '../../../nodes/Talkover/Talkover.node';

const { description } = new Talkover();

/** The notices that the panel of a Talkover node shows with these parameters, from top to bottom. */
export function noticesIn(parameters: INodeParameters): string[] {
	return description.properties
		.filter(({ type }) => type === 'notice')
		.filter((property) =>
			NodeHelpers.displayParameter(parameters, property, { typeVersion: 1 }, description),
		)
		.map(({ displayName }) => displayName);
}
