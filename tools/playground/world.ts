import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

import type { Simulator, SimulatorOptions } from '../simulator/simulator';
import { startSimulator } from '../simulator/simulator';
import type { RunningN8n } from './n8n';
import { startN8n } from './n8n';
import type { CredentialReference } from './setup';
import { Editor, furnish } from './setup';
import { installTarball } from './tarball';

/** A real n8n with the tarball installed and set up like the playground, and the simulator it uses. */
export interface World {
	readonly simulator: Simulator;
	readonly n8n: RunningN8n;
	/** Shuts n8n down if it's running, as an update would, and starts it again with additional settings. */
	readonly restart: (settings?: Readonly<Record<string, string>>) => Promise<void>;
	readonly userFolder: string;
	readonly api: Editor;
	readonly credential: CredentialReference;
	/** Stops everything and deletes n8n's data. */
	readonly close: () => Promise<void>;
}

export interface WorldOptions extends SimulatorOptions {
	/** Additional settings of n8n. */
	readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts a separate n8n and simulator on free ports, with an empty database.
 *
 * @throws PlaygroundError if n8n doesn't start
 */
export async function startWorld({ env = {}, ...options }: WorldOptions = {}): Promise<World> {
	const userFolder = mkdtempSync(path.join(os.tmpdir(), 'talkover-n8n-'));
	await installTarball(userFolder);
	const port = await freePorts();
	let n8n = await startN8n({ userFolder, port, env });
	const simulator = await startSimulator(options);
	const close = async () => {
		await n8n.stop();
		await simulator.close();
		rmSync(userFolder, { recursive: true, force: true });
	};
	try {
		const api = new Editor(n8n.url);
		await api.logIn();
		const { token: apiToken, url: baseUrl } = simulator;
		const credential = await furnish(api, { apiToken, baseUrl });
		return {
			get n8n() {
				return n8n;
			},
			restart: async (settings = {}) => {
				await n8n.stop();
				n8n = await startN8n({ userFolder, port, env: { ...env, ...settings } });
			},
			...{ simulator, userFolder, api, credential, close },
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/**
 * Gives n8n's credential a new token, so that nothing applies that the processes of n8n remember of the account, such as
 * calls of the last minute.
 */
export async function changeToken({
	api,
	credential,
	simulator,
}: Pick<World, 'api' | 'credential' | 'simulator'>): Promise<void> {
	const apiToken = randomUUID();
	simulator.state.furtherTokens.push(apiToken);
	await api.call('PATCH', `/credentials/${credential.id}`, {
		...{ name: credential.name, type: 'talkoverApi' },
		data: { apiToken, baseUrl: simulator.url },
	});
}

/** Finds two free ports in a row, which n8n needs. @returns the lower one */
export async function freePorts(): Promise<number> {
	// Linux uses ports from 32768 for outgoing connections, so one of them may be taken before n8n starts.
	const port = 20_000 + Math.floor(Math.random() * 12_000);
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
