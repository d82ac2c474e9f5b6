import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { allFieldsOf, methodsOf, patternsOf, propertiesOf, subtitleOf } from './operation/resource';
import { run } from './run/runner';
import { resources } from './resources';

const SEARCH_HINT =
	'Makes and answers phone calls with AI voice agents. To call a contact and continue with the result, use Call: Make and Wait. To call immediately and react later, use Call: Make and a workflow that begins with the Talkover Trigger; put the ID of the record in the context, which is returned with every event. Both skip contacts outside calling hours or on a do-not-call list. To call many contacts over days with retries, use Campaign: Create and Call: Make for Campaign. Calls ring real phones and use credits.';

/** The Talkover node. Its operations are declared in `resources/`. */
export class Talkover implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Talkover',
		name: 'talkover',
		icon: { light: 'file:../../icons/talkover.svg', dark: 'file:../../icons/talkover.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Make and answer phone calls with AI voice agents',
		defaults: { name: 'Talkover' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'talkoverApi', required: true }],
		// Newer versions of n8n use this to build workflows from descriptions; older ones ignore it.
		builderHint: {
			searchHint: SEARCH_HINT,
			extraTypeDefContent: patternsOf(resources),
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-talkover.talkoverTrigger',
					relationHint:
						'Starts a workflow when a call ends, a voicemail is left or a campaign is completed',
				},
			],
		},
		properties: propertiesOf(resources, 'call'),
	};

	methods = methodsOf(allFieldsOf(resources));

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return run(this, resources);
	}
}
