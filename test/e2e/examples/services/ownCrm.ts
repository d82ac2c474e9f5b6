import { service } from '../support/service';

/** A CRM of one's own, which takes the results of calls that are posted to it. */
export function ownCrm() {
	const results: unknown[] = [];
	const played = service({
		host: 'crm.example.com',
		routes: {
			'POST /call-results': ({ body }) => {
				results.push(body);
				return { saved: true };
			},
		},
	});
	return { ...played, results };
}
