import type { JsonObject } from '../contract';
import { actionIntegrations } from '../seeds/trainings';
import type { Handlers } from './handler';
import { invalidFields, ok, withAgent } from './handler';
import { entriesOf, removeEntry, upsert } from './agents/taught';

export const actions: Handlers = {
	listActions: (context, environment) =>
		withAgent(context, environment, (agent) =>
			ok({ data: entriesOf(environment.state.actions, agent) }),
		),

	upsertAction: (context, environment) =>
		withAgent(context, environment, (agent) => {
			const { type, execution_mode: mode } = context.request.requestBody;
			if (mode === 'post_call' && type !== 'external') {
				return invalidFields({ execution_mode: ['The selected execution mode is invalid.'] });
			}
			return ok({
				message: 'Agent action updated successfully',
				data: upsert(environment.state.actions, agent, actionOf(context.request.requestBody)),
			});
		}),

	deleteAction: (context, environment) =>
		removeEntry(context, environment, environment.state.actions, {
			id: context.request.params.action_id,
			what: 'Action',
		}),

	listActionIntegrations: () => ok({ data: actionIntegrations() }),
};

/** An action as responses show it: without many of the fields that can be set. */
function actionOf({ node_id, name, description, type, ...optional }: JsonObject): JsonObject {
	return {
		node_id,
		name,
		label: name,
		description,
		type,
		input_schema: optional.inputs ?? [],
		config: null,
		action_trigger: null,
		url: optional.url ?? null,
		authorization_url: optional.authorization_url ?? null,
		current_status: optional.current_status ?? 'active',
	};
}
