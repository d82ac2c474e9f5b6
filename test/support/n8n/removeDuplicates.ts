import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/**
 * A stand-in for n8n's Remove Duplicates node, *Remove Items Processed in Previous Executions*. It remembers
 * the values of all executions in which it's used; n8n stores them in its database.
 */
export function removeDuplicates(): INodeType {
	const seen = new Set<unknown>();
	return {
		description: {
			displayName: 'Remove Duplicates',
			name: 'removeDuplicates',
			group: ['transform'],
			version: 2,
			description: '',
			defaults: { name: 'Remove Duplicates' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [{ displayName: 'Value', name: 'dedupeValue', type: 'string', default: '' }],
		},
		async execute(this: IExecuteFunctions) {
			const fresh = this.getInputData().filter((_item, index) => {
				const value = this.getNodeParameter('dedupeValue', index);
				return !seen.has(value) && seen.add(value);
			});
			return [fresh];
		},
	};
}
