import type { PlayedService, ServiceRequest } from './internet';

/** The JSON with which a request is answered, undefined for a 404. `parts` are those of the path that `*` stands for. */
type Handler = (request: ServiceRequest, ...parts: string[]) => unknown;

interface ServiceOptions {
	readonly host: string;
	/** Whether a request proves who sends it. All others get a 401. */
	readonly isAllowed?: (request: ServiceRequest) => boolean;
	/** The headers of every response. */
	readonly headers?: Readonly<Record<string, string>>;
	/** By method and path, such as `GET /orders/*`. */
	readonly routes: Readonly<Record<string, Handler>>;
}

/** A service with these routes. A request to another path fails the test. */
export function service({
	host,
	isAllowed = () => true,
	headers = {},
	routes,
}: ServiceOptions): PlayedService {
	const patterns = Object.entries(routes).map(([route, handler]) => {
		const pattern = new RegExp(`^${route.replaceAll('.', '\\.').replaceAll('*', '([^/]+)')}$`);
		return { pattern, handler };
	});
	return {
		host,
		answer: (request) => {
			if (!isAllowed(request)) return { headers, status: 401, json: { message: 'Unauthorized' } };
			const asked = `${request.method} ${request.url.pathname}`;
			const found = patterns.find(({ pattern }) => pattern.test(asked));
			if (!found) return undefined;
			const json = found.handler(request, ...(found.pattern.exec(asked)?.slice(1) ?? []));
			return json === undefined
				? { headers, status: 404, json: { message: 'Not found' } }
				: { headers, status: 200, json };
		},
	};
}

/** Whether a request has this token in its header. */
export function bearer(token: string): (request: ServiceRequest) => boolean {
	return ({ headers }) => headers.authorization === `Bearer ${token}`;
}

/** The handler of a list: adds what is posted, and answers with an ID. */
export function addTo<Entry extends object>(
	list: Entry[],
	read: (body: unknown) => Entry = (body) => body as Entry,
): Handler {
	return ({ body }) => {
		list.push(read(body));
		return { id: list.length, ...list.at(-1) };
	};
}
