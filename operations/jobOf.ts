import type { INodeParameters } from 'n8n-workflow';

import type { Field } from '../nodes/Talkover/parameters/field';
import { parseShown } from '../nodes/Talkover/parameters/field';
import type { Job } from '../nodes/Talkover/operation/operation';
import { optionsField } from '../nodes/Talkover/operation/options';
import type { Case } from './documented';
import { andThen, ok } from '../nodes/Talkover/base/result';

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
	const values = parseShown(operation.fields, read, { timezone: 'UTC' });
	const chosen = optionsField(operation.options).parse(entered.options);
	const job = andThen(values, (parsed) =>
		andThen(chosen, (options) => operation.prepare(parsed, options)),
	);
	if (job.ok) return job.value;
	const reasons = job.faults.map(({ label, text }) => (label ? `${label}: ${text}` : text));
	throw new Error(`The example of ${operation.name} can't be sent: ${reasons.join('; ')}`);
}
