import type { PlayedService, Route, ServiceRequest, ServiceResponse } from '../support/internet';
import { route } from '../support/internet';

interface Deal {
	readonly name: string;
	readonly contactIds: readonly number[];
	readonly ownerId: number;
}

interface Contact {
	readonly firstName: string;
	/** As it is in HubSpot; without it, the contact has none. */
	readonly phone?: string;
}

interface Note {
	readonly dealIds: readonly number[];
	readonly body: string;
}

interface Task {
	readonly subject: string;
	readonly body: string;
	readonly ownerId: number;
	readonly dealIds: readonly number[];
	readonly contactIds: readonly number[];
}

/** The type of the association of a note with a deal: https://developers.hubspot.com/docs/api/crm/associations */
const NOTE_TO_DEAL = 214;

/** What is sent to create a note: https://developers.hubspot.com/docs/reference/api/crm/engagements/notes */
interface NoteBody {
	readonly properties: { readonly hs_timestamp: string; readonly hs_note_body: string };
	readonly associations: readonly {
		readonly to: { readonly id: number };
		readonly types: readonly { readonly associationTypeId: number }[];
	}[];
}

/** What n8n's node sends: https://legacydocs.hubspot.com/docs/methods/engagements/create_engagement */
interface EngagementBody {
	readonly engagement: { readonly type: string; readonly ownerId: number };
	readonly associations: {
		readonly dealIds: readonly string[];
		readonly contactIds: readonly string[];
	};
	readonly metadata: { readonly subject: string; readonly body: string };
}

/** A HubSpot account with deals and their contacts, which takes notes and tasks. */
export class HubSpot implements PlayedService {
	readonly hosts = ['api.hubapi.com'];
	readonly notes: Note[] = [];
	readonly tasks: Task[] = [];

	private readonly routes: readonly Route[] = [
		['GET', /^\/deals\/v1\/deal\/(\d+)$/, (_request, id = '') => this.deal(Number(id))],
		[
			'GET',
			/^\/contacts\/v1\/contact\/vid\/(\d+)\/profile$/,
			(_request, id = '') => this.contact(Number(id)),
		],
		['GET', /^\/account-info\/v3\/details$/, () => ({ json: { portalId: 62515 } })],
		['POST', /^\/crm\/v3\/objects\/notes$/, ({ body }) => this.addNote(body as NoteBody)],
		[
			'POST',
			/^\/engagements\/v1\/engagements$/,
			({ body }) => this.addEngagement(body as EngagementBody),
		],
	];

	/** @param deals and `contacts` by their IDs */
	constructor(
		private readonly token: string,
		private readonly deals: Readonly<Record<number, Deal>>,
		private readonly contacts: Readonly<Record<number, Contact>>,
	) {}

	answer(request: ServiceRequest): ServiceResponse | undefined {
		if (request.headers.authorization !== `Bearer ${this.token}`) {
			return {
				status: 401,
				json: { status: 'error', message: 'Authentication credentials not found' },
			};
		}
		return route(this.routes, request);
	}

	/** https://legacydocs.hubspot.com/docs/methods/deals/get_deal */
	private deal(id: number): ServiceResponse {
		const deal = this.deals[id];
		if (!deal) return { status: 404, json: { status: 'error', message: 'resource not found' } };
		return {
			json: {
				portalId: 62515,
				dealId: id,
				isDeleted: false,
				associations: {
					associatedVids: deal.contactIds,
					associatedCompanyIds: [],
					associatedDealIds: [],
				},
				properties: {
					dealname: property(deal.name),
					dealstage: property('qualifiedtobuy'),
					hubspot_owner_id: property(String(deal.ownerId)),
				},
			},
		};
	}

	/** https://legacydocs.hubspot.com/docs/methods/contacts/get_contact */
	private contact(vid: number): ServiceResponse {
		const contact = this.contacts[vid];
		if (!contact)
			return { status: 404, json: { status: 'error', message: 'contact does not exist' } };
		return {
			json: {
				vid,
				'canonical-vid': vid,
				'portal-id': 62515,
				'is-contact': true,
				properties: {
					firstname: property(contact.firstName),
					...(contact.phone === undefined ? {} : { phone: property(contact.phone) }),
				},
			},
		};
	}

	private addNote({ properties, associations }: NoteBody): ServiceResponse {
		const ofDeal = associations.filter(({ types }) =>
			types.some(({ associationTypeId }) => associationTypeId === NOTE_TO_DEAL),
		);
		this.notes.push({ dealIds: ofDeal.map(({ to }) => to.id), body: properties.hs_note_body });
		const now = new Date().toISOString();
		const id = String(300 + this.notes.length);
		return {
			status: 201,
			json: { id, properties, createdAt: now, updatedAt: now, archived: false },
		};
	}

	private addEngagement({ engagement, associations, metadata }: EngagementBody): ServiceResponse {
		const { dealIds, contactIds } = associations;
		this.tasks.push({
			subject: metadata.subject,
			body: metadata.body,
			ownerId: engagement.ownerId,
			dealIds: dealIds.map(Number),
			contactIds: contactIds.map(Number),
		});
		const id = 400 + this.tasks.length;
		return {
			json: {
				engagement: { id, portalId: 62515, active: true, ...engagement },
				associations,
				metadata,
			},
		};
	}
}

function property(value: string): object {
	return { value, timestamp: 1773150000000, source: 'CRM_UI', sourceId: null };
}
