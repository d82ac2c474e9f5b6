import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { DEFAULT_PORT, LIFELIKE, startSimulator } from '../simulator/simulator';
import { PlaygroundError, installN8n } from './install';
import type { RunningN8n } from './n8n';
import { needPort, startN8n } from './n8n';
import { Editor, OWNER, furnish } from './setup';
import { invitation } from './invitation';
import { installTarball } from './tarball';

const USER_FOLDER = path.join(__dirname, 'data');

/** `npm run playground`: the package in a real n8n, with a Talkover simulator behind it. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '5678' },
			'simulator-port': { type: 'string', default: String(DEFAULT_PORT) },
			reset: { type: 'boolean', default: false },
		},
	});
	const port = portOf(values.port, '--port');
	const simulatorPort = portOf(values['simulator-port'], '--simulator-port');
	await needPort(simulatorPort, '--simulator-port');
	await needPort(port, '--port');
	if (values.reset) rmSync(USER_FOLDER, { recursive: true, force: true });

	await installN8n(console.log);
	console.log('Building the package and installing its tarball …');
	await installTarball(USER_FOLDER);
	const simulator = await startSimulator({ port: simulatorPort, ...LIFELIKE });
	let n8n: RunningN8n | undefined;
	const stop = async (): Promise<void> => {
		await n8n?.stop();
		await simulator.close();
	};
	process.once('SIGINT', () => void stop());
	process.once('SIGTERM', () => void stop());
	try {
		console.log('Starting n8n …');
		n8n = await startN8n({ userFolder: USER_FOLDER, port });
		const editor = new Editor(n8n.url);
		await editor.logIn();
		await furnish(editor, { apiToken: simulator.token, baseUrl: simulator.url });
	} catch (error) {
		await stop();
		throw error;
	}
	console.log(invitation({ n8n: n8n.url, owner: OWNER, simulator }));
}

function portOf(text: string, option: string): number {
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65535) return port;
	throw new PlaygroundError(`${option} must be a port between 1 and 65534`);
}

main().catch((error: unknown) => {
	console.error(error instanceof PlaygroundError ? error.message : error);
	process.exitCode = 1;
});
