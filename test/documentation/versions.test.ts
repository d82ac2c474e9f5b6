import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

interface Manifest {
	readonly version: string;
	readonly engines: Readonly<Record<string, string>>;
	readonly dependencies: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
}

function manifest(folder: string): Manifest {
	return JSON.parse(readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
}

const page = readFileSync(path.join(ROOT, 'docs/running-n8n.md'), 'utf8');

test('the page on running n8n names every engine that the tests run on', () => {
	const hosts = readdirSync(path.join(ROOT, 'tools/matrix')).filter((name) =>
		name.startsWith('n8n-'),
	);
	expect(hosts.length).toBeGreaterThan(2);
	for (const host of hosts) {
		const { version, dependencies } = manifest(`tools/matrix/${host}`);
		expect(page).toContain(`| ${version} (\`n8n-core\` ${dependencies['n8n-core'] ?? ''}) |`);
	}
	expect(page).toContain(`(\`n8n-core\` ${manifest('.').devDependencies['n8n-core'] ?? ''})`);
});

test('the page on running n8n names the n8n of the browser test and the oldest Node.js', () => {
	expect(page).toContain(`| ${manifest('tools/playground').dependencies.n8n ?? ''} |`);
	expect(manifest('.').engines.node).toMatch(/^>=\d+\.\d+$/);
	expect(page).toContain(`from ${manifest('.').engines.node?.slice(2) ?? ''} on`);
});
