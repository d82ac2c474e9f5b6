import { parseArgs } from 'node:util';

import { callCommand, makeCall } from './call';
import { DIALECTS, dialectsOf } from './dialects';
import { DEFAULT_PORT, LIFELIKE, startSimulator } from './simulator';

const WIDTH = Math.max(...DIALECTS.map(({ name }) => name.length));

const HELP = `npm run simulator -- [port] [options]: a Talkover simulator for trying out the node, until Ctrl-C

  port        ${DEFAULT_PORT} by default
  --dialect   the forms of its responses, instead of those of the reference; separate several with
              commas or repeat the option. Any combination works.
  --help      shows this text

npm run simulator -- call [options]: makes a call in a running simulator; --help lists the options

Dialects:
${DIALECTS.map(({ name, description }) => `  ${name.padEnd(WIDTH)}  ${description}`).join('\n')}`;

/** `npm run simulator`: runs a Talkover simulator, or with the argument "call" makes a call in a running one. */
async function main(): Promise<void> {
	const [command, ...rest] = process.argv.slice(2);
	await (command === 'call' ? makeCall(rest) : simulate(process.argv.slice(2)));
}

/** Runs a simulator until Ctrl-C. */
async function simulate(args: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args,
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
		throw new Error('The port must be between 0 and 65535, for example: npm run simulator 4011');
	}
	const dialects = dialectsOf(values.dialect);
	const simulator = await startSimulator({ port, dialects, ...LIFELIKE });
	const { agents, phoneNumbers, calls } = simulator.state;
	const active = dialects.length === 0 ? '' : `\n  Dialects   ${dialects.join(', ')}`;
	console.log(`Talkover simulator, with ${agents.length} agents, ${phoneNumbers.length} phone numbers and ${calls.length} active call

  Base URL   ${simulator.url}
  API Token  ${simulator.token}${active}

Enter both in the Talkover API credential of n8n. Calls are simulated to their end, and their
events are sent to webhooks on this machine. To make a call: ${callCommand(simulator.url)}. All data is lost when the simulator stops (Ctrl-C).`);
	process.once('SIGINT', () => void simulator.close());
}

main().catch((error: unknown) => {
	const { code, message } = error as NodeJS.ErrnoException;
	const inUse = code === 'EADDRINUSE';
	console.error(
		inUse ? 'The port is in use. Choose another one, for example: npm run simulator 4011' : message,
	);
	process.exitCode = 1;
});
