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
import { receive } from './trigger/deliveries/receive';
import { isRegistered, register, unregister } from './trigger/registration/registration';
import { SUBTITLE } from './trigger/subtitle';

const PATTERN = `<patterns>
trigger({ type: 'n8n-nodes-talkover.talkoverTrigger', version: 2, config: { name: 'Call Ended', parameters: { source: 'agent', agentIds: [], events: ['event_phone_call_ended'], options: { contextField: 'recordId' } } } })
Transcripts and reports are events of campaigns: source 'campaign', campaignIds, campaignEvents ['campaign_call.completed'].
</patterns>`;

const TEST_EVENT =
	"<b>Test event:</b> Select 'Execute step', then call an agent, or send an event with 'Webhook: Test' of the Talkover node. Its webhook is named n8n: and this workflow.<br /><br /><b>Real events:</b> ";

/** The Talkover Trigger, which starts a workflow on events of calls and campaigns. */
export class TalkoverTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Talkover Trigger',
		name: 'talkoverTrigger',
		icon: { light: 'file:../../icons/talkover.svg', dark: 'file:../../icons/talkover.dark.svg' },
		group: ['trigger'],
		// For version 1, n8n evaluates an expression per webhook request, which takes longer than the rest of the request.
		version: 2,
		subtitle: SUBTITLE,
		// n8n's list of nodes shows this description for the trigger and the node together.
		description:
			'Make and answer phone calls with AI voice agents, and start workflows when calls end, voicemails are left or campaigns are completed',
		defaults: { name: 'Talkover Trigger' },
		eventTriggerDescription: 'Waiting for an event of the selected agents or campaigns',
		activationMessage:
			'Talkover now sends the selected events to this workflow. Each event starts an execution.',
		triggerPanel: {
			header: 'Get a test event from Talkover',
			executionsHelp: {
				inactive: `${TEST_EVENT}Publish (activate) the workflow. Its executions are in the executions list, not in the editor.`,
				active: `${TEST_EVENT}The workflow is published (active). Its executions are in the <a data-key="executions">executions list</a>, not in the editor.`,
			},
			activationHint:
				'When the workflow is finished, publish (activate) it, so that Talkover starts it with every event.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'talkoverApi', required: true }],
		// Newer versions of n8n use this to build workflows from descriptions; older ones ignore it.
		builderHint: {
			searchHint:
				'Starts a workflow when a phone call ends, a voicemail is left, a transcript is ready or a campaign is completed. Put the ID of the record in the context of Call: Make, which is returned with every event of the call. To call a contact and continue in the same workflow, use Call: Make and Wait of the Talkover node instead.',
			extraTypeDefContent: [{ content: PATTERN }],
		},
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				// Talkover waits for the response and delivers the event again if there is none.
				responseMode: 'onReceived',
				path: 'webhook',
				// Without this, n8n responds with the text "firstEntryJson". If it is empty, n8n sends the node's response.
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
