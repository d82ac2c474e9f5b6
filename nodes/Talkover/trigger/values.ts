import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Attempt } from '../parameters/invalidInput';
import { attempt, attemptReading, labelled } from '../parameters/invalidInput';
import { pathSegment } from '../api/request';
import { nodeError } from '../report/errors';
import type { Field, ValuesOf } from '../parameters/field';
import { parseShown } from '../parameters/field';
import { problemOfFaults } from '../report/problem';
import { OPTIONS_FIELD, TRIGGER_FIELDS, eventsOf, ownersField } from './parameters';

type Context = IHookFunctions | IWebhookFunctions;
type Values = ValuesOf<typeof TRIGGER_FIELDS>;

/** What the user has set. */
export interface TriggerValues {
	readonly source: Values['source'];
	/** Of the agents or campaigns. */
	readonly ownerIds: readonly string[];
	readonly events: readonly string[];
	readonly options: TriggerOptions;
}

export type TriggerOptions = Values['options'];

/** @throws NodeOperationError that lists everything that is wrong with the parameters */
export function readValues(context: IHookFunctions): TriggerValues {
	return orThrow(context, attemptValues(context));
}

/** Like {@link readValues}, for those who can do without. */
export function attemptValues(context: IHookFunctions): Attempt<TriggerValues> {
	const parsed = parseFields(context, TRIGGER_FIELDS);
	if ('faults' in parsed) return parsed;
	// The fields were parsed; this is where their types come back.
	const { source, agentIds = [], campaignIds = [], options, ...chosen } = parsed.value as Values;
	const ids = source === 'agent' ? agentIds : campaignIds;
	const { displayName } = ownersField(source).property;
	const ownerIds = labelled(
		displayName,
		attempt(() => ids.map(pathSegment)),
	);
	if ('faults' in ownerIds) return ownerIds;
	const events = attempt(() => eventsOf(chosen.events, chosen.otherEvents));
	if ('faults' in events) return events;
	return { value: { source, ownerIds: ownerIds.value, events: events.value, options } };
}

/**
 * What a delivery is dealt with by. The other parameters are not read, because they may be expressions
 * that have nothing to go by here.
 *
 * @throws NodeOperationError
 */
export function readOptions(context: IWebhookFunctions): TriggerOptions {
	return orThrow(context, attemptOptions(context));
}

/** Like {@link readOptions}, for those who can do without. */
export function attemptOptions(context: IWebhookFunctions): Attempt<TriggerOptions> {
	const parsed = parseFields(context, [OPTIONS_FIELD]);
	return 'faults' in parsed ? parsed : { value: parsed.value.options as TriggerOptions };
}

function parseFields(context: Context, fields: readonly Field[]) {
	const read = ({ name, property }: Field) =>
		labelled(
			property.displayName,
			attemptReading((): unknown => context.getNodeParameter(name, property.default)),
		);
	return parseShown(fields, read, { timezone: context.getTimezone() });
}

function orThrow<Value>(context: Context, result: Attempt<Value>): Value {
	if ('value' in result) return result.value;
	const place = { itemIndex: 0, total: 1 };
	throw nodeError(context.getNode(), problemOfFaults(result.faults), place);
}
