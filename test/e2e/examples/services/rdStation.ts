import type { PlayedService, Route, ServiceRequest, ServiceResponse } from '../support/internet';
import { route } from '../support/internet';

interface Deal {
	readonly name: string;
	readonly stage: string;
	/** The ID of the user who is responsible. */
	readonly userId: string;
	/** As they are in the CRM; without them, the deal has no contact. */
	readonly contact?: { readonly name: string; readonly phone?: string };
}

interface Note {
	readonly deal_id: string;
	readonly user_id: string;
	readonly text: string;
}

interface Task {
	readonly deal_id: string;
	readonly user_ids: readonly string[];
	readonly type: string;
	readonly subject: string;
	readonly notes: string;
	/** Year, month and day, with hyphens. */
	readonly date: string;
	/** Hours and minutes. */
	readonly hour: string;
}

/** The event that a webhook of RD Station CRM sends: https://developers.rdstation.com/reference/webhooks-payload */
export function dealEvent(id: string, { name, stage, userId }: Deal, status = 'ongoing'): object {
	return {
		event_name: 'crm_deal_updated',
		document: {
			id,
			name,
			amount_monthly: 0,
			amount_unique: 0,
			amount_total: 0,
			prediction_date: null,
			created_at: '2026-01-15T15:04:34.515-03:00',
			updated_at: '2026-01-15T15:04:34.515-03:00',
			rating: 1,
			status,
			closed_at: null,
			user: { id: userId, name: 'Vendas', email: 'vendas@example.com', avatar_url: null },
			deal_stage: { ...stageOf(stage), nickname: 'LC', order: 1 },
			deal_pipeline: { id: 'funil', name: 'Funil padrão' },
			deal_source: {},
			campaign: {},
			deal_lost_reason: {},
			deal_custom_fields: [],
		},
	};
}

/**
 * RD Station CRM, version 1 of its API, with deals and their contacts. It takes notes ("anotações", in the API
 * `activities`) and tasks: https://developers.rdstation.com/reference/crm-v1-introducao-e-requisitos
 */
export class RdStation implements PlayedService {
	readonly hosts = ['crm.rdstation.com'];
	readonly notes: Note[] = [];
	readonly tasks: Task[] = [];

	private readonly routes: readonly Route[] = [
		['GET', /^\/api\/v1\/deals\/(\w+)$/, (_request, id = '') => this.deal(id)],
		[
			'POST',
			/^\/api\/v1\/activities$/,
			({ body }) => created(this.notes, (body as { activity: Note }).activity),
		],
		[
			'POST',
			/^\/api\/v1\/tasks$/,
			({ body }) => created(this.tasks, (body as { task: Task }).task),
		],
	];

	/**
	 * @param token of the account
	 * @param deals by their IDs; a test may replace one to move it to another stage
	 */
	constructor(
		private readonly token: string,
		readonly deals: Record<string, Deal>,
	) {}

	answer(request: ServiceRequest): ServiceResponse | undefined {
		if (request.url.searchParams.get('token') !== this.token) {
			return { status: 401, json: { error: 'Invalid token' } };
		}
		return route(this.routes, request);
	}

	/** IDs are given twice, as `_id` and `id`. */
	private deal(id: string): ServiceResponse {
		const deal = this.deals[id];
		if (!deal) return { status: 404, json: { error: 'Not found' } };
		const { name, stage, userId, contact } = deal;
		const phones =
			contact?.phone === undefined ? [] : [{ phone: contact.phone, type: 'cellphone' }];
		return {
			json: {
				_id: id,
				id,
				name,
				amount_total: 0,
				win: null,
				hold: null,
				closed_at: null,
				deal_stage: stageOf(stage),
				user: { _id: userId, id: userId, name: 'Vendas', email: 'vendas@example.com' },
				contacts: contact
					? [{ _id: 'contato', id: 'contato', name: contact.name, title: null, emails: [], phones }]
					: [],
			},
		};
	}
}

/** A stage has the same ID wherever its name appears. */
function stageOf(name: string): { _id: string; id: string; name: string } {
	const id = name.toLowerCase().replace(/\W/g, '');
	return { _id: id, id, name };
}

function created<Entry extends object>(list: Entry[], entry: Entry): ServiceResponse {
	list.push(entry);
	const id = `criado${String(list.length)}`;
	return { json: { _id: id, id, ...entry } };
}
