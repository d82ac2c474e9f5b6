import { addTo, bearer, service } from '../support/service';

/** The type of the association of a note with a deal: https://developers.hubspot.com/docs/api/crm/associations */
const NOTE_TO_DEAL = 214;

/** What is sent to create a note: https://developers.hubspot.com/docs/reference/api/crm/engagements/notes */
interface NoteBody {
	readonly properties: { readonly hs_note_body: string };
	readonly associations: readonly {
		readonly to: { readonly id: number };
		readonly types: readonly { readonly associationTypeId: number }[];
	}[];
}

/** What n8n's node sends: https://legacydocs.hubspot.com/docs/methods/engagements/create_engagement */
interface EngagementBody {
	readonly engagement: { readonly ownerId: number };
	readonly associations: {
		readonly dealIds: readonly string[];
		readonly contactIds: readonly string[];
	};
	readonly metadata: { readonly subject: string; readonly body: string };
}

/**
 * A HubSpot account with the deal 1001 of the contact 201, which takes notes and tasks.
 *
 * @param contact undefined if it can't be read
 */
export function hubSpot(token: string, contact?: { firstname: string; phone?: string }) {
	const notes: object[] = [];
	const tasks: object[] = [];
	const played = service({
		host: 'api.hubapi.com',
		isAllowed: bearer(token),
		routes: {
			// https://legacydocs.hubspot.com/docs/methods/deals/get_deal
			'GET /deals/v1/deal/1001': () => ({
				dealId: 1001,
				associations: { associatedVids: [201] },
				properties: properties({
					dealname: 'New website',
					dealstage: 'qualifiedtobuy',
					hubspot_owner_id: '77',
				}),
			}),
			// https://legacydocs.hubspot.com/docs/methods/contacts/get_contact
			'GET /contacts/v1/contact/vid/201/profile': () =>
				contact && { vid: 201, properties: properties({ ...contact }) },
			'GET /account-info/v3/details': () => ({ portalId: 62515 }),
			'POST /crm/v3/objects/notes': addTo(notes, readNote),
			'POST /engagements/v1/engagements': addTo(tasks, readTask),
		},
	});
	return { ...played, notes, tasks };
}

function readNote(body: unknown): object {
	const { properties: written, associations } = body as NoteBody;
	const ofDeal = associations.filter(({ types }) =>
		types.some(({ associationTypeId }) => associationTypeId === NOTE_TO_DEAL),
	);
	return { dealIds: ofDeal.map(({ to }) => to.id), body: written.hs_note_body };
}

function readTask(body: unknown): object {
	const { engagement, associations, metadata } = body as EngagementBody;
	return {
		subject: metadata.subject,
		body: metadata.body,
		ownerId: engagement.ownerId,
		dealIds: associations.dealIds.map(Number),
		contactIds: associations.contactIds.map(Number),
	};
}

function properties(values: Readonly<Record<string, string>>): object {
	const entries = Object.entries(values).map(([name, value]) => [name, { value }]);
	return Object.fromEntries(entries) as object;
}
