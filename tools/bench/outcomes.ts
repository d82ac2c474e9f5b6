import type { CreatingTask } from './contenders/contenders';
import { subjectOf } from './contenders/contenders';
import type { Measurement } from './measure';

/** The outcomes of a run that creates something for each item. */
export interface Fates {
	/** Everything that was created at Talkover. */
	readonly created: number;
	/** Items for which more than one thing was created. */
	readonly twice: number;
	/** Items with a result. */
	readonly results: number;
	/** Items with neither a result nor an error; undefined if the whole run failed. */
	readonly lost: number | undefined;
	/** Items that were reported as failed, and to which the server gave no clear response. */
	readonly uncertain: number;
	/** Those of them whose error says that the outcome is unknown. */
	readonly admitted: number;
	/** Items that were created, although their error doesn't say that this is possible. */
	readonly denied: number;
}

const ADMITS =
	/\b(?:outcome (?:of an earlier attempt is )?unknown|not known|may have (?:been|gone)|might have been)\b/i;

/** Compares the simulator's record of every item with n8n's. */
export function fatesOf(
	{ task, count }: { readonly task: CreatingTask; readonly count: number },
	run: Measurement,
): Fates {
	const subjects = Array.from({ length: count }, (_, index) => subjectOf(task, index));
	const requests = run.traffic.requests.filter(({ operationId }) => operationId === task);
	const done = requests.filter(({ status = 0 }) => status >= 200 && status <= 299);
	const createdFor = countBySubject(done);
	const unclear = countBySubject(
		requests.filter(({ answeredAt, status = 0 }) => answeredAt === undefined || status >= 500),
	);
	const errors = errorsOf(run);
	const paired = run.output.flatMap(({ item, error }) =>
		item !== undefined && error === undefined ? [item] : [],
	);
	const results = new Set(paired);
	const uncertain = [...errors].filter(([item]) => unclear.has(subjects[item] ?? ''));
	const admitted = uncertain.filter(([, text]) => ADMITS.test(text));
	const denied = [...errors].filter(
		([item, text]) => createdFor.has(subjects[item] ?? '') && !ADMITS.test(text),
	);
	return {
		created: done.length,
		twice: [...createdFor.values()].filter((times) => times > 1).length,
		results: results.size,
		lost: run.failure
			? undefined
			: subjects.filter((_, item) => !results.has(item) && !errors.has(item)).length,
		uncertain: uncertain.length,
		admitted: admitted.length,
		denied: denied.length,
	};
}

function countBySubject(requests: Measurement['traffic']['requests']): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { subject = '' } of requests) counts.set(subject, (counts.get(subject) ?? 0) + 1);
	return counts;
}

/** The errors of the items without a result. */
function errorsOf({ output, failure }: Measurement): Map<number, string> {
	const errors = new Map<number, string>();
	for (const { item, error } of output) {
		if (item !== undefined && error !== undefined) errors.set(item, error);
	}
	if (failure?.item !== undefined) errors.set(failure.item, failure.text);
	return errors;
}
