import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { includeInputFields } from '../../operation/panel/options';
import type { Values } from '../../operation/job';

/** The output item of an input item's result: before the input's fields if *Include Input Fields* is on. */
export function outputItem(
	context: IExecuteFunctions,
	options: Values,
	item: number,
	result: IDataObject,
): INodeExecutionData {
	const pairedItem = { item };
	if (options[includeInputFields.name] !== true) return { json: result, pairedItem };
	const { json: { call: _replaced, ...input } = {}, binary } = context.getInputData()[item] ?? {};
	return { json: { call: result, ...input }, ...(binary ? { binary } : {}), pairedItem };
}
