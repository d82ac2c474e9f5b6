import type { Documented } from '../../api/contract/documented';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { object } from '../../operation/answers/shapes';
import { trunkLocator } from './trunkLocator';

const trunk: Shape<Documented<'SipTrunk'>> = object;

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a SIP trunk',
	description: 'Retrieve a SIP trunk with the result of its last check',
	fields: [trunkLocator],
	request: ({ trunkId }) => ({ endpoint: 'getSipTrunk', path: ['sip-trunks', trunkId] }),
	data: trunk,
	simplify: [
		'id',
		'name',
		'provider_name',
		'domain',
		'transport',
		'is_active',
		'is_verified',
		'health_status',
		'last_health_check_at',
		'updated_at',
	],
});
