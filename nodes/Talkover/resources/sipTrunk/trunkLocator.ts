import type { Documented } from '../../api/contract/documented';
import { commaSeparated, displayText } from '../../pickers/request';
import { locator } from '../../pickers/locator';

/** The SIP trunk that an operation works on (API reference: list-sip-trunks, not paged). */
export const trunkLocator = locator({
	displayName: 'SIP Trunk',
	name: 'trunkId',
	what: 'a SIP trunk',
	method: 'searchSipTrunks',
	idExample: 'trunk-uuid-1',
	entries: {
		request: () => ({ endpoint: 'listSipTrunks', path: ['sip-trunks'] }),
		entry: ({ id, name, domain, health_status: health }: Documented<'SipTrunk'>) => ({
			name: displayText(name) || displayText(id),
			value: displayText(id),
			description: commaSeparated(domain, health),
		}),
	},
});
