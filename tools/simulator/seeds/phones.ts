import type { JsonObject } from '../contract';
import { SEED } from './ids';

export function releaseRequests(): JsonObject[] {
	return [
		{
			id: SEED.pendingReleaseId,
			phone_number_id: SEED.phoneNumberIds[2],
			phone_number: '+4930901820',
			reason: 'The office in Berlin has closed',
			status: 'pending',
			requested_at: '2026-01-20T14:30:00Z',
		},
		{
			id: 'request-uuid-2',
			phone_number_id: 'phone-uuid-0',
			phone_number: '+12125550123',
			reason: 'Number is no longer in use',
			status: 'approved',
			requested_at: '2026-01-10T14:30:00Z',
			resolved_at: '2026-01-12T16:20:00Z',
		},
	];
}
