import type { Changes } from '../support/examplePage';
import { bearer, service } from '../support/service';

const TOKEN = 'access-token';

interface Email {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
}

/** The credential of these nodes. */
export function gmailCredential(...nodes: string[]): NonNullable<Changes['credentials']>[number] {
	const oauthTokenData = { access_token: TOKEN, token_type: 'Bearer', scope: '' };
	const data = { clientId: 'client', clientSecret: 'secret', oauthTokenData };
	return { type: 'gmailOAuth2', data, nodes };
}

/** A Gmail account that sends emails. https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/send */
export function gmail() {
	const emails: Email[] = [];
	const played = service({
		host: 'www.googleapis.com',
		isAllowed: bearer(TOKEN),
		routes: {
			'POST /gmail/v1/users/me/messages/send': ({ body }) => {
				emails.push(readEmail((body as { raw: string }).raw));
				return { id: `message-${String(emails.length)}`, labelIds: ['SENT'] };
			},
		},
	});
	return { ...played, emails };
}

/** @param raw the email as RFC 2822 has it, in base64url */
function readEmail(raw: string): Email {
	const [head = '', ...rest] = Buffer.from(raw, 'base64url').toString().split('\r\n\r\n');
	const unfolded = head.replace(/\r\n\s+/g, ' ');
	const header = (name: string) =>
		new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
	const body = rest.join('\r\n\r\n');
	const text = decoded(body, header('Content-Transfer-Encoding')).replaceAll('\r\n', '\n');
	return { to: header('To'), subject: header('Subject'), text };
}

function decoded(body: string, encoding: string): string {
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
	if (encoding !== 'quoted-printable') return body;
	return body
		.replace(/=\r\n/g, '')
		.replace(/=([\dA-F]{2})/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
}
