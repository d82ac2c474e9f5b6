import type { FailureKind, Failure } from '../api/failure';
import type { Fault } from '../api/invalidInput';
import type { Field } from './field';
import { labelOf } from './labels';

/** Why an item has no result, in the words of the screen. */
export interface Problem {
	readonly kind: FailureKind | 'invalid';
	readonly title: string;
	readonly lines: readonly ProblemLine[];
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

export function problemOfFailure(
	{ kind, title, messages, advice, status, code }: Failure,
	fields: readonly Field[],
): Problem {
	return {
		kind,
		title,
		lines: messages.map((message) =>
			message.field === undefined ? message : { ...message, label: labelOf(fields, message.field) },
		),
		...(advice === undefined ? {} : { advice }),
		...(status === undefined ? {} : { status }),
		...(code === undefined ? {} : { code }),
	};
}

export function problemOfFaults(faults: readonly Fault[]): Problem {
	return { kind: 'invalid', title: 'This cannot be sent to Talkover', lines: faults };
}

/** One line that stands on its own: in the execution list, an error workflow, an AI agent's answer. */
export function headline({ title, lines }: Problem): string {
	const [only, ...others] = lines;
	if (only === undefined) return title;
	if (others.length === 0) return `${title} – ${lineText(only)}`;
	const labels = labelsOf(lines);
	if (labels.length > 1)
		return `${title} – check ${labels.map((label) => `'${label}'`).join(', ')}`;
	const [where] = labels;
	return `${title} – ${where === undefined ? '' : `${where}: `}${lines.length} points to fix`;
}

/** What the headline leaves unsaid, one thing per line. */
export function details({ lines, advice }: Problem): string[] {
	const named = labelsOf(lines).length === 1 ? lines.map(({ text }) => text) : lines.map(lineText);
	return [...(lines.length > 1 ? named : []), ...(advice === undefined ? [] : [advice])];
}

function labelsOf(lines: readonly ProblemLine[]): string[] {
	return [...new Set(lines.flatMap(({ label }) => (label === undefined ? [] : [label])))];
}

export function lineText({ label, text }: ProblemLine): string {
	return label ? `${label}: ${text}` : text;
}
