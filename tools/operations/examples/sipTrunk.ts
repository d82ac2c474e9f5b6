import type { Examples } from './example';
import { chosen } from './example';

const trunkId = chosen('trunk-uuid-1');

export const sipTrunk: Examples = {
	'sipTrunk.get': { operationId: 'getSipTrunk', parameters: { trunkId } },
	'sipTrunk.getHealth': { operationId: 'getSipTrunkHealth', parameters: { trunkId } },
	'sipTrunk.getMany': { operationId: 'listSipTrunks', parameters: {} },
	'sipTrunk.getPhoneNumbers': { operationId: 'listSipTrunkDids', parameters: { trunkId } },
};
