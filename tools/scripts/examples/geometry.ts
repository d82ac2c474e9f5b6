import type { Workflow, WorkflowNode } from './workflow';
import { contentOf, isSubNode, notesOf, stepsOf } from './workflow';

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** The size of a node on n8n's canvas. Nodes with sub-nodes are wider. */
const NODE = { width: 96, wide: 256, height: 96 };
/** The name and the subtitle below a node. */
const LABEL = { beside: 48, height: 64 };

/** Text in a note: n8n's font at its size, and the space around it. */
const TEXT = { characterWidth: 7.2, lineHeight: 21, headingHeight: 34, margin: 32 };

/** What is wrong with where nodes and notes are on the canvas. */
export function* geometryProblems(workflow: Workflow): Generator<string> {
	const steps = stepsOf(workflow).map((node) => ({ node, box: boxOfStep(workflow, node) }));
	const notes = notesOf(workflow).map((node) => ({ node, box: boxOfNote(node) }));
	for (const [index, { node, box }] of steps.entries()) {
		for (const other of steps.slice(index + 1)) {
			if (overlap(box, other.box)) yield `'${node.name}' and '${other.node.name}' overlap`;
		}
		const around = notes.filter((note) => overlap(note.box, box));
		if (!around.some((note) => contains(note.box, box))) {
			yield `'${node.name}' isn't inside the note of its part, with its name below it`;
		}
		for (const note of around) {
			if (box.top < textEnd(note.node)) {
				yield `'${node.name}' covers the text of the note '${note.node.name}'`;
			}
		}
	}
	for (const [index, { node, box }] of notes.entries()) {
		for (const other of notes.slice(index + 1)) {
			if (overlap(box, other.box))
				yield `The notes '${node.name}' and '${other.node.name}' overlap`;
		}
		if (textEnd(node) > box.bottom) yield `The note '${node.name}' is too small for its text`;
	}
}

function boxOfStep(workflow: Workflow, { name, position: [x, y] }: WorkflowNode): Box {
	const hasSubNodes = Object.entries(workflow.connections).some(
		([from, kinds]) =>
			isSubNode(workflow, from) &&
			Object.values(kinds).some((outputs) =>
				outputs.flat().some((target) => target?.node === name),
			),
	);
	const width = hasSubNodes ? NODE.wide : NODE.width;
	return {
		left: x - (hasSubNodes ? 0 : LABEL.beside),
		top: y,
		right: x + width + (hasSubNodes ? 0 : LABEL.beside),
		bottom: y + NODE.height + LABEL.height,
	};
}

function boxOfNote({ position: [left, top], parameters: { width, height } }: WorkflowNode): Box {
	return { left, top, right: left + Number(width ?? 240), bottom: top + Number(height ?? 160) };
}

/** Where the text of a note ends, from above. */
function textEnd(note: WorkflowNode): number {
	const { left, top, right } = boxOfNote(note);
	const perLine = (right - left - TEXT.margin) / TEXT.characterWidth;
	const heights = contentOf(note)
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => {
			const lines = Math.ceil(line.length / perLine);
			return line.startsWith('#') ? lines * TEXT.headingHeight : lines * TEXT.lineHeight;
		});
	return top + TEXT.margin + heights.reduce((sum, height) => sum + height, 0);
}

function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.right &&
		other.left < one.right &&
		one.top < other.bottom &&
		other.top < one.bottom
	);
}

function contains(outer: Box, inner: Box): boolean {
	return (
		outer.left <= inner.left &&
		outer.right >= inner.right &&
		outer.top <= inner.top &&
		outer.bottom >= inner.bottom
	);
}
