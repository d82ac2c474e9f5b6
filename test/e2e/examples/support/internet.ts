import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { CompletedRequest } from 'mockttp';
import { generateCACertificate, getLocal } from 'mockttp';

/** A request of n8n to a service on the internet. */
export interface ServiceRequest {
	readonly method: string;
	readonly url: URL;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	/** What JSON or a form holds, other bodies as text; undefined without a body. */
	readonly body: unknown;
}

export interface ServiceResponse {
	/** 200 by default. */
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON. */
	readonly json: unknown;
}

/** A service on the internet that a test plays. It answers in the forms that its vendor documents. */
export interface PlayedService {
	/** The host it answers for, such as `api.hubapi.com`. */
	readonly host: string;
	/** Returns undefined for what the test doesn't expect n8n to request, which fails the test. */
	answer(request: ServiceRequest): ServiceResponse | undefined;
}

/** The services on the internet that n8n reaches, each of them played by a test. */
export interface Internet {
	/** Settings of n8n that send all of its requests here. */
	readonly env: Readonly<Record<string, string>>;
	/** Lets n8n reach a service until the next {@link reset}. */
	play<Service extends PlayedService>(service: Service): Service;
	/** Requests that nobody plays, such as `GET https://example.com/`. */
	readonly strangers: readonly string[];
	/** Forgets all services and strangers. */
	reset(): void;
	close(): Promise<void>;
}

/** n8n's own services, which it looks for in the background. They don't belong to a workflow. */
const OF_N8N = /(?:^|\.)n8n\.(?:io|cloud)$/;

/** Starts a proxy that intercepts TLS with a certificate authority of its own. */
export async function startInternet(): Promise<Internet> {
	const { key, cert } = await generateCACertificate({ subject: { commonName: 'Played internet' } });
	const folder = mkdtempSync(path.join(os.tmpdir(), 'talkover-internet-'));
	const certificate = path.join(folder, 'authority.pem');
	writeFileSync(certificate, cert);
	const services: PlayedService[] = [];
	const strangers: string[] = [];
	const server = getLocal({ https: { key, cert }, recordTraffic: false });
	await server.start();
	await server.forAnyRequest().thenCallback(async (request) => {
		const { url, method } = request;
		const { hostname } = new URL(url);
		if (OF_N8N.test(hostname)) return { statusCode: 503 };
		const service = services.find(({ host }) => host === hostname);
		const response = service?.answer(await serviceRequest(request));
		if (!response) strangers.push(`${method} ${url}`);
		const { status = 200, headers = {}, json } = response ?? { status: 404, json: {} };
		return { statusCode: status, headers: { ...headers }, json: json as object };
	});
	const proxy = `http://127.0.0.1:${String(server.port)}`;
	return {
		env: {
			HTTP_PROXY: proxy,
			HTTPS_PROXY: proxy,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: certificate,
		},
		play: (service) => {
			services.unshift(service);
			return service;
		},
		strangers,
		reset: () => {
			services.length = 0;
			strangers.length = 0;
		},
		close: async () => {
			await server.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

async function serviceRequest({
	method,
	url,
	headers,
	body,
}: CompletedRequest): Promise<ServiceRequest> {
	const type = headers['content-type'] ?? '';
	const read = async () => {
		if (type.includes('json')) return body.getJson();
		if (type.includes('form')) return body.getFormData();
		const text = await body.getText();
		return text === '' ? undefined : text;
	};
	return { method, url: new URL(url), headers, body: await read() };
}
