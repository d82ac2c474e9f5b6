import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { trunkLocator } from './trunkLocator';

export const getHealth = operation({
	value: 'getHealth',
	name: 'Get Health',
	action: 'Get the health of a SIP trunk',
	description: 'Check the connection of a SIP trunk to its carrier now',
	fields: [trunkLocator],
	request: ({ trunkId }) => ({
		endpoint: 'getSipTrunkHealth',
		path: ['sip-trunks', trunkId, 'health'],
	}),
	data: object,
});
