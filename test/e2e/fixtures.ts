import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';

import { test as base, expect } from '@playwright/test';

import type { RunningN8n } from '../../playground/n8n';
import { startN8n } from '../../playground/n8n';
import type { CredentialReference } from '../../playground/setup';
import { Editor, furnish } from '../../playground/setup';
import { installTarball } from '../../playground/tarball';
import type { Simulator } from '../../simulator/simulator';
import { startSimulator } from '../../simulator/simulator';
import { EditorPage } from './editorPage';

/** A real n8n with the tarball in it, furnished as the playground is, and the simulator behind it. */
export interface World {
	readonly simulator: Simulator;
	readonly n8n: RunningN8n;
	/** Shuts n8n down, as an update would, and starts it again. */
	readonly restart: () => Promise<void>;
	readonly userFolder: string;
	readonly api: Editor;
	readonly credential: CredentialReference;
}

export interface Options {
	/** Where the pictures of the README go; beside the other results unless told. */
	readonly pictures: string;
}

interface Fixtures {
	readonly simulator: Simulator;
	/** The editor, logged in. */
	readonly editor: EditorPage;
	readonly afterEach: undefined;
}

/** n8n takes two neighbouring ports. */
export async function freePorts(): Promise<number> {
	const port = 20_000 + Math.floor(Math.random() * 20_000);
	const servers = [port, port + 1].map((number) => net.createServer().listen(number, '127.0.0.1'));
	try {
		await Promise.all(servers.map((server) => once(server, 'listening')));
		return port;
	} catch {
		return await freePorts();
	} finally {
		for (const server of servers) server.close();
	}
}

export const test = base.extend<Fixtures & Options, { world: World }>({
	pictures: [path.join(__dirname, '../../test-results/pictures'), { option: true }],

	world: [
		async ({}, use) => {
			const userFolder = mkdtempSync(path.join(os.tmpdir(), 'talkover-e2e-'));
			await installTarball(userFolder);
			const simulator = await startSimulator();
			const port = await freePorts();
			let n8n = await startN8n({ userFolder, port });
			const restart = async () => {
				await n8n.stop();
				n8n = await startN8n({ userFolder, port });
			};
			try {
				const api = new Editor(n8n.url);
				await api.logIn();
				const { token: apiToken, url: baseUrl } = simulator;
				const credential = await furnish(api, { apiToken, baseUrl });
				await use({
					get n8n() {
						return n8n;
					},
					simulator,
					restart,
					userFolder,
					api,
					credential,
				});
			} finally {
				await n8n.stop();
				await simulator.close();
				rmSync(userFolder, { recursive: true, force: true });
			}
		},
		{ scope: 'worker', timeout: 300_000 },
	],

	simulator: async ({ world }, use) => {
		await use(world.simulator);
	},

	baseURL: async ({ world }, use) => {
		await use(world.n8n.url);
	},

	editor: async ({ page, context, world, pictures }, use) => {
		await context.addCookies(world.api.cookies());
		await use(new EditorPage(page, world, pictures));
	},

	afterEach: [
		async ({ world }, use, info) => {
			world.simulator.reset();
			await use(undefined);
			expect(world.simulator.violations).toEqual([]);
			if (info.status !== info.expectedStatus) {
				await info.attach('n8n.log', { path: world.n8n.logFile });
			}
		},
		{ auto: true },
	],
});

export { expect };
