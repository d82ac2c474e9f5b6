import type { PlayedService, ServiceRequest, ServiceResponse } from '../support/internet';

/** A service of one's own that takes whatever is posted to it, such as a CRM with an HTTP API. */
export class HttpApi implements PlayedService {
	readonly hosts: readonly string[];
	/** The paths and bodies of what was posted, in order. */
	readonly posted: { readonly path: string; readonly body: unknown }[] = [];

	constructor(
		host: string,
		private readonly response: object,
	) {
		this.hosts = [host];
	}

	answer({ method, url, body }: ServiceRequest): ServiceResponse | undefined {
		if (method !== 'POST') return undefined;
		this.posted.push({ path: url.pathname, body });
		return { json: this.response };
	}
}
