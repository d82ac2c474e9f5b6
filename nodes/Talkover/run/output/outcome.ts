import type { IExecuteFunctions } from 'n8n-workflow';

import type { Failure } from '../../api/response/reply';
import { ok } from '../../base/result';
import type { ItemResult } from '../../operation/job';
import { fieldsOf } from '../../operation/resource';
import { problemOfFailure } from '../../report/problem';
import { fetchFile } from '../download/download';
import type { Outcome } from './output';
import { failed } from './output';
import { outputItem } from './outputItem';
import type { Plan } from '../plan';

/** How an item ended, with the file that its result links to. */
export async function toOutcome(
	context: IExecuteFunctions,
	plan: Plan,
	index: number,
	result: ItemResult,
): Promise<Outcome> {
	const { access, progress } = plan;
	const failedBy = (failure: Failure) =>
		failed(problemOfFailure(failure, fieldsOf(plan.operation)));
	if (!result.ok) return failedBy(result);
	const { file: link, items, warning } = result.value;
	const file = link && (await fetchFile(context, link, access.baseUrl));
	if (file?.ok === false) return failedBy(file);
	if (warning !== undefined) progress.warn(warning);
	const binary = file ? { binary: file.value } : {};
	return ok(
		items.map((json) => ({ ...outputItem(context, plan.options, index, json), ...binary })),
	);
}
