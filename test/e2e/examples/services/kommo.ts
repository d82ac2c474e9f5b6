import { bearer, service } from '../support/service';

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
	readonly entity_id: number;
	readonly text: string;
}

/** The form that Kommo posts when leads have reached a stage: https://developers.kommo.com/docs/webhooks-dp */
export function stageForm(account: string, stageId: number, ids: readonly number[]) {
	const form = new URLSearchParams({ 'account[subdomain]': account });
	for (const [index, id] of ids.entries()) {
		const lead = `leads[status][${String(index)}]`;
		form.set(`${lead}[id]`, String(id));
		form.set(`${lead}[status_id]`, String(stageId));
		form.set(`${lead}[old_status_id]`, '2001');
	}
	return form;
}

/**
 * A Kommo account with leads and contacts, which takes notes and tasks. https://developers.kommo.com/reference
 *
 * @param leads by their IDs, like `contacts`
 */
export function kommo(
	subdomain: string,
	token: string,
	leads: Readonly<Record<string, Lead>>,
	contacts: Readonly<Record<string, Contact>>,
) {
	const notes: Note[] = [];
	const tasks: Task[] = [];
	const played = service({
		host: `${subdomain}.kommo.com`,
		isAllowed: bearer(token),
		headers: { 'content-type': 'application/hal+json' },
		routes: {
			'GET /api/v4/leads/*': ({ url }, id = '') =>
				leadOf(id, leads[id], url.searchParams.get('with') === 'contacts'),
			'GET /api/v4/contacts/*': (_request, id = '') => contactOf(id, contacts[id]),
			'POST /api/v4/leads/*/notes': ({ body }, id = '') => {
				const added = body as readonly { note_type: string; params: { text: string } }[];
				const read = added.map(({ note_type, params: { text } }) => ({ note_type, text }));
				notes.push(...read.map((note) => ({ leadId: Number(id), ...note })));
				return { _embedded: { notes: [{ id: 9000 + notes.length }] } };
			},
			'POST /api/v4/tasks': ({ body }) => {
				tasks.push(...(body as readonly Task[]));
				return { _embedded: { tasks: [{ id: 9500 + tasks.length }] } };
			},
		},
	});
	return { ...played, notes, tasks };
}

function leadOf(id: string, lead: Lead | undefined, withContacts: boolean): object | undefined {
	if (!lead) return undefined;
	const main = lead.contactIds.at(-1);
	const contacts = lead.contactIds.map((contact) => ({ id: contact, is_main: contact === main }));
	return {
		id: Number(id),
		name: lead.name,
		responsible_user_id: lead.userId,
		status_id: lead.stageId,
		_embedded: withContacts ? { contacts } : {},
	};
}

function contactOf(id: string, contact: Contact | undefined): object | undefined {
	if (!contact) return undefined;
	const { name, phone } = contact;
	const fields = [{ field_code: 'PHONE', values: [{ value: phone, enum_code: 'MOB' }] }];
	return { id: Number(id), name, custom_fields_values: phone === undefined ? null : fields };
}
