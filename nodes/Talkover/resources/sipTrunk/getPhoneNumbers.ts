import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';
import { trunkLocator } from './trunkLocator';

export const getPhoneNumbers = operation({
	value: 'getPhoneNumbers',
	name: 'Get Phone Numbers',
	action: 'Get the phone numbers of a SIP trunk',
	description: 'Retrieve a list of the phone numbers (DIDs) of a SIP trunk',
	fields: [trunkLocator],
	request: ({ trunkId }) => ({
		endpoint: 'listSipTrunkDids',
		path: ['sip-trunks', trunkId, 'dids'],
	}),
	isList: true,
	data: list,
});
