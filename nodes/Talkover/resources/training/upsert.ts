import type { Documented } from '../../api/contract/documented';
import { requestFields } from '../../api/contract/requestFields';
import { isSameText } from '../../base/json';
import { required } from '../../parameters/field';
import { additional } from '../../parameters/groups';
import { text } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import { object } from '../../operation/answers/shapes';
import { activeStatus } from '../../shared/activeStatus';
import { agentLocator } from '../../shared/agent/agent';
import { idText } from '../../shared/idText';
import { draftNotice, keepPublished, republished } from '../../shared/agent/keepPublished';

const key = idText({
	displayName: 'Key',
	name: 'nodeId',
	placeholder: 'e.g. opening-hours',
	description:
		"An identifier of your choice ('node ID'): a training with this key is updated, otherwise one is created; if empty, every run creates one. Talkover never returns it, so keep a copy.",
});

const subject = required(
	text({
		displayName: 'Subject',
		name: 'subject',
		maxLength: 255,
		placeholder: 'e.g. Opening Hours',
		description: 'The title of the training',
	}),
);

const instructions = required(
	text({
		displayName: 'Instructions',
		name: 'instructions',
		rows: 5,
		placeholder: 'e.g. We are open from Monday to Friday, 9 am to 6 pm.',
		description: 'What the agent should know about the subject, in plain sentences',
	}),
);

const additionalFields = additional([activeStatus]);

export const upsert = operation({
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a training',
	// n8n's lint rules require the beginning and the end of this description.
	description: 'Create a new training, or update the current one if it already exists (upsert)',
	notice: draftNotice,
	fields: [agentLocator, key, subject, instructions, additionalFields],
	options: [keepPublished, resendUnknown],
	request: ({ agentId, additionalFields: additional, ...main }) => ({
		endpoint: 'upsertTraining',
		path: ['agents', agentId, 'trainings'],
		body: requestFields('UpsertTrainingRequest', { ...main, ...additional }),
		...(main.nodeId === undefined
			? {
					creates: {
						key: ['training', main.subject],
						label: `the training "${main.subject}"`,
						where: 'the trainings of the agent',
					},
				}
			: { repeatable: 'upsertTraining' }),
	}),
	recoveryLookup: (values) => ({
		list: { endpoint: 'listTrainings', path: ['agents', values.agentId, 'trainings'] },
		isOwn: (training: Documented<'Training'>) => isSameText(training.subject, values.subject),
	}),
	compensation: republished,
	data: object,
});
