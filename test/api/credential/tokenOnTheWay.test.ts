import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { runHttpRequest } from '../../support/n8n/httpRequestNode';
import { usePlayedProxy } from '../../support/servers/playedProxy';
import { useReceiver } from '../../support/servers/receiver';

const TOKEN = 'talq_on_the_way';
const BASE = 'https://talkover.example/api/v1';

const proxy = usePlayedProxy();
/** The server of an unencrypted Base URL. */
const base = useReceiver();
/** Another server, which must never receive the token. */
const elsewhere = useReceiver();

type Helper = 'current' | 'older';
const HELPERS: readonly Helper[] = ['current', 'older'];

/** Sends a request with the HTTP Request node through one of n8n's two request helpers. */
async function httpRequest(helper: Helper, baseUrl: string, options: object) {
	return runHttpRequest(
		{ apiToken: TOKEN, baseUrl },
		async (context: IExecuteFunctions): Promise<IDataObject> => {
			const address = `${baseUrl}/agents`;
			// The older one names the address differently, and the HTTP Request node still uses it.
			const asked =
				helper === 'current'
					? context.helpers.httpRequestWithAuthentication.call(context, 'talkoverApi', {
							url: address,
							json: true,
							...options,
						})
					: context.helpers.requestWithAuthentication.call(context, 'talkoverApi', {
							uri: address,
							json: true,
							...options,
						});
			return (await asked) as IDataObject;
		},
	);
}

const asObject = () => ({ host: proxy().host, port: proxy().port, protocol: 'http' });

const IGNORED = "the request ignores SSL issues, so turn off 'Ignore SSL Issues (Insecure)'";
const OWN_RULES = 'the request has its own rules for trusted certificates';

test.each<[string, Helper, () => object, string]>([
	[
		"the HTTP Request node's options 'Proxy' and 'Ignore SSL Issues (Insecure)'",
		'older',
		() => ({ proxy: proxy().url, rejectUnauthorized: false }),
		IGNORED,
	],
	[
		"the HTTP Request node's option 'Proxy' and the CA of its SSL certificate",
		'older',
		() => ({ proxy: proxy().url, agentOptions: { ca: proxy().authority } }),
		OWN_RULES,
	],
	[
		'a proxy as an object and skipSslCertificateValidation',
		'current',
		() => ({ proxy: asObject(), skipSslCertificateValidation: true }),
		IGNORED,
	],
	[
		'a proxy as an object and rejectUnauthorized in agentOptions',
		'older',
		() => ({ proxy: asObject(), agentOptions: { rejectUnauthorized: false } }),
		IGNORED,
	],
])('a proxy cannot read the token with %s', async (_name, helper, options, reason) => {
	const { error } = await httpRequest(helper, BASE, options());

	expect(proxy().read).toEqual([]);
	expect(error?.message).toContain("isn't sent through a proxy that could read it");
	expect(error?.message).toContain(reason);
});

test.each(HELPERS)("n8n's %s helper sends no token to a proxy unencrypted", async (helper) => {
	const settings = helper === 'current' ? asObject() : proxy().url;
	const { error } = await httpRequest(helper, base().url, { proxy: settings });

	expect(proxy().read).toEqual([]);
	expect(error?.message).toBe(
		`The API token of this credential isn't sent through a proxy that could read it: the Base URL, ${base().url}, has no encryption, so remove the proxy from the request`,
	);
});

test('a proxy is allowed if n8n checks the certificate of the Base URL, and cannot read the token then', async () => {
	const { error } = await httpRequest('older', BASE, { proxy: proxy().url });

	expect(error?.message).not.toContain('API token');
	expect(`${error?.message} ${error?.description ?? ''}`).toMatch(/certificate/i);
	expect(proxy().read).toEqual([]);
});

const HEADERS: readonly (readonly [string, object])[] = [
	['Host', { Host: 'evil.example' }],
	['a Host header below "common"', { common: { Host: 'evil.example' } }],
];

test.each(HELPERS.flatMap((helper) => HEADERS.map((header) => [helper, ...header] as const)))(
	"n8n's %s helper cannot send the token to another site of the same server with %s",
	async (helper, _name, headers) => {
		const { error } = await httpRequest(helper, base().url, { headers });

		expect(base().received).toEqual([]);
		expect(error?.message).toBe(
			`The API token of this credential is only sent to its Base URL, ${base().url}, and not with another server in the Host header: remove this header`,
		);
	},
);

test.each(HELPERS)(
	"n8n's %s helper cannot send the token to another server with options of the connection",
	async (helper) => {
		const { hostname: host, port } = new URL(elsewhere().url);
		const { error } = await httpRequest(helper, base().url, { agentOptions: { host, port } });

		expect(elsewhere().received).toEqual([]);
		expect(error?.message).toContain('and not with the connection option "host"');
	},
);

test('the Host header of the Base URL is allowed', async () => {
	const { host } = new URL(base().url);
	const { error } = await httpRequest('older', base().url, { headers: { host } });

	expect(error).toBeUndefined();
	expect(base().received.map(({ headers }) => [headers.host, headers.authorization])).toEqual([
		[host, `Bearer ${TOKEN}`],
	]);
});
