import type { Examples } from './example';

export const autoTopup: Examples = {
	'autoTopup.getHistory': { operationId: 'listAutoTopupHistory', parameters: {} },
	'autoTopup.getSettings': { operationId: 'getAutoTopupSettings', parameters: {} },
};
