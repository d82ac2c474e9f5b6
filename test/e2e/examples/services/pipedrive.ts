import type { PlayedService, Route, ServiceRequest, ServiceResponse } from '../support/internet';
import { route } from '../support/internet';

interface Person {
	readonly firstName: string;
	readonly phones: readonly { readonly value: string; readonly primary: boolean }[];
}

interface NoteBody {
	readonly content: string;
	readonly deal_id: number;
}

interface ActivityBody {
	readonly subject: string;
	readonly type: string;
	readonly note: string;
	readonly deal_id: number;
	readonly owner_id: number;
	readonly due_date: string;
}

/** A Pipedrive account with persons, which takes notes and activities. */
export class Pipedrive implements PlayedService {
	readonly hosts = ['api.pipedrive.com'];
	readonly notes: NoteBody[] = [];
	readonly activities: ActivityBody[] = [];

	private readonly routes: readonly Route[] = [
		['GET', /^\/api\/v2\/persons\/([^/]+)$/, (_request, id = '') => this.person(id)],
		['POST', /^\/v1\/notes$/, ({ body }) => this.addNote(body as NoteBody)],
		['POST', /^\/api\/v2\/activities$/, ({ body }) => this.addActivity(body as ActivityBody)],
	];

	/** @param persons by their IDs */
	constructor(
		private readonly token: string,
		private readonly persons: Readonly<Record<string, Person>>,
	) {}

	answer(request: ServiceRequest): ServiceResponse | undefined {
		if (request.url.searchParams.get('api_token') !== this.token) {
			return {
				status: 401,
				json: { success: false, error: 'unauthorized access', errorCode: 401 },
			};
		}
		return route(this.routes, request);
	}

	/** https://developers.pipedrive.com/docs/api/v1/Persons#getPerson */
	private person(id: string): ServiceResponse {
		const person = this.persons[id];
		if (!person)
			return {
				status: 404,
				json: { success: false, error: 'Person not found', code: 'ERR_NOT_FOUND' },
			};
		const { firstName, phones } = person;
		return {
			json: {
				success: true,
				data: {
					id: Number(id),
					name: firstName,
					first_name: firstName,
					last_name: null,
					owner_id: 77,
					phones: phones.map((phone) => ({ label: 'work', ...phone })),
					emails: [],
					is_deleted: false,
				},
			},
		};
	}

	/** https://developers.pipedrive.com/docs/api/v1/Notes#addNote */
	private addNote(note: NoteBody): ServiceResponse {
		this.notes.push(note);
		return { status: 201, json: { success: true, data: { id: 300 + this.notes.length, ...note } } };
	}

	/** https://developers.pipedrive.com/docs/api/v1/Activities#addActivity */
	private addActivity(activity: ActivityBody): ServiceResponse {
		this.activities.push(activity);
		const id = 400 + this.activities.length;
		return { json: { success: true, data: { id, ...activity } } };
	}
}
