import type { INodeParameters } from 'n8n-workflow';

import type { Field } from '../../nodes/Talkover/parameters/field';
import { parseShown } from '../../nodes/Talkover/parameters/field';
import type { Job } from '../../nodes/Talkover/operation/job';
import { optionsField } from '../../nodes/Talkover/operation/options';
import { all } from '../../nodes/Talkover/base/invalidInput';
import type { Case } from './documented';
import { andThen, ok } from '../../nodes/Talkover/base/result';

/** The options of an item: those of the run, and those that are evaluated per item. */
function optionsOf(options: readonly Field[], entered: INodeParameters) {
	const group = (entered.options ?? {}) as INodeParameters;
	const ofItem = options
		.filter(({ perItem }) => perItem)
		.map((field) => {
			const raw = field.below === undefined ? group[field.name] : entered[field.name];
			return andThen(field.parse(raw), (value) => ok([field.name, value] as const));
		});
	return andThen(optionsField(options).parse(group), (ofRun) =>
		andThen(all(ofItem), (values) => ok({ ...ofRun, ...Object.fromEntries(values) })),
	);
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
	const values = parseShown(operation.fields, read, { timezone: 'UTC' });
	const chosen = optionsOf(operation.options, entered);
	const job = andThen(values, (parsed) =>
		andThen(chosen, (options) => operation.prepare(parsed, options)),
	);
	if (job.ok) return job.value;
	const reasons = job.faults.map(({ label, text }) => (label ? `${label}: ${text}` : text));
	throw new Error(`The example of ${operation.name} can't be sent: ${reasons.join('; ')}`);
}
