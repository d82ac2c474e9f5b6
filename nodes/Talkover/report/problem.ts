import { LONGEST_NAME, LONGEST_TEXT, MOST_MESSAGES, andMore, counted, cut } from '../base/bounds';
import type { Failure, NotSent, Unknown } from '../api/response/reply';
import { maybeCreated } from '../api/response/reply';
import type { Fault } from '../base/invalidInput';
import { defined } from '../base/collections/defined';
import { inSentences } from '../base/text/sentences';
import type { Field } from '../parameters/field';
import { inLabels, labelOf } from './labels';

/** The word by which workflows tell failures apart (docs/reliability.md), so it never changes. */
type ProblemKind =
	| Exclude<NotSent['why'] | Unknown['why'], 'contradiction'>
	| 'invalid'
	| 'rejected'
	| 'unauthorized';

/** Why an item has no result, with the labels on the screen. */
export interface Problem {
	readonly kind: ProblemKind;
	readonly title: string;
	/** At most 50. */
	readonly lines: readonly ProblemLine[];
	/** The number of lines beyond those; undefined if there are none. */
	readonly more?: number;
	readonly advice?: string;
	readonly status?: number;
	/** Talkover's machine code. */
	readonly code?: string;
	/** Something may have been created despite the problem. */
	readonly outcomeUnknown?: true;
	/** The title needs no lines after it. */
	readonly titleSaysAll?: true;
}

interface ProblemLine {
	/** The API's name of the field, if Talkover named one. */
	readonly field?: string;
	/** The parameter's label on the screen. */
	readonly label?: string;
	readonly text: string;
}

/** Titles and advice contain names that users and Talkover chose, which can have any length. */
const LONGEST_SENTENCE = 2_000;
/** The most labels that a headline names. */
const MOST_LABELS = 10;

export function problemOfFailure(failure: Failure, fields: readonly Field[]): Problem {
	const { title, messages, more, status, code, titleSaysAll } = failure;
	const advice = adviceFor(failure);
	return defined({
		kind: kindOf(failure),
		title: cut(title, LONGEST_SENTENCE),
		...bounded(
			messages.map(({ field, text }) =>
				defined({
					field,
					label: field === undefined ? undefined : labelOf(fields, field),
					text: inLabels(fields, cut(text, LONGEST_TEXT)),
				}),
			),
			more,
		),
		advice: advice === '' ? undefined : cut(advice, LONGEST_SENTENCE),
		status,
		code,
		outcomeUnknown: maybeCreated(failure) && true,
		titleSaysAll,
	});
}

function kindOf({ did, why }: Failure): ProblemKind {
	if (did === 'refused') return why === 'unauthorized' ? why : 'rejected';
	return why === 'contradiction' ? 'server' : why;
}

/** The next step, so that no problem is without one. What wasn't sent comes first. */
function adviceFor({ did, why, advice, settingAdvice }: Failure): string {
	const isUnsent = why === 'unreachable' || why === 'notTrusted';
	const unsent = isUnsent ? "The request wasn't sent" : '';
	const correct = did === 'refused' ? CORRECT : undefined;
	return inSentences(unsent, advice ?? correct, settingAdvice);
}

/** For rejections that have no advice of their own. */
const CORRECT = 'Correct what the message names, then run the node again';

/** The title if the credential is missing or has an invalid value. */
const UNUSABLE_CREDENTIAL = "The Talkover API credential can't be used";

/** The text about a required value whose expression has no result. */
export const EMPTY_HERE = 'is empty for this item: check the expression';

/** A credential that can't be used. */
export function credentialProblem(faults: readonly Fault[]): Problem {
	return {
		...problemOfFaults(faults, UNUSABLE_CREDENTIAL),
		advice: 'Open the Talkover API credential and correct it. Nothing was sent',
	};
}

export function problemOfFaults(faults: readonly Fault[], title = 'Invalid input'): Problem {
	return {
		kind: 'invalid',
		title,
		...bounded(faults),
	};
}

/** The first lines, each cut to a readable length, and the number of further ones. */
function bounded(all: readonly ProblemLine[], beyond = 0): Pick<Problem, 'lines' | 'more'> {
	const lines = all.slice(0, MOST_MESSAGES).map(({ field, label, text }) =>
		defined({
			field: field && cut(field, LONGEST_NAME),
			label: label && cut(label, LONGEST_NAME),
			text: cut(text, LONGEST_TEXT),
		}),
	);
	const more = beyond + all.length - lines.length;
	return { lines, ...(more > 0 ? { more } : {}) };
}

/** The number of lines, including those that are left out. */
export function countOf({ lines, more = 0 }: Problem): number {
	return lines.length + more;
}

/** One line that stands on its own: in the execution list, in an error workflow, for an AI agent. */
export function headline(problem: Problem): string {
	const { title, lines, titleSaysAll } = problem;
	const [first] = lines;
	if (first === undefined || titleSaysAll) return title;
	const count = countOf(problem);
	if (count === 1) return `${title} – ${lineText(first)}`;
	const labels = labelsOf(lines);
	if (labels.length > 1) {
		const named = labels.slice(0, MOST_LABELS).map((label) => `'${label}'`);
		const others = labels.length > named.length || count > lines.length ? ' and others' : '';
		return `${title} – check ${named.join(', ')}${others}`;
	}
	const [where] = labels;
	return `${title} – ${where === undefined ? '' : `${where}: `}${counted(count)} issues to fix`;
}

/** What the headline doesn't say, as separate lines. */
export function details({ lines, more = 0, advice, titleSaysAll }: Problem): string[] {
	const named = labelsOf(lines).length === 1 ? lines.map(({ text }) => text) : lines.map(lineText);
	return [
		...(lines.length > 1 || titleSaysAll ? named : []),
		...(more > 0 ? [andMore(more)] : []),
		...(advice === undefined ? [] : [advice]),
	];
}

function labelsOf(lines: readonly ProblemLine[]): string[] {
	return [...new Set(lines.flatMap(({ label }) => (label === undefined ? [] : [label])))];
}

export function lineText({ label, text }: ProblemLine): string {
	if (!label) return text;
	return text === EMPTY_HERE ? `${label} ${text}` : `${label}: ${text}`;
}
