import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import { build } from 'esbuild';

import { BUNDLE, entryPoints } from './entryPoints';
import { thirdPartyLicenses } from './thirdPartyLicenses';

/** The module that uses libphonenumber-js. It bundles the library, because the package has no dependencies. */
const NUMBERS = 'nodes/Talkover/shared/phone/numberingPlan';
const NUMBERS_BUNDLE = 'dist/numberingPlan.js';

const OUTPUT = {
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node20.15',
	charset: 'utf8',
	metafile: true,
} as const satisfies BuildOptions;

/** The files that the bundles are made of. */
const inputs = new Set<string>();

function remember(metafile: Metafile): void {
	for (const input of Object.keys(metafile.inputs)) inputs.add(input);
}

/** A separate bundle, because third-party code is minified and this package's code isn't. */
export async function numbers(): Promise<void> {
	const entry = { entryPoints: [`${NUMBERS}.ts`], outfile: NUMBERS_BUNDLE };
	const plugins = [shorterPlans];
	const { metafile } = await build({ ...OUTPUT, ...entry, plugins, minify: true });
	remember(metafile);
}

/** Replaces imports of the module with the numbering plans by the bundle that `numbers` writes. */
const numbersElsewhere: Plugin = {
	name: 'numbers',
	setup(bundled) {
		bundled.onResolve({ filter: new RegExp(`/${path.basename(NUMBERS)}$`) }, () => ({
			path: `./${path.basename(NUMBERS_BUNDLE)}`,
			external: true,
		}));
	},
};

/** Leaves out the numbers and names of standards beside the two codes of each country, which nothing reads. */
const codesOfCountries: Plugin = {
	name: 'codes',
	setup(bundled) {
		bundled.onLoad({ filter: /i18n-iso-countries.codes\.json$/ }, async ({ path: file }) => {
			const codes = JSON.parse(await readFile(file, 'utf8')) as readonly (readonly string[])[];
			const pairs = codes.map(([alpha2, alpha3]) => `${alpha2} ${alpha3}`).join(',');
			const contents = `export default '${pairs}'.split(',').map((pair) => pair.split(' '));`;
			return { contents, loader: 'js' };
		});
	},
};

/** How a group of numbers is written: a pattern, a format, and the digits that such numbers begin with. */
type NumberFormat = [pattern: string, format: string, leadingDigits?: string[]];

/** The parts of libphonenumber-js's metadata that say how numbers are written. */
interface NumberingPlans {
	readonly countries: Readonly<Record<string, NumberingPlan>>;
	readonly nonGeographic: Readonly<Record<string, NumberingPlan>>;
}

type NumberingPlan = readonly [unknown, unknown, unknown, unknown, formats?: NumberFormat[] | 0];

/** The most frequent parts of the numbering plans, and the characters that stand for them. Longer ones come first. */
const ABBREVIATIONS = [
	['})","$1 $2', '<'],
	['})(\\\\d{', '&'],
	[',0,0,', ';'],
	['\\\\d', '@'],
	['(?:', '%'],
] as const;

/**
 * Leaves out the patterns of leading digits that only matter while somebody types; the last one is for whole numbers.
 * Abbreviates the other patterns.
 */
const shorterPlans: Plugin = {
	name: 'plans',
	setup(bundled) {
		bundled.onLoad(
			{ filter: /libphonenumber-js.metadata\.max\.json\.js$/ },
			async ({ path: file }) => {
				const plans = JSON.parse(
					await readFile(file.replace(/\.js$/, ''), 'utf8'),
				) as NumberingPlans;
				for (const plan of Object.values({ ...plans.countries, ...plans.nonGeographic })) {
					for (const format of plan[4] === 0 ? [] : (plan[4] ?? [])) {
						if (format[2]) format[2] = format[2].slice(-1);
					}
				}
				return { contents: `export default ${abbreviated(plans)};`, loader: 'js' };
			},
		);
	},
};

/** An expression that reads a value from a shorter text. */
function abbreviated(value: unknown): string {
	let text = JSON.stringify(value);
	let replaced = '';
	for (const [part, character] of ABBREVIATIONS) {
		if (text.includes(character)) throw new Error(`The numbering plans contain ${character}`);
		text = text.replaceAll(part, character);
		replaced += `.replaceAll('${character}', ${JSON.stringify(part)})`;
	}
	return `JSON.parse(${JSON.stringify(text)}${replaced})`;
}

/**
 * Bundles all other code into one file: n8n loads every package when it starts, and over a hundred small
 * files take several times as long. The bundle isn't minified, because people look into packages.
 */
export async function bundle(): Promise<void> {
	const contents = entryPoints().map(({ name, source }) => `export { ${name} } from '${source}';`);
	const { outputFiles, metafile } = await build({
		...OUTPUT,
		stdin: { contents: contents.join('\n'), resolveDir: '.' },
		outfile: BUNDLE,
		external: ['n8n-workflow'],
		plugins: [numbersElsewhere, codesOfCountries],
		minifySyntax: true,
		write: false,
	});
	remember(metafile);
	await mkdir(path.dirname(BUNDLE), { recursive: true });
	for (const { path: file, text } of outputFiles) await writeFile(file, withTabs(text));
}

/**
 * With tabs, as in the sources, which halves the white space, and without the paths above modules, the
 * comments that esbuild keeps inside classes and functions, and its notes for other bundlers.
 */
function withTabs(text: string): string {
	return text
		.replace(/^(?: {2})+/gm, (indent) => '\t'.repeat(indent.length / 2))
		.replace(/^\t+\/\*\*(?:[^*]|\*(?!\/))*\*\/\n/gm, '')
		.replace(/^\t*\/\/ .*\n/gm, '')
		.replaceAll('/* @__PURE__ */ ', '');
}

/** Writes the licenses of the packages that the bundles contain. */
export async function licenses(): Promise<void> {
	const text = thirdPartyLicenses(inputs, {
		'libphonenumber-js':
			'LICENSE.Apache is that of the numbering plans and of the time zones of numbers, which are from https://github.com/google/libphonenumber.',
	});
	await writeFile('dist/third-party-licenses.txt', text);
}
