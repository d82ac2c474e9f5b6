import { parseArgs } from 'node:util';

import { callCommand } from './calls/setOff';
import { DIALECTS, dialectsOf } from './dialects';
import { DEFAULT_PORT, LIFELIKE, startSimulator } from './simulator';

const WIDTH = Math.max(...DIALECTS.map(({ name }) => name.length));

const HELP = `npm run simulator -- [port] [options]: a Talkover to try the node against, until Ctrl-C

  port        ${DEFAULT_PORT} by default
  --dialect   the forms in which it answers, instead of those of the reference; several are separated by
              commas, or the option is repeated. Any mixture works.
  --help      this text

Dialects:
${DIALECTS.map(({ name, description }) => `  ${name.padEnd(WIDTH)}  ${description}`).join('\n')}`;

/** `npm run simulator`: a Talkover to try the node against, until Ctrl-C. */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			dialect: { type: 'string', multiple: true, default: [] },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(HELP);
		return;
	}
	const port = Number(positionals[0] ?? DEFAULT_PORT);
	if (!Number.isInteger(port) || port < 0 || port > 65535) {
		throw new Error('Give a port between 0 and 65535, e.g. npm run simulator 4011');
	}
	const dialects = dialectsOf(values.dialect);
	const simulator = await startSimulator({ port, dialects, ...LIFELIKE });
	const { agents, phoneNumbers, calls } = simulator.state;
	const speaks = dialects.length === 0 ? '' : `\n  Dialects   ${dialects.join(', ')}`;
	console.log(`Talkover simulator, with ${agents.length} agents, ${phoneNumbers.length} phone numbers and ${calls.length} active call

  Base URL   ${simulator.url}
  API Token  ${simulator.token}${speaks}

Enter both in the Talkover API credential of n8n. Calls that are made go through their lives by themselves and
send their events to webhooks on this machine; ${callCommand(simulator.url)} sets one off. Everything is forgotten when it stops (Ctrl-C).`);
	process.once('SIGINT', () => void simulator.close());
}

main().catch((error: unknown) => {
	const { code, message } = error as NodeJS.ErrnoException;
	const inUse = code === 'EADDRINUSE';
	console.error(inUse ? 'That port is in use; try another: npm run simulator 4011' : message);
	process.exitCode = 1;
});
