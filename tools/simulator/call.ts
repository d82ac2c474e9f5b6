import { parseArgs } from 'node:util';

import { ENDINGS } from './calls/outcomes';
import { setOffCall } from './calls/setOff';
import { BASE_PATH } from './http/serve';
import { DEFAULT_PORT, DEFAULT_TOKEN } from './simulator';

const HELP = `npm run simulator -- call [options]: makes a call in a running simulator

  --agent     the ID of the agent; by default one with a webhook on this machine
  --outcome   completed (default), ${Object.keys(ENDINGS).join(', ')}
  --to        the number to call; it determines the outcome, so use only one of the two options
  --context   the context that the call's events contain, as JSON
  --port      the simulator's port, ${DEFAULT_PORT} by default
  --token     the simulator's token, if it isn't the default`;

/**
 * `npm run simulator -- call`: makes a call in the simulator of the playground or of `npm run simulator`.
 *
 * @throws Error with a message for the terminal
 */
export async function makeCall(args: string[]): Promise<void> {
	const { values } = parseArgs({
		args,
		options: {
			agent: { type: 'string' },
			outcome: { type: 'string', default: 'completed' },
			to: { type: 'string' },
			context: { type: 'string', default: '{"contact_id":"1001","source":"simulator"}' },
			port: { type: 'string', default: String(DEFAULT_PORT) },
			token: { type: 'string', default: DEFAULT_TOKEN },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(HELP);
		return;
	}
	const made = await setOffCall({
		url: `http://127.0.0.1:${values.port}${BASE_PATH}`,
		token: values.token,
		agentId: values.agent,
		to: values.to ?? numberFor(values.outcome),
		context: JSON.parse(values.context) as unknown,
	}).catch((error: unknown) => {
		const { cause } = error as Error & { cause?: { code?: string } };
		throw cause?.code === 'ECONNREFUSED'
			? new Error('No simulator is running on this port. Start one: npm run simulator')
			: error;
	});
	console.log(made);
}

function numberFor(outcome: string): string {
	const endings: Readonly<Record<string, string>> = { completed: '5550100', ...ENDINGS };
	const ending = endings[outcome];
	if (ending === undefined)
		throw new Error(`--outcome must be one of ${Object.keys(endings).join(', ')}`);
	return `+1212${ending}`;
}
