const { execFileSync } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

// SVG must not go through gulp's text decoding, which would be harmless today and a riddle later.
const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const codex = () => src('nodes/**/*.node.json', { base: '.' }).pipe(dest('dist'));

const schemas = () =>
	src('nodes/**/__schema__/**/*.json', { base: '.', allowEmpty: true }).pipe(dest('dist'));

/** What a user downloads, so that growth is seen at the time it happens. */
async function size() {
	const [pack] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	);
	const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
	console.log(
		`package: ${kB(pack.size)} to download, ${kB(pack.unpackedSize)} unpacked, ${pack.entryCount} files`,
	);
}

exports.clean = clean;
exports.default = series(parallel(icons, codex, schemas), size);
