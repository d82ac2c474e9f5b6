import type { Handlers } from '../handler';
import { ok, withAgent } from '../handler';
import { entriesOf, removeEntry, upsert } from './taught';

export const trainings: Handlers = {
	listTrainings: (context, environment) =>
		withAgent(context, environment, (agent) =>
			ok({ data: entriesOf(environment.state.trainings, agent) }),
		),

	upsertTraining: (context, environment) =>
		withAgent(context, environment, (agent) => {
			const { node_id, subject, instructions, current_status } = context.request.requestBody;
			const status = current_status ?? 'active';
			const values = { node_id, subject, instructions, current_status: status };
			// The message is the same for a creation and an update.
			return ok({
				message: 'Agent training updated successfully',
				data: upsert(environment.state.trainings, agent, values),
			});
		}),

	deleteTraining: (context, environment) =>
		removeEntry(context, environment, environment.state.trainings, {
			id: context.request.params.training_id,
			what: 'Training',
		}),
};
