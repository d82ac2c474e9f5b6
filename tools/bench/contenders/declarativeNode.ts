import { RoutingNode } from 'n8n-core';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

/** `PUT /agents/{id}/calling` in n8n's declarative style, as short as possible. */
export function declarativeNode(): INodeType {
	const node: INodeType = {
		description: {
			displayName: 'Declarative',
			name: 'declarative',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Declarative' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'talkoverApi', required: true }],
			requestDefaults: { baseURL: '={{ $credentials.baseUrl }}', method: 'PUT' },
			properties: [
				{
					displayName: 'Agent ID',
					name: 'agentId',
					type: 'string',
					default: '',
					routing: { request: { url: '=/agents/{{ $value }}/calling' } },
				},
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'string',
					default: '',
					routing: { send: { type: 'body', property: 'direction' } },
				},
				{
					displayName: 'Phone Number IDs',
					name: 'phoneNumberIds',
					type: 'json',
					default: '',
					routing: { send: { type: 'body', property: 'phone_number_ids' } },
				},
			],
		},
	};
	// n8n's server does this for a node without `execute` (`node-types.ts`).
	node.execute = async function (this: IExecuteFunctions) {
		return (await new RoutingNode(this as never, node).runNode()) ?? [];
	};
	return node;
}
