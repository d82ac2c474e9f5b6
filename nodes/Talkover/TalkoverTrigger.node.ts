import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { methodsOf } from './operation/resource';
import { TRIGGER_FIELDS } from './trigger/parameters';
import { receive } from './trigger/receive';
import { isRegistered, register, unregister } from './trigger/registration';
import { SUBTITLE } from './trigger/subtitle';

/** The Talkover Trigger: starts a workflow when something happens on a call or in a campaign. */
export class TalkoverTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Talkover Trigger',
		name: 'talkoverTrigger',
		icon: { light: 'file:../../icons/talkover.svg', dark: 'file:../../icons/talkover.dark.svg' },
		group: ['trigger'],
		// n8n evaluates an expression for each request to a webhook of version 1, which takes longer than the rest of it.
		version: 2,
		subtitle: SUBTITLE,
		description:
			'Starts the workflow when a call ends, a voicemail is left, a campaign is completed, and more',
		defaults: { name: 'Talkover Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'talkoverApi', required: true }],
		// Newer versions of n8n read it when they build a workflow from a description; older ones ignore it.
		builderHint: {
			searchHint:
				'Starts a workflow when a phone call has ended, a voicemail was left, a transcript is ready or a campaign is completed. Put the ID of the record into the context of Call: Make; it is returned with every event of the call. To call a contact and go on in the same workflow, use Call: Make and Wait of the Talkover node instead.',
		},
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				// Talkover waits for the answer, and delivers again without it.
				responseMode: 'onReceived',
				path: 'webhook',
				// Without it n8n answers the text "firstEntryJson"; if it is empty, what the node itself answers.
				responseData: '',
			},
		],
		properties: TRIGGER_FIELDS.map(({ property }) => property),
	};

	methods = methodsOf(TRIGGER_FIELDS);

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await register(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await unregister(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return receive(this);
	}
}
