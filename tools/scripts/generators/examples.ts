import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { anchorOf, pageWith } from './pages';

const ROOT = path.join(__dirname, '../../..');
const EXAMPLES = 'examples';
const PAGE = 'docs/examples.md';
const PICTURES = 'pictures/examples';

/** n8n's default color of sticky notes, which is also meant if none is stored. */
const YELLOW = 1;

interface Example {
	readonly file: string;
	readonly name: string;
	/** The first paragraph of the yellow note. */
	readonly text: string;
}

interface StoredWorkflow {
	readonly name: string;
	readonly nodes: readonly {
		readonly type: string;
		readonly parameters: { readonly content?: string; readonly color?: number };
	}[];
}

/** The page of the example workflows, by file name. */
export function examplesFiles(): Record<string, string> {
	const examples = readdirSync(path.join(ROOT, EXAMPLES))
		.filter((file) => file.endsWith('.json'))
		.map(readExample)
		.sort((a, b) => a.name.localeCompare(b.name));
	return {
		[PAGE]: pageWith(PAGE, [overview(examples), ...examples.flatMap(section)].join('\n\n')),
	};
}

/** @throws Error if the workflow has no yellow note with a paragraph */
function readExample(file: string): Example {
	const stored = readFileSync(path.join(ROOT, EXAMPLES, file), 'utf8');
	const { name, nodes } = JSON.parse(stored) as StoredWorkflow;
	const note = nodes.find(
		({ type, parameters: { color = YELLOW } }) =>
			type === 'n8n-nodes-base.stickyNote' && color === YELLOW,
	);
	// A heading may stand right above its paragraph.
	const content = note?.parameters.content?.replace(/^#.*$/gm, '').trim();
	const text = content?.split(/\n\s*\n/)[0]?.replaceAll('\n', ' ');
	if (!text) throw new Error(`${EXAMPLES}/${file} has no yellow note with a paragraph`);
	return { file, name, text };
}

function overview(examples: readonly Example[]): string {
	const rows = examples.map(({ file, name }) => {
		const link = `[${cell(name)}](#${anchorOf(name)})`;
		return `| ${link} | [\`${file}\`](../${EXAMPLES}/${file}) |`;
	});
	return ['| Workflow | File |', '|---|---|', ...rows].join('\n');
}

/** Says what a workflow does, and shows what it looks like if there is a picture of it. */
function section(example: Example): string[] {
	const { name, text } = example;
	const picture = pictureOf(example);
	const shown = picture === undefined ? [] : [`![${name}](${picture})`];
	return [`## ${name}`, text, ...shown];
}

/** The path of the picture, relative to the page. */
function pictureOf({ file }: Example): string | undefined {
	const picture = `${PICTURES}/${path.basename(file, '.json')}.png`;
	return existsSync(path.join(ROOT, path.dirname(PAGE), picture)) ? picture : undefined;
}

function cell(text: string): string {
	return text.replaceAll('|', '\\|');
}
