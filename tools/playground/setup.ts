import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { PlaygroundError } from './install';

export const OWNER = {
	email: 'owner@example.com',
	password: 'Talkover1',
	firstName: 'Playground',
	lastName: 'Owner',
};

const CREDENTIAL = 'Talkover simulator';
/** Workflows with the simulator's IDs, and the examples, which leave the choices to their user. */
const WORKFLOWS = ['tools/demo/workflows', 'examples'].map((folder) =>
	path.join(__dirname, '../..', folder),
);

/** n8n's internal API, which its editor uses, as the owner. */
export class Editor {
	private session: readonly string[] = [];

	constructor(private readonly url: string) {}

	/** The login cookies, for a browser that shares the session. */
	cookies(): { name: string; value: string; url: string }[] {
		return this.session.map((cookie) => {
			const [name = '', ...value] = cookie.split('=');
			return { name, value: value.join('='), url: this.url };
		});
	}

	/** Creates the owner if there is none, and logs in. */
	async logIn(): Promise<void> {
		const { email: emailOrLdapLoginId, password } = OWNER;
		const login = { emailOrLdapLoginId, password };
		const known = await this.send('POST', '/login', login);
		if (!known.ok) await this.call('POST', '/owner/setup', OWNER);
		const answer = known.ok ? known : await this.send('POST', '/login', login);
		this.session = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1).join(''));
		if (!answer.ok)
			throw new PlaygroundError(`n8n rejected the playground's login (HTTP ${answer.status})`);
	}

	/** @throws PlaygroundError if n8n doesn't respond with 2xx */
	async call<Data>(method: string, route: string, body?: unknown): Promise<Data> {
		const answer = await this.send(method, route, body);
		const text = await answer.text();
		if (!answer.ok)
			throw new PlaygroundError(`n8n: ${method} ${route}: HTTP ${answer.status} ${text}`);
		return (JSON.parse(text) as { data: Data }).data;
	}

	private async send(method: string, route: string, body?: unknown): Promise<Response> {
		return fetch(`${this.url}/rest${route}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.session.join('; ') },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
	}
}

/** How a node of a workflow refers to its credential. */
export interface CredentialReference {
	readonly id: string;
	readonly name: string;
}

interface WorkflowFile {
	readonly name: string;
	readonly nodes: { readonly type: string; credentials?: object }[];
}

/** Adds the credential for the simulator and the example workflows to n8n, unless n8n has them already. */
export async function furnish(
	editor: Editor,
	data: { apiToken: string; baseUrl: string },
): Promise<CredentialReference> {
	const credential = { name: CREDENTIAL, type: 'talkoverApi', data };
	const stored = (await editor.call<CredentialReference[]>('GET', '/credentials')).find(
		({ name }) => name === CREDENTIAL,
	);
	const { id, name } = stored
		? await editor.call<CredentialReference>('PATCH', `/credentials/${stored.id}`, credential)
		: await editor.call<CredentialReference>('POST', '/credentials', credential);
	const present = (await editor.call<CredentialReference[]>('GET', '/workflows')).map(
		(workflow) => workflow.name,
	);
	for (const workflow of workflowFiles()) {
		if (present.includes(workflow.name)) continue;
		for (const node of workflow.nodes) {
			if (node.type.startsWith('n8n-nodes-talkover.'))
				node.credentials = { talkoverApi: { id, name } };
		}
		await editor.call('POST', '/workflows', { ...workflow, active: false });
	}
	return { id, name };
}

function workflowFiles(): WorkflowFile[] {
	return WORKFLOWS.flatMap((folder) =>
		readdirSync(folder).map((file) => {
			const text = readFileSync(path.join(folder, file), 'utf8');
			return JSON.parse(text) as WorkflowFile;
		}),
	);
}
