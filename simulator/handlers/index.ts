import type { OpenAPIBackend } from 'openapi-backend';

import type { JsonObject } from '../contract';
import { responseExample } from '../contract';
import { actions } from './actions';
import { agentPricing } from './agents/agentPricing';
import { agentSettings } from './agents/agentSettings';
import { agents } from './agents/agents';
import { availability } from './calendars/availability';
import { calendarEvents } from './calendars/calendarEvents';
import { calendarMembers } from './calendars/calendarMembers';
import { calendars } from './calendars/calendars';
import { callbackAgents } from './agents/callbackAgents';
import { calls } from './calls/calls';
import { campaignSftp } from './campaigns/campaignSftp';
import { campaigns } from './campaigns/campaigns';
import { flow } from './agents/flow';
import type { Handlers, Reply, RequestContext } from './handler';
import { invalidFields, ok, paged } from './handler';
import { phoneNumbers } from './calls/phoneNumbers';
import { sipTrunks } from './calls/sipTrunks';
import { trainings } from './agents/trainings';
import { validationMessages } from './validation';
import { voiceTemplates } from './agents/voiceTemplates';
import { webhooks } from './webhooks';

/** The operations that require a token. */
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

/** The operation IDs of {@link HANDLERS}. */
export const ANSWERED: readonly string[] = Object.keys(HANDLERS);

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
		notFound: (): Reply => ({ status: 404, body: { message: 'Not Found' } }),
		methodNotAllowed: (): Reply => ({ status: 405, body: { message: 'Method Not Allowed' } }),
		// A GET without a handler returns the documented example.
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
