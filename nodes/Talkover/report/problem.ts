import {
	LONGEST_NAME,
	LONGEST_TEXT,
	MOST_MESSAGES,
	andMore,
	counted,
	cut,
} from '../parameters/bounds';
import type { FailureKind, Failure } from '../api/failure';
import type { Fault } from '../parameters/invalidInput';
import type { Field } from '../parameters/field';
import { labelOf } from './labels';

/** Why an item has no result, in the words of the screen. */
export interface Problem {
	readonly kind: FailureKind | 'invalid';
	readonly title: string;
	/** 50 at most. */
	readonly lines: readonly ProblemLine[];
	/** How many lines there would be beyond those; left out when that is none. */
	readonly more?: number;
	readonly advice?: string;
	readonly status?: number;
	/** Talkover's machine code. */
	readonly code?: string;
}

export interface ProblemLine {
	/** The API's name of the field, where Talkover gave one. */
	readonly field?: string;
	/** The parameter's label on the screen. */
	readonly label?: string;
	readonly text: string;
}

/** Titles and advice name things that users and Talkover have named, at any length. */
const LONGEST_SENTENCE = 2_000;
/** Labels that a headline names. */
const MOST_LABELS = 10;

export function problemOfFailure(
	{ kind, title, messages, more, advice, status, code }: Failure,
	fields: readonly Field[],
): Problem {
	return {
		kind,
		title: cut(title, LONGEST_SENTENCE),
		...bounded(
			messages.map(({ field, text }) =>
				field === undefined ? { text } : { field, label: labelOf(fields, field), text },
			),
			more,
		),
		...(advice === undefined ? {} : { advice: cut(advice, LONGEST_SENTENCE) }),
		...(status === undefined ? {} : { status }),
		...(code === undefined ? {} : { code }),
	};
}

export function problemOfFaults(faults: readonly Fault[]): Problem {
	return {
		kind: 'invalid',
		title: 'This cannot be sent to Talkover',
		...bounded(faults),
	};
}

/** The first lines, each cut to a readable length, and how many more there are. */
function bounded(all: readonly ProblemLine[], beyond = 0): Pick<Problem, 'lines' | 'more'> {
	const lines = all.slice(0, MOST_MESSAGES).map(({ field, label, text }) => ({
		...(field === undefined ? {} : { field: cut(field, LONGEST_NAME) }),
		...(label === undefined ? {} : { label: cut(label, LONGEST_NAME) }),
		text: cut(text, LONGEST_TEXT),
	}));
	const more = beyond + all.length - lines.length;
	return { lines, ...(more > 0 ? { more } : {}) };
}

/** How many lines there are, with those that are left out. */
export function countOf({ lines, more = 0 }: Problem): number {
	return lines.length + more;
}

/** One line that stands on its own: in the execution list, an error workflow, an AI agent's answer. */
export function headline(problem: Problem): string {
	const { title, lines } = problem;
	const [first] = lines;
	if (first === undefined) return title;
	const count = countOf(problem);
	if (count === 1) return `${title} – ${lineText(first)}`;
	const labels = labelsOf(lines);
	if (labels.length > 1) {
		const named = labels.slice(0, MOST_LABELS).map((label) => `'${label}'`);
		const others = labels.length > named.length || count > lines.length ? ' and others' : '';
		return `${title} – check ${named.join(', ')}${others}`;
	}
	const [where] = labels;
	return `${title} – ${where === undefined ? '' : `${where}: `}${counted(count)} points to fix`;
}

/** What the headline leaves unsaid, one thing per line. */
export function details({ lines, more = 0, advice }: Problem): string[] {
	const named = labelsOf(lines).length === 1 ? lines.map(({ text }) => text) : lines.map(lineText);
	return [
		...(lines.length > 1 ? named : []),
		...(more > 0 ? [andMore(more)] : []),
		...(advice === undefined ? [] : [advice]),
	];
}

function labelsOf(lines: readonly ProblemLine[]): string[] {
	return [...new Set(lines.flatMap(({ label }) => (label === undefined ? [] : [label])))];
}

export function lineText({ label, text }: ProblemLine): string {
	return label ? `${label}: ${text}` : text;
}
