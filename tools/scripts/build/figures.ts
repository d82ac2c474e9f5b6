import { execFileSync } from 'node:child_process';

import { entryPoints } from './entryPoints';

const ROUNDS = 5;

/** Prints what a user downloads, so that growth is noticed early. */
export async function size(): Promise<void> {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const packed = JSON.parse(output) as {
		size: number;
		unpackedSize: number;
		entryCount: number;
	}[];
	for (const { size: download, unpackedSize, entryCount } of packed) {
		console.log(
			`package: ${kB(download)} to download, ${kB(unpackedSize)} unpacked, ${entryCount} files`,
		);
	}
}

function kB(bytes: number): string {
	return `${(bytes / 1000).toFixed(1)} kB`;
}

/** Prints how much n8n's start slows down: the time to load everything into a process that runs n8n already. */
export async function loadTime(): Promise<void> {
	const classes = entryPoints().map(({ file, name }) => `new (require('./${file}').${name})();`);
	const script = `
		require('n8n-workflow');
		const started = performance.now();
		${classes.join('\n')}
		console.log((performance.now() - started).toFixed(1));
	`;
	const times = Array.from({ length: ROUNDS }, () =>
		Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })),
	);
	const median = times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
	console.log(`load: ${median} ms (median of ${ROUNDS} fresh processes)`);
}
