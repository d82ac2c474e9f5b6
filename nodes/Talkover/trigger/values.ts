import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Invalid } from '../base/invalidInput';
import type { Result } from '../base/result';
import { attempt, attemptReading, labeled, withFaults } from '../base/invalidInput';
import { pathSegment } from '../api/request';
import { nodeError } from '../report/errors';
import type { Field, ValuesOf } from '../parameters/field';
import { parseShown } from '../parameters/field';
import { problemOfFaults } from '../report/problem';
import { chosenOrEntered } from '../parameters/others';
import { OPTIONS_FIELD, TRIGGER_FIELDS, eventsField, ownersField } from './parameters';
import { andThen, ok } from '../base/result';

type Context = IHookFunctions | IWebhookFunctions;
type Values = ValuesOf<typeof TRIGGER_FIELDS>;

/** The values of the parameters. */
export interface TriggerValues {
	readonly source: Values['source'];
	/** The IDs of the agents or campaigns. */
	readonly ownerIds: readonly string[];
	readonly events: readonly string[];
	/** Those of the events that were entered instead of selected. */
	readonly enteredEvents: readonly string[];
	readonly options: TriggerOptions;
}

export type TriggerOptions = Values['options'];

/** @throws NodeOperationError that lists all invalid parameters */
export function readValues(context: IHookFunctions): TriggerValues {
	return orThrow(context, attemptValues(context));
}

/** Like {@link readValues}, with faults instead of an error. */
export function attemptValues(context: IHookFunctions): Result<TriggerValues, Invalid> {
	const parsed = parseFields(context, TRIGGER_FIELDS);
	if (!parsed.ok) return parsed;
	// These are the parsed values of exactly these fields, so the types are right.
	const { source, agentIds, campaignIds, events, campaignEvents, options } = parsed.value as Values;
	const [ids = [], selected = []] =
		source === 'agent' ? [agentIds, events] : [campaignIds, campaignEvents];
	const { displayName } = ownersField(source).property;
	const ownerIds = labeled(
		displayName,
		attempt(() => ids.map(pathSegment)),
	);
	if (!ownerIds.ok) return ownerIds;
	const { otherEvents: entered = [] } = options;
	const all = attempt(() =>
		chosenOrEntered(eventsField(source).property.displayName, selected, entered),
	);
	if (!all.ok) return all;
	const { contextField = '', contextValue = '' } = options;
	// Otherwise, the events of all calls would start the workflow.
	if (contextField === '' && contextValue !== '') {
		return withFaults([{ label: 'Context Value', text: "needs a 'Context Field'" }]);
	}
	const enteredEvents = entered.filter((event) => !selected.includes(event));
	return ok({ source, ownerIds: ownerIds.value, events: all.value, enteredEvents, options });
}

/**
 * Reads the options for a delivery. Doesn't read the other parameters, because they may be expressions whose data isn't
 * available here.
 *
 * @throws NodeOperationError
 */
export function readOptions(context: IWebhookFunctions): TriggerOptions {
	return orThrow(context, attemptOptions(context));
}

/** Like {@link readOptions}, with faults instead of an error. */
export function attemptOptions(context: IWebhookFunctions): Result<TriggerOptions, Invalid> {
	const parsed = parseFields(context, [OPTIONS_FIELD]);
	return andThen(parsed, (values) => ok(values.options as TriggerOptions));
}

function parseFields(context: Context, fields: readonly Field[]) {
	const read = ({ name, property }: Field) =>
		labeled(
			property.displayName,
			attemptReading((): unknown => context.getNodeParameter(name, property.default)),
		);
	return parseShown(fields, read, { timezone: context.getTimezone() });
}

function orThrow<Value>(context: Context, result: Result<Value, Invalid>): Value {
	if (result.ok) return result.value;
	throw nodeError(context.getNode(), problemOfFaults(result.faults));
}
