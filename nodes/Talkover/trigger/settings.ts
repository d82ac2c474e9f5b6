import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { attemptReading, labelled } from '../api/invalidInput';
import { nodeError } from '../engine/errors';
import type { ValuesOf } from '../engine/field';
import { parseShown } from '../engine/field';
import { problemOfFaults } from '../engine/problem';
import { TRIGGER_FIELDS } from './parameters';

type Values = ValuesOf<typeof TRIGGER_FIELDS>;

/** What the user has set. */
export interface TriggerSettings {
	readonly source: Values['source'];
	/** Of the agents or campaigns. */
	readonly ownerIds: readonly string[];
	readonly events: readonly string[];
	readonly options: Values['options'];
}

/** @throws NodeOperationError that lists everything that is wrong with the parameters */
export function readSettings(context: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const parsed = parseShown(
		TRIGGER_FIELDS,
		({ name, property }) =>
			labelled(
				property.displayName,
				attemptReading((): unknown => context.getNodeParameter(name, property.default)),
			),
		context.getTimezone(),
	);
	if ('faults' in parsed) {
		const place = { itemIndex: 0, total: 1 };
		throw nodeError(context.getNode(), problemOfFaults(parsed.faults), place);
	}
	// The fields above were parsed; this is where their types come back.
	const { source, agentIds = [], campaignIds = [], events, options } = parsed.value as Values;
	return { source, ownerIds: source === 'agents' ? agentIds : campaignIds, events, options };
}
