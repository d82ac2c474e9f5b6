import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { trunkLocator } from './trunkLocator';

export const getHealth = operation({
	value: 'getHealth',
	name: 'Get Health',
	action: 'Get the health of a SIP trunk',
	description:
		"Check the connection to a phone carrier now. A carrier that can't be reached is a result and not an error: is_healthy is then false.",
	fields: [trunkLocator],
	request: ({ trunkId }) => ({ method: 'GET', path: ['sip-trunks', trunkId, 'health'] }),
	data: object,
});
