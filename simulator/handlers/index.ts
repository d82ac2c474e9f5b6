import type { OpenAPIBackend } from 'openapi-backend';

import type { JsonObject } from '../contract';
import { responseExample } from '../contract';
import { actions } from './actions';
import { agentPricing } from './agentPricing';
import { agentSettings } from './agentSettings';
import { agents } from './agents';
import { availability } from './availability';
import { calendarEvents } from './calendarEvents';
import { calendarMembers } from './calendarMembers';
import { calendars } from './calendars';
import { callbackAgents } from './callbackAgents';
import { calls } from './calls';
import { campaignSftp } from './campaignSftp';
import { campaigns } from './campaigns';
import { flow } from './flow';
import type { Handlers, Reply, RequestContext } from './handler';
import { invalidFields, ok, paged } from './handler';
import { phoneNumbers } from './phoneNumbers';
import { sipTrunks } from './sipTrunks';
import { trainings } from './trainings';
import { validationMessages } from './validation';
import { voiceTemplates } from './voiceTemplates';
import { webhooks } from './webhooks';

/** All that needs a token. */
const HANDLERS: Handlers = {
	...actions,
	...agentPricing,
	...agentSettings,
	...agents,
	...availability,
	...calendarEvents,
	...calendarMembers,
	...calendars,
	...callbackAgents,
	...calls,
	...campaignSftp,
	...campaigns,
	...flow,
	...phoneNumbers,
	...sipTrunks,
	...trainings,
	...voiceTemplates,
	...webhooks,
};

/** The operationIds of {@link HANDLERS}. */
export const ANSWERED: readonly string[] = Object.keys(HANDLERS);

/** Everything the simulator can answer; what it cannot says so with a 501. */
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
			// A path that does not fit the contract names nothing that exists.
			if (errors.some(({ instancePath }) => instancePath.startsWith('/path'))) {
				return documented(context, 404);
			}
			// Its page alone answers a bad number with 400, in a shape of its own.
			if (context.operation.operationId === 'makeCall') return documented(context, 400);
			const messages = validationMessages(errors);
			// Its page alone lists sentences, whatever is wrong.
			if (context.operation.operationId === 'validateAgentFlow') {
				return { status: 422, body: { success: false, errors: Object.values(messages).flat() } };
			}
			return invalidFields(messages);
		},
		notFound: (): Reply => ({ status: 404, body: { message: 'Not Found' } }),
		methodNotAllowed: (): Reply => ({ status: 405, body: { message: 'Method Not Allowed' } }),
		// What only reads and has no handler is answered as its page shows.
		notImplemented: (context: RequestContext): Reply =>
			context.operation.method === 'get'
				? documentedPage(context)
				: {
						status: 501,
						body: {
							message: `The simulator does not have ${String(context.operation.operationId)} yet`,
						},
					},
	});
}

/** What the page of a GET shows; if it's a page of a list, those entries are the whole list. */
function documentedPage(context: RequestContext): Reply {
	const reply = documented(context, 200);
	const { data, pagination } = reply.body as JsonObject;
	return Array.isArray(data) && pagination !== undefined
		? ok(paged(context, data as JsonObject[]))
		: reply;
}

/** What the operation's own page shows for a status. */
export function documented({ operation }: RequestContext, status: number): Reply {
	const body = responseExample(operation, status) ?? { success: false, message: 'Not found' };
	return { status, body };
}
