import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { parse } from 'yaml';

const ROOT = path.join(__dirname, '../..');
const FOLDER = path.join(ROOT, '.github/workflows');

type Permissions = Readonly<Record<string, string>>;

interface Step {
	readonly name?: string;
	readonly uses?: string;
	readonly with?: Readonly<Record<string, unknown>>;
	readonly run?: string;
}

interface Job {
	readonly uses?: string;
	readonly needs?: string;
	readonly environment?: string;
	readonly permissions?: Permissions;
	readonly 'timeout-minutes'?: number;
	readonly steps?: readonly Step[];
}

interface Workflow {
	readonly on: Readonly<Record<string, unknown>>;
	readonly permissions?: Permissions;
	readonly jobs: Readonly<Record<string, Job>>;
}

const WORKFLOWS = readdirSync(FOLDER).map((name) => {
	const text = readFileSync(path.join(FOLDER, name), 'utf8');
	return { name, text, workflow: parse(text) as Workflow };
});

function workflow(name: string): Workflow {
	const found = WORKFLOWS.find((one) => one.name === `${name}.yml`);
	if (!found) throw new Error(`There is no workflow ${name}`);
	return found.workflow;
}

function stepsOf({ jobs }: Workflow): Step[] {
	return Object.values(jobs).flatMap(({ steps = [] }) => steps);
}

/** What a text runs with npm. */
function npmCommandsIn(text: string): string[] {
	const found = text.matchAll(
		/\bnpm (?:ci\b|(?:run [\w:]+|test)(?: -- (?:--check|--coverage|[a-z]+))?)/g,
	);
	return [...found].map(([command]) => command);
}

describe.each(WORKFLOWS)('the workflow $name', ({ text, workflow: one }) => {
	test('uses actions of other repositories by commit only, with the version beside it', () => {
		const used = text.split('\n').filter((line) => /\buses:(?! \.\/)/.test(line));

		const unpinned = used.filter(
			(line) => !/uses: [\w./-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(line),
		);
		expect(unpinned).toEqual([]);
	});

	test('starts with no more than the permission to read', () => {
		const granted = Object.entries(one.permissions ?? { missing: 'write' });

		expect(granted.filter(([name, value]) => name !== 'contents' || value !== 'read')).toEqual([]);
	});

	test("leaves no token in a checkout and builds no command from an event's texts", () => {
		const checkouts = stepsOf(one).filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
		const runs = stepsOf(one).map(({ run = '' }) => run);

		expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
		expect(runs.filter((run) => run.includes('${{'))).toEqual([]);
	});

	test('ends jobs that hang', () => {
		const own = Object.entries(one.jobs).filter(([, job]) => job.uses === undefined);

		expect(own.filter(([, job]) => job['timeout-minutes'] === undefined)).toEqual([]);
	});
});

test('one commit stands for one version of an action, in all workflows', () => {
	const pins = new Map<string, Set<string>>();
	for (const line of WORKFLOWS.flatMap(({ text }) => text.split('\n'))) {
		const [, action, pin] = /uses: ([\w/-]+)@([\da-f]+ # [v\d.]+)$/.exec(line) ?? [];
		const [owner, name] = action?.split('/') ?? [];
		const key = `${owner}/${name}`;
		if (pin !== undefined) pins.set(key, new Set([...(pins.get(key) ?? []), pin]));
	}

	expect([...pins.keys()]).toContain('actions/checkout');
	expect([...pins].filter(([, different]) => different.size > 1)).toEqual([]);
});

test('CI runs every command of .ci/run', () => {
	const local = npmCommandsIn(readFileSync(path.join(ROOT, '.ci/run'), 'utf8'));
	const ci = stepsOf(workflow('ci')).flatMap(({ run = '' }) => npmCommandsIn(run));

	expect(local.length).toBeGreaterThan(5);
	expect(local.filter((command) => !ci.includes(command))).toEqual([]);
});

test('CI tests on every Node that the contributing guide names, and on every n8n', () => {
	const { strategy } = workflow('ci').jobs.test as Job & {
		strategy: { matrix: { node: readonly number[] } };
	};
	const guide = readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8');
	const [, ...named] = /You need Node (\d+)\.\d+, (\d+) or (\d+)/.exec(guide) ?? [];

	expect(strategy.matrix.node).toEqual(named.map(Number));
	expect(stepsOf(workflow('ci')).map(({ run }) => run)).toContain('npm run test:long -- matrix');
});

describe('the release', () => {
	const { on, jobs } = workflow('release');

	test('starts with a tag, and with nothing else', () => {
		expect(on).toEqual({ push: { tags: ['v*'] } });
	});

	test('checks, packs, asks for approval, publishes and writes the notes, in this order', () => {
		const order = Object.entries(jobs).map(([name, { needs }]) => [needs, name]);

		expect(order).toEqual([
			[undefined, 'checks'],
			['checks', 'pack'],
			['pack', 'publish'],
			['publish', 'notes'],
		]);
		expect(jobs.checks?.uses).toBe('./.github/workflows/ci.yml');
		expect(jobs.publish?.environment).toBe('npm');
	});

	test('gives each job only the permissions that it needs', () => {
		const permissions = Object.entries(jobs).map(([name, job]) => [name, job.permissions]);

		expect(Object.fromEntries(permissions)).toEqual({
			checks: { contents: 'read' },
			pack: { contents: 'read', actions: 'read' },
			publish: { 'id-token': 'write' },
			notes: { contents: 'write' },
		});
	});

	test('runs no code of the project where it could publish or write', () => {
		const steps = [...(jobs.publish?.steps ?? []), ...(jobs.notes?.steps ?? [])];

		expect(steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))).toEqual([]);
		expect(steps.filter(({ run = '' }) => /npm (?:ci|install|run)|npx|node /.test(run))).toEqual(
			[],
		);
	});

	test('publishes the packed tarball with provenance and without scripts', () => {
		const publish = jobs.publish?.steps?.map(({ run = '' }) => run).join('\n');

		expect(publish).toMatch(/npm publish \.\/\*\.tgz --provenance .*--ignore-scripts/);
	});
});

describe('npm run lint', () => {
	const RELEASE = readFileSync(path.join(FOLDER, 'release.yml'), 'utf8');

	const WRONG = [
		['a job that waits for none', 'needs: checks', 'needs: check', '"check" which does not exist'],
		[
			'a permission that there is not',
			'actions: read',
			'action: read',
			'permission scope "action"',
		],
		['an unknown part of a context', 'github.token', 'github.tokens', '"tokens" is not defined'],
		["an event's text in a command", '"$GITHUB_REF_NAME"', '"${{ github.head_ref }}"', 'untrusted'],
	] as const;

	let found: readonly string[];
	let status: number | null;

	beforeAll(() => {
		const folder = mkdtempSync(path.join(os.tmpdir(), 'talkover-workflows-'));
		writeFileSync(path.join(folder, 'right.yml'), RELEASE);
		for (const [name, right, wrong] of WRONG) {
			writeFileSync(path.join(folder, `${name}.yml`), RELEASE.replace(right, wrong));
		}
		const script = path.join(ROOT, 'tools/scripts/lintWorkflows.mjs');
		const linted = spawnSync(process.execPath, [script, folder], { cwd: ROOT, encoding: 'utf8' });
		found = linted.stderr.split('\n');
		status = linted.status;
		rmSync(folder, { recursive: true, force: true });
	});

	test('accepts the release', () => {
		expect(found.filter((line) => line.includes('right.yml'))).toEqual([]);
	});

	test.each(WRONG)('rejects %s', (name, _right, _wrong, message) => {
		const lines = found.filter((line) => line.includes(`${name}.yml`));

		expect(lines.length).toBeGreaterThan(0);
		expect(lines.join('\n')).toContain(message);
		expect(status).toBe(1);
	});
});
