import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { allFieldsOf, hintsOf, methodsOf, propertiesOf } from './operation/resource';
import { run } from './run/runner';
import { resources } from './resources';

const SEARCH_HINT =
	'Makes and answers phone calls with AI voice agents. To call one contact and go on with the result, use Call: Make and Wait. To call at once and react later, use Call: Make and a workflow that begins with the Talkover Trigger; pass the ID of the record in the context, because it is returned with every event. To call many contacts at certain hours, with retries and do-not-call rules, use Campaign: Create and Call: Make for Campaign. Calls ring real phones and use credits.';

/** The Talkover node: all it does is declared in `resources/`. */
export class Talkover implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Talkover',
		name: 'talkover',
		icon: { light: 'file:../../icons/talkover.svg', dark: 'file:../../icons/talkover.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create and steer AI voice agents that answer and place phone calls',
		defaults: { name: 'Talkover' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'talkoverApi', required: true }],
		// Newer versions of n8n read it when they build a workflow from a description; older ones ignore it.
		builderHint: {
			searchHint: SEARCH_HINT,
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-talkover.talkoverTrigger',
					relationHint:
						'Starts a workflow when a call has ended, a voicemail was left or a campaign is completed',
				},
			],
		},
		hints: hintsOf(resources),
		properties: propertiesOf(resources, 'agent'),
	};

	methods = methodsOf(allFieldsOf(resources));

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return run(this, resources);
	}
}
