import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';
import { trunkLocator } from './trunkLocator';

export const getPhoneNumbers = operation({
	value: 'getPhoneNumbers',
	name: 'Get Phone Numbers',
	action: 'Get the phone numbers of a SIP trunk',
	description:
		'List the phone numbers (DIDs) that a SIP trunk brings into the environment. Phone Number: Get Many lists them too.',
	fields: [trunkLocator],
	request: ({ trunkId }) => ({ method: 'GET', path: ['sip-trunks', trunkId, 'dids'] }),
	paging: 'none',
	data: list,
});
