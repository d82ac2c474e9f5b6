import type { PlayedService, Route, ServiceRequest, ServiceResponse } from '../support/internet';
import { route } from '../support/internet';

interface Email {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
}

/** A Gmail account that sends emails. https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/send */
export class Gmail implements PlayedService {
	readonly hosts = ['www.googleapis.com'];
	/** What was sent. */
	readonly emails: Email[] = [];

	private readonly routes: readonly Route[] = [
		[
			'POST',
			/^\/gmail\/v1\/users\/me\/messages\/send$/,
			({ body }) => this.send((body as { raw: string }).raw),
		],
	];

	constructor(private readonly accessToken: string) {}

	answer(request: ServiceRequest): ServiceResponse | undefined {
		if (request.headers.authorization !== `Bearer ${this.accessToken}`) {
			return { status: 401, json: { error: { code: 401, status: 'UNAUTHENTICATED' } } };
		}
		return route(this.routes, request);
	}

	/** @param raw the email as RFC 2822 has it, in base64url */
	private send(raw: string): ServiceResponse {
		const [head = '', ...rest] = Buffer.from(raw, 'base64url').toString().split('\r\n\r\n');
		const unfolded = head.replace(/\r\n\s+/g, ' ');
		const header = (name: string) =>
			new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
		const body = rest.join('\r\n\r\n');
		this.emails.push({
			to: header('To'),
			subject: header('Subject'),
			text: decoded(body, header('Content-Transfer-Encoding')).replaceAll('\r\n', '\n'),
		});
		const id = `message-${String(this.emails.length)}`;
		return { json: { id, threadId: id, labelIds: ['SENT'] } };
	}
}

function decoded(body: string, encoding: string): string {
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
	if (encoding !== 'quoted-printable') return body;
	return body
		.replace(/=\r\n/g, '')
		.replace(/=([\dA-F]{2})/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
}
