import { addTo, service } from '../support/service';

interface Phone {
	readonly value: string;
	readonly primary: boolean;
}

/**
 * A Pipedrive account, which takes notes and activities. https://developers.pipedrive.com/docs/api/v1
 *
 * @param phones of persons called Ana, by their IDs
 */
export function pipedrive(token: string, phones: Readonly<Record<string, readonly Phone[]>>) {
	const notes: object[] = [];
	const tasks: object[] = [];
	const played = service({
		host: 'api.pipedrive.com',
		isAllowed: ({ url }) => url.searchParams.get('api_token') === token,
		routes: {
			'GET /api/v2/persons/*': (_request, id = '') => ({
				success: true,
				data: { id: Number(id), first_name: 'Ana', owner_id: 77, phones: phones[id] },
			}),
			'POST /v1/notes': (request) => ({ success: true, data: addTo(notes)(request) }),
			'POST /api/v2/activities': (request) => ({ success: true, data: addTo(tasks)(request) }),
		},
	});
	return { ...played, notes, tasks };
}
