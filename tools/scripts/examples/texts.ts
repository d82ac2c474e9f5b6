import type { Workflow } from './workflow';
import { contentOf, isYellow, notesOf } from './workflow';

/** How many words a description has, and how many the note of a part has. */
const WORDS = { fewest: 150, most: 300, part: 60, firstParagraph: 60 };

/** The sections of a description. */
const SECTIONS = ['## How it works', '## Set up'] as const;

const NUMBERED = /^\d+\. \S/;

/** What is wrong with the name of a workflow and its notes. */
export function* textProblems(workflow: Workflow): Generator<string> {
	if (!isTitle(workflow.name)) {
		yield `The name '${workflow.name}' doesn't say what the workflow does: start with a verb, and name the thing and where it comes from or goes to, in at least four words without a period or a colon`;
	}
	const yellow = notesOf(workflow).filter(isYellow);
	if (yellow.length !== 1) {
		yield `There must be exactly one yellow note; found ${yellow.length}`;
	}
	for (const note of yellow) yield* descriptionProblems(contentOf(note));
	for (const note of notesOf(workflow).filter((other) => !isYellow(other))) {
		const content = contentOf(note);
		if (!content.startsWith('## '))
			yield `The note '${note.name}' doesn't start with a heading (##)`;
		if (wordsIn(content) > WORDS.part) {
			yield `The note '${note.name}' has more than ${WORDS.part} words`;
		}
	}
}

function isTitle(name: string): boolean {
	return /^\p{Lu}/u.test(name) && name.split(' ').length >= 4 && !/[.:]/.test(name);
}

function* descriptionProblems(content: string): Generator<string> {
	const words = wordsIn(content);
	if (words < WORDS.fewest || words > WORDS.most) {
		yield `The yellow note must have ${WORDS.fewest} to ${WORDS.most} words; found ${words}`;
	}
	const [first = ''] = content.split('\n\n');
	if (first.startsWith('#') || first.includes('\n') || wordsIn(first) > WORDS.firstParagraph) {
		yield `The yellow note must start with a paragraph of at most ${WORDS.firstParagraph} words that says what the workflow does`;
	}
	const headings = content.split('\n').filter((line) => line.startsWith('#'));
	if (!SECTIONS.every((title) => headings.includes(title))) {
		yield `The yellow note must have the sections '${SECTIONS.join("' and '")}'`;
		return;
	}
	const setUp = content.split(SECTIONS[1])[1] ?? '';
	if (setUp.split('\n').filter((line) => NUMBERED.test(line)).length < 2) {
		yield `The section '${SECTIONS[1]}' must have numbered steps`;
	}
}

function wordsIn(text: string): number {
	return text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
}
