import { addTo, service } from '../support/service';

interface Deal {
	readonly name: string;
	readonly stage: string;
	/** The ID of the user who is responsible. */
	readonly userId: string;
	/** The phone number is as it is in the CRM. */
	readonly contact?: { readonly name: string; readonly phone?: string };
}

/** The event that a webhook of RD Station CRM sends: https://developers.rdstation.com/reference/webhooks-payload */
export function dealEvent(id: string, { name, stage, userId }: Deal, status = 'ongoing'): object {
	const user = { id: userId, name: 'Sales' };
	const document = { id, name, status, user, deal_stage: stageOf(stage), deal_custom_fields: [] };
	return { event_name: 'crm_deal_updated', document };
}

/**
 * RD Station CRM, version 1 of its API, with deals and their contacts. It takes notes ("anotações", in the API
 * `activities`) and tasks: https://developers.rdstation.com/reference/crm-v1-introducao-e-requisitos
 *
 * @param deals by their IDs
 */
export function rdStation(token: string, deals: Readonly<Record<string, Deal>>) {
	const notes: object[] = [];
	const tasks: object[] = [];
	const played = service({
		host: 'crm.rdstation.com',
		isAllowed: ({ url }) => url.searchParams.get('token') === token,
		routes: {
			'GET /api/v1/deals/*': (_request, id = '') => dealOf(id, deals[id]),
			'POST /api/v1/activities': addTo(notes, (body) => (body as { activity: object }).activity),
			'POST /api/v1/tasks': addTo(tasks, (body) => (body as { task: object }).task),
		},
	});
	return { ...played, notes, tasks };
}

/** IDs are given twice, as `_id` and `id`. */
function dealOf(id: string, deal: Deal | undefined): object | undefined {
	if (!deal) return undefined;
	const { name, stage, userId, contact } = deal;
	const phones = contact?.phone === undefined ? [] : [{ phone: contact.phone, type: 'cellphone' }];
	return {
		_id: id,
		id,
		name,
		win: null,
		closed_at: null,
		deal_stage: stageOf(stage),
		user: { _id: userId, id: userId },
		contacts: contact ? [{ _id: 'contact', id: 'contact', name: contact.name, phones }] : [],
	};
}

/** A stage has the same ID wherever its name appears. */
function stageOf(name: string): object {
	const id = name.toLowerCase().replace(/\W/g, '');
	return { _id: id, id, name };
}
