import type { OpenAPIBackend, Operation, Request } from 'openapi-backend';

import type { JsonObject } from '../contract';
import { operationOf, responseExample } from '../contract';
import { actions } from './actions';
import { agentSettings } from './agents/agentSettings';
import { agents } from './agents/agents';
import { availability } from './calendars/availability';
import { calendarEvents } from './calendars/calendarEvents';
import { calendarMembers } from './calendars/calendarMembers';
import { calendars } from './calendars/calendars';
import { callbackAgents } from './agents/callbackAgents';
import { calls } from './calls/calls';
import { campaigns } from './campaigns/campaigns';
import { flow } from './agents/flow';
import type { Handlers, Reply, RequestContext } from './handler';
import { invalidFields, ok, paged } from './handler';
import { phoneNumbers } from './calls/phoneNumbers';
import { trainings } from './agents/trainings';
import { validationMessages } from './validation';
import { voiceTemplates } from './agents/voiceTemplates';
import { webhooks } from './webhooks';

/** The handlers of operations that require a token, by the file that contains them. */
const FILES: Readonly<Record<string, Handlers>> = {
	'actions.ts': actions,
	'agents/agentSettings.ts': agentSettings,
	'agents/agents.ts': agents,
	'agents/callbackAgents.ts': callbackAgents,
	'agents/flow.ts': flow,
	'agents/trainings.ts': trainings,
	'agents/voiceTemplates.ts': voiceTemplates,
	'calendars/availability.ts': availability,
	'calendars/calendarEvents.ts': calendarEvents,
	'calendars/calendarMembers.ts': calendarMembers,
	'calendars/calendars.ts': calendars,
	'calls/calls.ts': calls,
	'calls/phoneNumbers.ts': phoneNumbers,
	'campaigns/campaigns.ts': campaigns,
	'webhooks.ts': webhooks,
};

const HANDLERS: Handlers = Object.assign({}, ...Object.values(FILES)) as Handlers;

/** The operation IDs of {@link HANDLERS}. */
export const ANSWERED: readonly string[] = Object.keys(HANDLERS);

/** Where to write the handler of an operation that has none. */
export function missingHandler(api: OpenAPIBackend, operation: Operation): string {
	const { operationId, method, path } = operation;
	const what = `${String(operationId)} (${method.toUpperCase()} ${path})`;
	const file = fileFor(api, operation);
	const where =
		file === undefined
			? 'a new file of tools/simulator/handlers, and list it in tools/simulator/handlers/index.ts'
			: `tools/simulator/handlers/${file}`;
	return `The simulator has no handler for ${what}. Write it in ${where}`;
}

/** The file with the handler whose path has the most segments in common with the operation's; undefined if none has. */
function fileFor(api: OpenAPIBackend, operation: Operation): string | undefined {
	const segments = operation.path.split('/');
	let best: { readonly file?: string; readonly shared: number } = { shared: 1 };
	for (const [file, handlers] of Object.entries(FILES)) {
		for (const operationId of Object.keys(handlers)) {
			const others = operationOf(api, operationId).path.split('/');
			const different = segments.findIndex((segment, index) => segment !== others[index]);
			const shared = different < 0 ? segments.length : different;
			if (shared > best.shared) best = { file, shared };
		}
	}
	return best.file;
}

/** All operations of the simulator. Unsupported ones respond with 501. */
export function registerHandlers(api: OpenAPIBackend, accepts: (token: string) => boolean): void {
	api.registerSecurityHandler('environmentToken', ({ request }: RequestContext) =>
		accepts(String(request.headers.authorization).replace(/^Bearer /, '')),
	);
	api.register({
		...HANDLERS,
		getHealth: (): Reply => ({ status: 200, body: { status: 'ok' } }),
		unauthorizedHandler: (context: RequestContext): Reply => documented(context, 401),
		validationFail: (context: RequestContext): Reply => {
			const errors = context.validation.errors ?? [];
			// A path that doesn't match the contract addresses nothing that exists.
			if (errors.some(({ instancePath }) => instancePath.startsWith('/path'))) {
				return documented(context, 404);
			}
			// Only this operation rejects an invalid number with 400, in its own form.
			if (context.operation.operationId === 'makeCall') return documented(context, 400);
			const messages = validationMessages(errors);
			// Only this operation returns a list of sentences for all errors.
			if (context.operation.operationId === 'validateAgentFlow') {
				return { status: 422, body: { success: false, errors: Object.values(messages).flat() } };
			}
			return invalidFields(messages);
		},
		notFound: ({ request }: RequestContext): Reply => outside('Not Found', 404, request),
		methodNotAllowed: ({ request }: RequestContext): Reply =>
			outside('Method Not Allowed', 405, request),
		// A GET without a handler returns the documented example.
		notImplemented: (context: RequestContext): Reply =>
			context.operation.method === 'get'
				? documentedPage(context)
				: {
						status: 501,
						body: { success: false, message: missingHandler(api, context.operation) },
					},
	});
}

/** The response to a request that the contract doesn't have. */
function outside(
	message: string,
	status: number,
	{ method, path }: Pick<Request, 'method' | 'path'>,
): Reply {
	const why = `tools/simulator/openapi.yaml has no ${method.toUpperCase()} ${path}`;
	return { status, body: { message: `${message}: ${why}` } };
}

/** The documented example of a GET; on a page about a list, its entries are the whole list. */
function documentedPage(context: RequestContext): Reply {
	const reply = documented(context, 200);
	const { data, pagination } = reply.body as JsonObject;
	return Array.isArray(data) && pagination !== undefined
		? ok(paged(context, data as JsonObject[]))
		: reply;
}

/** The documented example of the operation for a status. */
export function documented({ operation }: RequestContext, status: number): Reply {
	const body = responseExample(operation, status) ?? { success: false, message: 'Not found' };
	return { status, body };
}
