import { DEFAULT_PORT, LIFELIKE, startSimulator } from './simulator';

/** `npm run simulator [port]`: a Talkover to try the node against, until Ctrl-C. */
async function main(): Promise<void> {
	const port = Number(process.argv[2] ?? DEFAULT_PORT);
	if (!Number.isInteger(port) || port < 0 || port > 65535) {
		throw new Error('Give a port between 0 and 65535, e.g. npm run simulator 4011');
	}
	const simulator = await startSimulator({ port, ...LIFELIKE });
	const { agents, phoneNumbers, calls } = simulator.state;
	console.log(`Talkover simulator, with ${agents.length} agents, ${phoneNumbers.length} phone numbers and ${calls.length} active call

  Base URL   ${simulator.url}
  API Token  ${simulator.token}

Enter both in the Talkover API credential of n8n. Calls that are made go through their lives by themselves and
send their events to webhooks on this machine; npm run simulator:call sets one off. Everything is forgotten when it stops (Ctrl-C).`);
	process.once('SIGINT', () => void simulator.close());
}

main().catch((error: unknown) => {
	const { code, message } = error as NodeJS.ErrnoException;
	const inUse = code === 'EADDRINUSE';
	console.error(inUse ? 'That port is in use; try another: npm run simulator 4011' : message);
	process.exitCode = 1;
});
