import { creationOf } from '../../nodes/Talkover/api/request';
import { parseShown } from '../../nodes/Talkover/parameters/field';
import { identityOf } from '../../nodes/Talkover/run/creations/creationKey';
import { optionsField } from '../../nodes/Talkover/operation/options';
import { CASES } from '../documented';

/** The keys that identify a creation: of a workflow item, and of an AI agent's tool. */
export interface CreationKeys {
	readonly item: readonly string[];
	readonly tool: readonly string[];
}

/** The keys of all creating operations for their examples, by the name of the example. */
export function creationKeys(): Readonly<Record<string, CreationKeys>> {
	const keys = CASES.flatMap(({ name, operation, example: { parameters } }) => {
		const read = (field: { name: string; property: { default: unknown } }) => ({
			value: parameters[field.name] ?? field.property.default,
		});
		const values = parseShown(operation.fields, read, { timezone: 'UTC' });
		const options = optionsField(operation.options).parse(parameters.options ?? {});
		if ('faults' in values || 'faults' in options) throw new Error(`${name} can't be parsed`);
		const job = operation.prepare(values.value, options.value);
		if ('faults' in job) throw new Error(`${name} can't be prepared`);
		const { request } = job.value;
		if (!creationOf(request)) return [];
		return [[name, { item: identityOf(request, false), tool: identityOf(request, true) }] as const];
	});
	return Object.fromEntries(keys);
}
