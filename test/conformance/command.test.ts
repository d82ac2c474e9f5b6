import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { UsageError, optionsFrom } from '../../tools/conformance/options';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const ROOT = path.join(__dirname, '..', '..');

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'conformance-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

/** Starts the command; `done` resolves with its exit code and output. */
function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
	const { TALKOVER_API_TOKEN: _token, TALKOVER_BASE_URL: _url, ...env } = process.env;
	const child = spawn(process.execPath, ['--import', 'tsx', 'tools/conformance/main.ts', ...args], {
		cwd: ROOT,
		env: { ...env, NODE_OPTIONS: '', ...environment },
	});
	const printed: string[] = [];
	child.stdout.on('data', (data: Buffer) => printed.push(data.toString()));
	child.stderr.on('data', (data: Buffer) => printed.push(data.toString()));
	const done = once(child, 'close').then(([code]) => ({
		code: code as number,
		text: printed.join(''),
	}));
	return { child, done };
}

test('the command without a token explains how to set it, and exits with 2', async () => {
	const { code, text } = await start([]).done;

	expect(text).toContain('TALKOVER_API_TOKEN=... npm run conformance');
	expect(code).toBe(2);
});

test('Ctrl-C deletes everything that was created and ends the command with 130', async () => {
	const before = structuredClone(talkover().state.agents);
	const out = path.join(folder, 'shapes.json');
	const { url, token } = talkover();
	const release = talkover().hold({ operationId: 'updateAgentKnowledge' });
	const { child, done } = start(['--write', '--out', out], {
		TALKOVER_API_TOKEN: token,
		TALKOVER_BASE_URL: url,
	});
	let asked = 0;
	while (!talkover().requests.some(({ operationId }) => operationId === 'updateAgentKnowledge')) {
		asked += 1;
		await Promise.race([talkover().received(asked), done]);
	}
	const stopping = new Promise((resolve) => {
		child.stderr.on('data', (data: Buffer) => {
			if (data.toString().includes('Stopping.')) resolve(undefined);
		});
	});

	child.kill('SIGINT');
	await stopping;
	release();
	const { code, text } = await done;

	expect(code).toBe(130);
	expect(talkover().state.agents).toEqual(before);
	expect(talkover().requests.at(-1)?.operationId).toBe('deleteAgent');
	expect(text).toMatch(/Flow: Update +- +- +not tried: stopped/);
	expect(text).not.toContain(token);
	expect(existsSync(out)).toBe(true);
	expect(readFileSync(out, 'utf8')).not.toContain(token);
}, 120_000);

const TOKEN = { TALKOVER_API_TOKEN: ' talq_some_token ' };

test('the options are read from arguments and environment', () => {
	expect(optionsFrom([], TOKEN)).toEqual({
		token: 'talq_some_token',
		baseUrl: 'https://app.talkover.ai/api/v1',
		write: false,
	});
	const own = { ...TOKEN, TALKOVER_BASE_URL: 'https://voice.example.com/api/' };
	expect(optionsFrom(['--write', '--out', 'a.json'], own)).toEqual({
		token: 'talq_some_token',
		baseUrl: 'https://voice.example.com/api',
		write: true,
		out: 'a.json',
	});
	expect(optionsFrom(['--help'], {})).toBeUndefined();
});

test.each([
	[[], {}, 'There is no API token'],
	[[], { TALKOVER_API_TOKEN: 'a b' }, 'TALKOVER_API_TOKEN: '],
	[[], { ...TOKEN, TALKOVER_BASE_URL: 'http://voice.example.com' }, 'TALKOVER_BASE_URL: '],
	[['--wrong'], TOKEN, '--wrong'],
])('the arguments %j with the environment %j lead to the usage', (args, environment, message) => {
	expect(() => optionsFrom(args, environment)).toThrow(UsageError);
	expect(() => optionsFrom(args, environment)).toThrow(message);
});
