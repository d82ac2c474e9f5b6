import type { INodeParameters } from 'n8n-workflow';

import type { Field } from '../../nodes/Talkover/parameters/field';
import { parseShown } from '../../nodes/Talkover/parameters/field';
import { optionValues } from '../../nodes/Talkover/parameters/groups';
import type { Job } from '../../nodes/Talkover/operation/job';
import { storedOption } from '../../nodes/Talkover/operation/panel/options';
import { defined } from '../../nodes/Talkover/base/collections/defined';
import type { Case } from './documented';
import { andThen, ok } from '../../nodes/Talkover/base/result';

const UTC = { timezone: 'UTC' } as const;

/** The options of an item: those of the run, and those that are evaluated per item. */
function optionsOf(options: readonly Field[], entered: INodeParameters) {
	const stored = options.map((field) => [field.name, storedOption(entered, field)] as const);
	return optionValues(options, defined(Object.fromEntries(stored)), UTC);
}

/**
 * Prepares an example of an operation for sending.
 *
 * @param changes parameters that replace those of the example
 * @throws Error with the reasons why it can't be sent
 */
export function jobOf(
	{ operation, example }: Pick<Case, 'example' | 'operation'>,
	changes: INodeParameters = {},
): Job {
	const entered: INodeParameters = { ...example.parameters, ...changes };
	const read = ({ name, property }: Field) => ok(entered[name] ?? property.default);
	const values = parseShown(operation.fields, read, UTC);
	const chosen = optionsOf(operation.options, entered);
	const job = andThen(values, (parsed) =>
		andThen(chosen, (options) => operation.prepare(parsed, options)),
	);
	if (job.ok) return job.value;
	const reasons = job.faults.map(({ label, text }) => (label ? `${label}: ${text}` : text));
	throw new Error(`The example of ${operation.name} can't be sent: ${reasons.join('; ')}`);
}
