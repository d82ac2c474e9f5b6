const { execFileSync } = require('node:child_process');
const { mkdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { Transform } = require('node:stream');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

require('tsx/cjs');

const manifest = require('./package.json');
const { thirdPartyLicenses } = require('./scripts/thirdPartyLicenses.ts');

const BUNDLE = 'dist/talkover.js';

/** The module that uses libphonenumber-js. It bundles the library, because the package has no dependencies. */
const NUMBERS = 'nodes/Talkover/shared/phone/numberingPlan';
const NUMBERS_BUNDLE = 'dist/numberingPlan.js';

const clean = () => rm('dist', { recursive: true, force: true });

/** The entry points that package.json lists: `dist/nodes/…/Talkover.node.js` with the name of its class. */
const entryPoints = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((file) => ({
	file,
	source: `./${file.replace('dist/', '').replace(/js$/, 'ts')}`,
	name: path.basename(file).split('.')[0],
}));

const OUTPUT = {
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node20.15',
	charset: 'utf8',
	metafile: true,
};

/** A separate bundle, because third-party code is minified and this package's code isn't. */
const numbers = async () => {
	const entry = { entryPoints: [`${NUMBERS}.ts`], outfile: NUMBERS_BUNDLE };
	remember(await build({ ...OUTPUT, ...entry, minify: true }));
};

const numbersElsewhere = {
	name: 'numbers',
	setup({ onResolve }) {
		onResolve({ filter: new RegExp(`/${path.basename(NUMBERS)}$`) }, () => ({
			path: `./${path.basename(NUMBERS_BUNDLE)}`,
			external: true,
		}));
	},
};

/** The files that the bundles are made of, as esbuild reports them. */
const inputs = new Set();

const remember = ({ metafile }) => {
	for (const input of Object.keys(metafile.inputs)) inputs.add(input);
};

async function licenses() {
	const text = thirdPartyLicenses(inputs, {
		'libphonenumber-js':
			'LICENSE.Apache is that of the numbering plans, which are from https://github.com/google/libphonenumber.',
	});
	await writeFile('dist/third-party-licenses.txt', text);
}

/**
 * Bundles all other code into one file: n8n loads every package when it starts, and over a hundred small
 * files take several times as long. The bundle isn't minified, because people look into packages.
 */
const bundle = async () => {
	const { outputFiles, metafile } = await build({
		stdin: {
			contents: entryPoints
				.map(({ name, source }) => `export { ${name} } from '${source}';`)
				.join('\n'),
			resolveDir: __dirname,
		},
		outfile: BUNDLE,
		...OUTPUT,
		external: ['n8n-workflow'],
		plugins: [numbersElsewhere],
		write: false,
	});
	remember({ metafile });
	const [{ path: file, text }] = outputFiles;
	await mkdir(path.dirname(file), { recursive: true });
	// Tabs, as in the sources, are half of the white space. Above each module is its path.
	const small = text
		.replace(/^(?: {2})+/gm, (indent) => '\t'.repeat(indent.length / 2))
		.replace(/^\/\/ nodes\/Talkover\//gm, '// ');
	await writeFile(file, small);
};

/** The files that n8n loads, each with its class. */
async function writeEntryPoints() {
	for (const { file, name } of entryPoints) {
		await mkdir(path.dirname(file), { recursive: true });
		const from = path.relative(path.dirname(file), BUNDLE).replaceAll('\\', '/');
		await writeFile(file, `exports.${name} = require('${from}').${name};\n`);
	}
}

// Without gulp's text decoding, which would change icons that contain more than ASCII.
const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const codex = () => src('nodes/**/*.node.json', { base: '.' }).pipe(dest('dist'));

/** Without white space, which makes up most of their size. */
const schemas = () =>
	src('nodes/**/__schema__/**/*.json', { base: '.' })
		.pipe(
			new Transform({
				objectMode: true,
				transform: (file, _encoding, done) => {
					file.contents = Buffer.from(JSON.stringify(JSON.parse(file.contents.toString())));
					done(null, file);
				},
			}),
		)
		.pipe(dest('dist'));

/** Prints what a user downloads, so that growth is noticed early. */
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

/** Prints how much n8n's start slows down: the time to load everything into a process that runs n8n already. */
async function loadTime() {
	const script = `
		require('n8n-workflow');
		const started = performance.now();
		for (const { file, name } of ${JSON.stringify(entryPoints)}) new (require('./' + file)[name])();
		console.log((performance.now() - started).toFixed(1));
	`;
	const times = Array.from({ length: 5 }, () =>
		Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })),
	);
	const [median] = times.sort((a, b) => a - b).slice(2);
	console.log(`load: ${median} ms (median of ${times.length} fresh processes)`);
}

exports.default = series(
	clean,
	parallel(bundle, numbers, writeEntryPoints, icons, codex, schemas),
	licenses,
	size,
	loadTime,
);
