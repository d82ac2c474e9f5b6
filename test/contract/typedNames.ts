import type { IDataObject } from 'n8n-workflow';

import type {
	Documented,
	FieldName,
	SchemaName,
} from '../../nodes/Talkover/api/contract/documented';
import type { ParametersOf } from '../../nodes/Talkover/api/contract/requestFields';
import type { RecoveryLookup } from '../../nodes/Talkover/operation/creation/recoveryLookup';
import type { Entries } from '../../nodes/Talkover/pickers/locator';

/** Whether the compiler accepts a name where only these names are allowed. */
type IsName<Name extends string, Names> = [Name] extends [Names] ? true : false;

/** Whether the compiler lets a parameter of this name be sent in an object of this schema. */
type IsSent<Name extends string, Schema extends SchemaName> =
	Record<Name, string> extends ParametersOf<Schema, Record<Name, string>> ? true : false;

/** What a function for the elements of a list may read without declaring it. */
type Undeclared<Reader extends (element: never) => unknown> = keyof Parameters<Reader>[0];

/**
 * Which names the compiler accepts. `npm run lint` fails if one of these changes, because then the compiler wouldn't
 * find a misspelled field in an operation either.
 */
export const NAMES = {
	field: true satisfies IsName<'webhook_url', keyof Documented<'Webhook'>>,
	misspelledField: false satisfies IsName<'webhookUrl', keyof Documented<'Webhook'>>,
	fieldOfOpenSchema: true satisfies IsName<'type', keyof Documented<'FlowNode'>>,
	misspelledFieldOfOpenSchema: false satisfies IsName<'typ', keyof Documented<'FlowNode'>>,
	simplified: true satisfies IsName<'name', FieldName<readonly Documented<'Webhook'>[]>>,
	misspelledSimplified: false satisfies IsName<
		'webhookUrl',
		FieldName<readonly Documented<'Webhook'>[]>
	>,
	simplifiedFieldOfUnknownObject: false satisfies IsName<'id', FieldName<IDataObject>>,
	undeclaredFieldOfEntry: false satisfies IsName<'id', Undeclared<Entries['entry']>>,
	undeclaredFieldInSearch: false satisfies IsName<'name', Undeclared<RecoveryLookup['isOwn']>>,
	parameter: true satisfies IsSent<'webhookUrl', 'CreateWebhookRequest'>,
	misspelledParameter: false satisfies IsSent<'webhookUri', 'CreateWebhookRequest'>,
	parameterOfOneOfTwoSchemas: true satisfies IsSent<'daysOfWeek', 'CreateAvailabilityRuleRequest'>,
	parameterOfQuery: true satisfies IsSent<'calendarIds', 'ListCalendarEventsBatchQuery'>,
	misspelledParameterOfQuery: false satisfies IsSent<'searching', 'ListCallsQuery'>,
	parameterOfUnnamedBody: true satisfies IsSent<'flowConfig', 'ValidateAgentFlowRequest'>,
};

/** A response may lack every field, and any of them may be null or of another type. */
export const ACCEPTED = [
	{},
	{ id: null, enabled: 'yes', events: 3 },
] satisfies Documented<'Webhook'>[];
