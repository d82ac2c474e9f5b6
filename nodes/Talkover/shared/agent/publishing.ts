import type { Failure } from '../../api/response/reply';
import { keysByWord } from '../../base/text/words';
import { labelOf } from '../../report/labels';

/** Maps fields of the API to the operation that sets them, with its name in the panel. */
export const SET_BY: Readonly<Record<string, string>> = Object.fromEntries(
	keysByWord({
		'Agent: Update Knowledge': `
			description initial_message interrupt_sensitivity ask_if_human_present_on_idle
			llm_temperature initial_message_delay knowledge
		`,
		'Agent: Update Voice': 'voice voice_id language conversation_speed who_speaks_first',
		'Agent: Update Calling': 'direction calling phone_number phone_numbers phone_number_ids',
		'Flow: Update': 'conversation_mode flow flow_config',
		'Training: Create or Update': 'trainings',
		'Agent Action: Create or Update': 'actions',
	}),
);

/** Rejections that may mean that an agent isn't ready. Others have other reasons. */
const NOT_READY: readonly Failure['why'][] = ['badRequest', 'conflict', 'denied', 'invalid'];

const PUBLISH_AGAIN = 'Add what is missing with these operations, then publish the agent again';
const GENERAL =
	'Agent: Update Knowledge (description), Agent: Update Voice (voice), Agent: Update Calling (direction and phone numbers)';

/**
 * Adds the operations that set what is missing to a rejected publication. According to the documentation, the
 * response says what is missing, but the documentation doesn't show how (API reference: publish-agent).
 */
export function explainRejection(failure: Failure): Failure {
	const { why, status = 422, messages, code } = failure;
	if (!NOT_READY.includes(why)) return failure;
	// A text may be only the name of a field.
	const named = messages.flatMap(({ field, text }) => field ?? (text in SET_BY ? text : []));
	const operations = operationsFor(named);
	for (const [operation] of operationsFor(fieldsIn(code))) {
		if (!operations.has(operation)) operations.set(operation, []);
	}
	const steps = [...operations].map(([operation, labels]) =>
		labels.length === 0
			? `what is missing with ${operation}`
			: `${labels.join(', ')} with ${operation}`,
	);
	if (steps.length === 0) return { ...failure, advice: `${PUBLISH_AGAIN}: ${GENERAL}` };
	return {
		...failure,
		title: `The agent isn't ready to publish (HTTP ${status}): set ${steps.join(', and ')}`,
		titleSaysAll: true,
		advice: 'Then publish the agent again',
	};
}

/** The operations that set these fields, each with their labels. */
function operationsFor(paths: readonly string[]): Map<string, string[]> {
	const operations = new Map<string, string[]>();
	for (const path of paths) {
		// `trainings.0.subject` belongs to `trainings`.
		const [field = ''] = path.split('.');
		const operation = Object.hasOwn(SET_BY, field) ? SET_BY[field] : undefined;
		if (operation === undefined) continue;
		const labels = new Set([...(operations.get(operation) ?? []), labelOf([], field)]);
		operations.set(operation, [...labels]);
	}
	return operations;
}

/** A machine code such as `VOICE_REQUIRED` may name the field. */
function fieldsIn(code = ''): string[] {
	const words = `_${code.toLowerCase()}_`;
	return Object.keys(SET_BY).filter((field) => words.includes(`_${field}_`));
}
