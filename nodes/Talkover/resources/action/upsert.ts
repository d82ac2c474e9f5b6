import { requestFields } from '../../api/contract/requestFields';
import { required, sentAs } from '../../parameters/field';
import { additional } from '../../parameters/groups';
import { text } from '../../parameters/scalars';
import { defaultCountryOption } from '../../operation/panel/defaultCountry';
import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { integrationChoice } from './pickers';
import { activeStatus } from '../../shared/activeStatus';
import { agentLocator } from '../../shared/agent/agent';
import { idText } from '../../shared/idText';
import { draftNotice, keepPublished, republished } from '../../shared/agent/keepPublished';
import { authorizationScheme } from '../../shared/webhook/webRequest';
import { inputs, toInputs } from './inputs';
import { executionMode, holdDuration, transferTo, type } from './kind';
import { authorizationUrl, customHeaders, speakOnReceive, speakOnSend, url } from './webRequest';

const key = required(
	idText({
		displayName: 'Key',
		name: 'nodeId',
		placeholder: 'e.g. schedule-meeting',
		description:
			"An identifier of your choice (Talkover's 'node ID'). An action with this key is updated, otherwise a new one is created. Talkover never returns it, so keep a copy.",
	}),
);

const name = required(
	text({
		displayName: 'Name',
		name: 'name',
		maxLength: 255,
		placeholder: 'e.g. Schedule Meeting',
		description: 'The name of the action in Talkover',
	}),
);

const purpose = required(
	text({
		displayName: 'Description',
		name: 'description',
		rows: 2,
		placeholder: 'e.g. Schedule a meeting',
		description: 'What the action does, so that the agent knows when to use it',
	}),
);

const additionalFields = additional([
	authorizationScheme,
	authorizationUrl,
	sentAs('integration', integrationChoice),
	speakOnReceive,
	speakOnSend,
	activeStatus,
]);

export const upsert = operation({
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update an agent action',
	// n8n's lint rules require the beginning and the end of this description.
	description: 'Create a new action, or update the current one if it already exists (upsert)',
	notice: draftNotice,
	fields: [
		agentLocator,
		key,
		name,
		purpose,
		...type,
		url,
		executionMode,
		holdDuration,
		transferTo,
		inputs,
		customHeaders,
		additionalFields,
	],
	options: [defaultCountryOption, keepPublished],
	request: ({ agentId, additionalFields: { integrationId, ...additional }, ...main }) => ({
		endpoint: 'upsertAction',
		path: ['agents', agentId, 'actions'],
		body: requestFields('UpsertActionRequest', {
			...main,
			inputs: toInputs(main.inputs, main),
			...additional,
			integration: integrationId === undefined ? undefined : { id: integrationId },
		}),
	}),
	compensation: republished,
	data: object,
});
