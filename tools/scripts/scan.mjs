/**
 * Checks the package as n8n's scanner does: with its configuration, ignoring inline disables, over the
 * contents of the tarball. The scanner tolerates warnings; this script doesn't. It also lints the nodes'
 * descriptions as n8n sees them after the code has built them, because no rule can look through the
 * functions that build them.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

import { buildScanConfig } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';

const require = createRequire(import.meta.url);
const manifest = require('../../package.json');
const folder = mkdtempSync(path.join(os.tmpdir(), 'talkover-scan-'));

/** Unpacks the files that would be published. */
function unpackTarball() {
	const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const [{ filename }] = JSON.parse(
		execFileSync('npm', pack, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
	);
	execFileSync('tar', ['-xzf', path.join(folder, filename), '-C', folder]);
	return path.join(folder, 'package');
}

/** Writes each node as one literal class, which the rules about parameters can read. */
function writeDescriptions() {
	const described = path.join(folder, 'described');
	const target = path.join(described, 'nodes/Talkover');
	mkdirSync(target, { recursive: true });
	for (const needed of ['package.json', 'icons', 'credentials']) {
		cpSync(needed, path.join(described, needed), { recursive: true });
	}
	for (const file of manifest.n8n.nodes) {
		const [name] = path.basename(file).split('.');
		const node = new (require(path.resolve(file))[name])();
		writeFileSync(path.join(target, `${name}.node.ts`), asSource(name, node));
	}
	return described;
}

/**
 * Resources, operations and events begin with the commonest, because n8n's list of actions has their order. All other lists
 * have to be alphabetical.
 */
function alphabetized(property) {
	if (!['campaignEvents', 'events', 'operation', 'resource'].includes(property.name))
		return property;
	const options = [...property.options].sort((a, b) => (a.name < b.name ? -1 : 1));
	return { ...property, options };
}

/** A list in a tool is shorter than n8n's rules ask of a node's list, because a model reads all of it. */
function isLimitOfTools({ name, displayOptions }) {
	return name === 'limit' && displayOptions?.show?.['@tool'] !== undefined;
}

function asSource(name, { description, webhookMethods }) {
	const { inputs, outputs, properties, ...others } = description;
	const ofNode = properties.filter((property) => !isLimitOfTools(property));
	const plain = { ...others, properties: ofNode.map(alphabetized) };
	const literal = JSON.stringify(plain, null, '\t').replace(/"([a-z_]\w*)":/gi, '$1:');
	const connections = (list) => `[${list.map(() => 'NodeConnectionTypes.Main').join(', ')}]`;
	const method = 'async (): Promise<boolean> => true';
	const lifecycle = webhookMethods
		? `webhookMethods = { default: { checkExists: ${method}, create: ${method}, delete: ${method} } };`
		: '';
	return `import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

export class ${name} implements INodeType {
	description: INodeTypeDescription = ${literal.replace(/\}$/, `, inputs: ${connections(inputs)}, outputs: ${connections(outputs)} }`)};
	${lifecycle}
}
`;
}

async function lint(cwd, ignored = {}) {
	const eslint = new ESLint({
		cwd,
		allowInlineConfig: false,
		overrideConfigFile: true,
		errorOnUnmatchedPattern: false,
		overrideConfig: [...(await buildScanConfig()), { rules: ignored }],
	});
	const results = await eslint.lintFiles(['**/*.js', '**/*.ts', '**/*.json']);
	const found = results.reduce(
		(sum, { errorCount, warningCount }) => sum + errorCount + warningCount,
		0,
	);
	if (found > 0) console.error((await eslint.loadFormatter('stylish')).format(results));
	return { files: results.length, found };
}

try {
	const tarball = await lint(unpackTarball());
	const description = await lint(writeDescriptions(), {
		// The fields of a flow step are in a logical order; in alphabetical order, "Type" would come after the
		// fields that depend on it.
		'n8n-nodes-base/node-param-fixed-collection-type-unsorted-items': 'off',
	});
	console.log(
		`scan: ${tarball.files} files of the tarball, ${tarball.found} findings; the nodes' descriptions, ${description.found} findings`,
	);
	process.exitCode = tarball.found + description.found > 0 ? 1 : 0;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
