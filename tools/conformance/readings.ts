import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { methodOf } from '../../nodes/Talkover/api/request';
import type { Operation, RequestOperation } from '../../nodes/Talkover/operation/spec';
import type { Resource } from '../../nodes/Talkover/operation/resource';
import type { Field } from '../../nodes/Talkover/parameters/field';
import { parseShown } from '../../nodes/Talkover/parameters/field';
import { optionValues } from '../../nodes/Talkover/parameters/groups';
import { ok } from '../../nodes/Talkover/base/result';

/** A read-only operation with one choice of its parameters, e.g. the webhooks of an agent. */
export interface Reading {
	/** `resource.operation`. */
	readonly key: string;
	/** For people, e.g. `Webhook: Get Many (Agent)`. */
	readonly name: string;
	readonly resource: string;
	readonly operation: string;
	/** The values of its drop-downs. */
	readonly choices: Readonly<Record<string, string>>;
	/** The parameters that take an ID or a phone number of the account. */
	readonly needs: readonly Field[];
}

/** The source of a parameter's value: a field in the items of another reading. */
interface Source {
	readonly key: string;
	readonly field: string;
	/** The resource that must exist, for messages such as "not tried: no agent". */
	readonly what: string;
}

const idOf = (key: string, what: string): Source => ({ key, field: 'id', what });

/** By parameter, or by resource and parameter. */
const SOURCES: Readonly<Record<string, Source>> = {
	agentId: idOf('agent.getMany', 'agent'),
	'callbackAgent.agentId': idOf('callbackAgent.getMany', 'callback agent'),
	calendarId: idOf('calendar.getMany', 'calendar'),
	calendarIds: idOf('calendar.getMany', 'calendar'),
	campaignId: idOf('campaign.getMany', 'campaign'),
	eventId: idOf('calendarEvent.getMany', 'calendar event'),
	phone: { key: 'call.getMany', field: 'to', what: 'call' },
	trunkId: idOf('sipTrunk.getMany', 'SIP trunk'),
	voiceTemplateId: idOf('voiceTemplate.getMany', 'voice template'),
	webhookId: idOf('webhook.getMany', 'webhook'),
};

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Parameters that don't depend on the account: the coming week. */
export function givenValues(now = Date.now()): Readonly<Record<string, string>> {
	return { from: new Date(now).toISOString(), to: new Date(now + WEEK_MS).toISOString() };
}

/** Values for finding out which request an operation sends. They're never sent. */
const STAND_INS: Readonly<Record<string, unknown>> = { ...givenValues(0), phone: '+12125001111' };

/**
 * The readings of all operations that send a GET. Those that don't depend on the account come first, so that the
 * others find their IDs.
 */
export function readingsOf(resources: readonly Resource[]): readonly Reading[] {
	const readings = resources.flatMap((resource) =>
		resource.operations.flatMap((operation) => readingsOfOperation(resource, operation)),
	);
	const depth = ({ resource, needs }: Reading): number =>
		needs.filter(({ name }) => sourceOf(resource, name)).length;
	return readings.sort((one, other) => depth(one) - depth(other));
}

function readingsOfOperation({ value: resource, name }: Resource, operation: Operation) {
	if (!('prepare' in operation)) return [];
	const dropDowns = operation.fields.filter(({ property }) => property.type === 'options');
	return combinations(dropDowns).flatMap(({ choices, labels }): Reading[] => {
		const shown = shownIn(operation, choices);
		if (shown === undefined) return [];
		const needs = operation.fields.filter(
			({ name: parameter, property }) =>
				property.required === true && shown.includes(parameter) && !(parameter in givenValues()),
		);
		const chosen = labels.length === 0 ? '' : ` (${labels.join(', ')})`;
		return [
			{
				key: `${resource}.${operation.value}`,
				name: `${name}: ${operation.name}${chosen}`,
				resource,
				operation: operation.value,
				choices,
				needs,
			},
		];
	});
}

interface Combination {
	readonly choices: Readonly<Record<string, string>>;
	readonly labels: readonly string[];
}

/** All values of several drop-downs. */
function combinations(dropDowns: readonly Field[]): readonly Combination[] {
	const none: readonly Combination[] = [{ choices: {}, labels: [] }];
	return dropDowns.reduce(
		(known, { name, property }) =>
			known.flatMap(({ choices, labels }) =>
				(property.options ?? []).flatMap((option) =>
					'value' in option
						? [
								{
									choices: { ...choices, [name]: String(option.value) },
									labels: [...labels, option.name],
								},
							]
						: [],
				),
			),
		none,
	);
}

/** The parameters that these choices show; undefined if the operation then sends no GET. */
function shownIn(
	operation: RequestOperation,
	choices: Combination['choices'],
): string[] | undefined {
	const locale = { timezone: 'UTC' };
	const values = parseShown(
		operation.fields,
		(field) => ok(choices[field.name] ?? standInFor(field)),
		locale,
	);
	const options = optionValues(operation.options, {}, locale);
	if (!values.ok || !options.ok) return undefined;
	const job = operation.prepare(values.value, options.value);
	return job.ok && methodOf(job.value.request) === 'GET' ? Object.keys(values.value) : undefined;
}

function standInFor({ name, property }: Field): unknown {
	if (name in STAND_INS) return STAND_INS[name];
	if (property.type === 'resourceLocator') return 'id';
	if (property.type === 'multiOptions' && property.required === true) return ['id'];
	return property.default;
}

/** The completed readings, for those after them. */
export interface Finished {
	readonly reading: Pick<Reading, 'choices' | 'key'>;
	readonly items: readonly IDataObject[];
}

/**
 * The parameters of a reading, taken from completed readings.
 *
 * @returns the missing resource, if there is none to read
 */
export function parametersFor(
	{ resource, needs, choices }: Reading,
	finished: readonly Finished[],
): { readonly missing: string } | { readonly parameters: INodeParameters } {
	const parameters: INodeParameters = { ...givenValues(), ...choices };
	for (const field of needs) {
		const source = sourceOf(resource, field.name);
		const value = source && firstValue(source, field, choices, finished);
		if (value === undefined) return { missing: source?.what ?? field.property.displayName };
		parameters[field.name] = asParameter(field, value);
	}
	return { parameters };
}

function sourceOf(resource: string, parameter: string): Source | undefined {
	return SOURCES[`${resource}.${parameter}`] ?? SOURCES[parameter];
}

/** The first value that the parameter accepts: a call may be to a SIP address, for example. */
function firstValue(
	{ key, field }: Source,
	parameter: Field,
	choices: Reading['choices'],
	finished: readonly Finished[],
): string | undefined {
	const candidates = finished
		.filter(({ reading }) => reading.key === key && agree(reading.choices, choices))
		.flatMap(({ items }) => items.map((item) => item[field]))
		.flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? [value] : []));
	return candidates
		.map(String)
		.find((value) => 'value' in parameter.parse(inParameter(parameter, value)));
}

/** Whether two readings have the same owner, as far as both of them specify one. */
function agree(one: Reading['choices'], other: Reading['choices']): boolean {
	return Object.entries(one).every(([name, value]) => (other[name] ?? value) === value);
}

function inParameter({ property }: Field, value: string): string | string[] {
	return property.type === 'multiOptions' ? [value] : value;
}

function asParameter(field: Field, value: string) {
	return field.property.type === 'resourceLocator' ? byId(value) : inParameter(field, value);
}

/** Whether a parameter selects something by its ID. */
export function byId(value: string) {
	return { __rl: true, mode: 'id', value } as const;
}
