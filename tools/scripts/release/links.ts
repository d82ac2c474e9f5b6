import path from 'node:path';

import type { Repository } from './repository';
import { ReleaseError, pageOf } from './repository';

/** What relative links of a document lead to. */
export interface Source {
	readonly repository: Repository;
	/** The tag or commit whose files are meant, so that links of an old version stay true. */
	readonly ref: string;
	/** What is at a path relative to the root of the repository; undefined if nothing is. */
	readonly kindOf: (file: string) => 'file' | 'folder' | undefined;
}

const PICTURE = /\.(?:png|jpe?g|gif|svg|webp)$/i;
const FENCE = /^\s*(?:```|~~~)/;

/**
 * Makes the relative links and pictures of a document in the root of the repository absolute. npm and GitHub's
 * release pages show documents outside the repository, where relative addresses lead nowhere.
 *
 * @throws ReleaseError if a link leads to nothing
 */
export function absoluteLinks(markdown: string, source: Source): string {
	return mapText(markdown, (line) =>
		// Inline code stays as it is, unless it's the text of a link.
		line.replace(/`[^`]*`|\]\(([^)\s]+)/g, (all, target?: string) =>
			target !== undefined && isRelative(target) ? `](${absolute(target, source)}` : all,
		),
	);
}

/** The relative addresses that a document still contains, however they are written. */
export function relativeLinks(markdown: string): string[] {
	const found: string[] = [];
	mapText(markdown, (line) => {
		const targets = line.matchAll(
			/\]\(([^)\s]+)|^\s*\[[^\]]+\]:\s*(\S+)|\b(?:src|href)=["']([^"']+)/g,
		);
		for (const [, inline, reference, html] of targets) {
			const target = inline ?? reference ?? html ?? '';
			if (isRelative(target)) found.push(target);
		}
		return line;
	});
	return found;
}

function absolute(target: string, { repository, ref, kindOf }: Source): string {
	const [file = '', ...fragment] = target.split('#');
	const normal = path.posix.normalize(file);
	const kind = kindOf(normal);
	if (kind === undefined || normal.startsWith('..')) {
		throw new ReleaseError(`The link to ${target} leads to nothing in the repository.`);
	}
	if (PICTURE.test(normal)) {
		return `https://raw.githubusercontent.com/${repository.owner}/${repository.name}/${ref}/${normal}`;
	}
	const view = kind === 'folder' ? 'tree' : 'blob';
	return [`${pageOf(repository)}/${view}/${ref}/${normal}`, ...fragment].join('#');
}

/** Neither a place in the same document nor an address with a protocol or host of its own. */
function isRelative(target: string): boolean {
	return !/^(?:#|\/\/|[a-z][a-z+.-]*:)/i.test(target);
}

/** Changes the lines outside code blocks. */
function mapText(markdown: string, change: (line: string) => string): string {
	let isCode = false;
	return markdown
		.split('\n')
		.map((line) => {
			if (FENCE.test(line)) isCode = !isCode;
			return isCode ? line : change(line);
		})
		.join('\n');
}
