import type { PlayedService, Route, ServiceRequest, ServiceResponse } from '../support/internet';
import { route } from '../support/internet';

interface Lead {
	readonly name: string;
	readonly stageId: number;
	/** The ID of the user who is responsible. */
	readonly userId: number;
	/** The main contact comes last, as it may in Kommo. */
	readonly contactIds: readonly number[];
}

interface Contact {
	readonly name: string;
	/** As it is in Kommo; without it, the contact has none. */
	readonly phone?: string;
}

interface Note {
	readonly leadId: number;
	readonly note_type: string;
	readonly text: string;
}

interface Task {
	readonly entity_type: string;
	readonly entity_id: number;
	readonly responsible_user_id: number;
	readonly task_type_id: number;
	readonly text: string;
	/** Seconds since 1970. */
	readonly complete_till: number;
}

/** What is sent to create notes: https://developers.kommo.com/reference/add-notes */
type NotesBody = readonly {
	readonly note_type: string;
	readonly params: { readonly text: string };
}[];

/** What the API sends its responses as: https://developers.kommo.com/reference/add-notes */
const HAL = { 'content-type': 'application/hal+json' };

/**
 * The form that Kommo posts when leads have reached a stage: https://developers.kommo.com/docs/webhooks-dp
 *
 * @param subdomain of the account
 */
export function stageForm(subdomain: string, leads: readonly { id: number; stageId: number }[]) {
	const form = new URLSearchParams();
	for (const [index, { id, stageId }] of leads.entries()) {
		const lead = `leads[status][${String(index)}]`;
		form.set(`${lead}[id]`, String(id));
		form.set(`${lead}[status_id]`, String(stageId));
		form.set(`${lead}[pipeline_id]`, '3003');
		form.set(`${lead}[old_status_id]`, '2001');
		form.set(`${lead}[old_pipeline_id]`, '3003');
	}
	form.set('account[id]', '4004');
	form.set('account[subdomain]', subdomain);
	return form;
}

/** A Kommo account with leads and contacts, which takes notes and tasks. */
export class Kommo implements PlayedService {
	readonly hosts: readonly string[];
	readonly notes: Note[] = [];
	readonly tasks: Task[] = [];

	private readonly routes: readonly Route[] = [
		['GET', /^\/api\/v4\/leads\/(\d+)$/, ({ url }, id = '') => this.lead(Number(id), url)],
		['GET', /^\/api\/v4\/contacts\/(\w+)$/, (_request, id = '') => this.contact(Number(id))],
		[
			'POST',
			/^\/api\/v4\/leads\/(\d+)\/notes$/,
			({ body }, id = '') => this.addNotes(Number(id), body as NotesBody),
		],
		['POST', /^\/api\/v4\/tasks$/, ({ body }) => this.addTasks(body as readonly Task[])],
	];

	/**
	 * @param subdomain of the account
	 * @param leads by their IDs, like `contacts`; a test may replace one to move it to another stage
	 */
	constructor(
		subdomain: string,
		private readonly token: string,
		readonly leads: Record<number, Lead>,
		private readonly contacts: Readonly<Record<number, Contact>>,
	) {
		this.hosts = [`${subdomain}.kommo.com`];
	}

	answer(request: ServiceRequest): ServiceResponse | undefined {
		const response =
			request.headers.authorization === `Bearer ${this.token}`
				? route(this.routes, request)
				: problem(401, 'Unauthorized');
		return response && { headers: HAL, ...response };
	}

	/** https://developers.kommo.com/reference/getting-a-lead-by-its-id */
	private lead(id: number, { searchParams }: URL): ServiceResponse {
		const lead = this.leads[id];
		if (!lead) return problem(404, 'Not found');
		const main = lead.contactIds.at(-1);
		const contacts = lead.contactIds.map((contact) => ({
			id: contact,
			is_main: contact === main,
		}));
		return {
			json: {
				id,
				name: lead.name,
				price: 0,
				responsible_user_id: lead.userId,
				status_id: lead.stageId,
				pipeline_id: 3003,
				_embedded: {
					tags: [],
					companies: [],
					...(searchParams.get('with') === 'contacts' ? { contacts } : {}),
				},
			},
		};
	}

	/** https://developers.kommo.com/reference/getting-a-contact-by-id */
	private contact(id: number): ServiceResponse {
		const contact = this.contacts[id];
		if (!contact) return problem(404, 'Not found');
		const phone = {
			field_id: 7007,
			field_name: 'Telefone',
			field_code: 'PHONE',
			field_type: 'multitext',
			values: [{ value: contact.phone, enum_id: 8008, enum_code: 'MOB' }],
		};
		const fields = contact.phone === undefined ? null : [phone];
		return { json: { id, name: contact.name, custom_fields_values: fields, _embedded: {} } };
	}

	private addNotes(leadId: number, notes: NotesBody): ServiceResponse {
		const before = this.notes.length;
		this.notes.push(
			...notes.map(({ note_type, params: { text } }) => ({ leadId, note_type, text })),
		);
		const added = notes.map((_note, index) => ({ id: 9001 + before + index, entity_id: leadId }));
		return { json: { _embedded: { notes: added } } };
	}

	/** https://developers.kommo.com/reference/add-tasks */
	private addTasks(tasks: readonly Task[]): ServiceResponse {
		const before = this.tasks.length;
		this.tasks.push(...tasks);
		const added = tasks.map((_task, index) => ({ id: 9501 + before + index }));
		return { json: { _embedded: { tasks: added } } };
	}
}

function problem(status: number, title: string): ServiceResponse {
	return { status, json: { title, status, type: 'https://httpstatus.es' } };
}
