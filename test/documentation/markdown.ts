import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
/** What runs is remark itself, because its packages are ES modules, which Jest doesn't load. */
const REMARK = path.join(ROOT, 'node_modules/remark-cli/cli.js');

/** A node of mdast, as far as it's read here. */
export interface MarkdownNode {
	readonly type: string;
	readonly depth?: number;
	readonly url?: string;
	readonly value?: string;
	readonly children?: readonly MarkdownNode[];
}

/**
 * Checks that the local links and pictures of Markdown files lead to files and headings that exist.
 *
 * @param files relative to the root of the project; all files that others link to by a heading have to be among them
 * @returns what remark reports, nothing if all is well
 */
export function brokenLinks(files: readonly string[]): string {
	const validate = 'remark-validate-links=repository:false';
	const { status, stderr } = runRemark([
		'--frail',
		'--quiet',
		'--no-color',
		'--use',
		validate,
		...files,
	]);
	return status === 0 ? '' : stderr;
}

/** A Markdown text as mdast, with all its nodes in reading order. */
export function nodesIn(text: string): MarkdownNode[] {
	const { stdout } = runRemark(['--quiet', '--use', 'remark-gfm', '--tree-out'], text);
	return flatten(JSON.parse(stdout) as MarkdownNode);
}

/** The words of a node, without its markup. */
export function wordsOf({ value, children = [] }: MarkdownNode): string {
	return value ?? children.map(wordsOf).join('');
}

function flatten(node: MarkdownNode): MarkdownNode[] {
	return [node, ...(node.children ?? []).flatMap(flatten)];
}

function runRemark(args: readonly string[], input?: string) {
	const options = { cwd: ROOT, input, encoding: 'utf8', maxBuffer: 1e9 } as const;
	return spawnSync(process.execPath, [REMARK, '--no-config', ...args], options);
}
