import { parseArgs } from 'node:util';

import { parseToken } from '../../nodes/Talkover/api/credential/authenticate';
import { DEFAULT_BASE_URL, parseBaseUrl } from '../../nodes/Talkover/api/credential/baseUrl';
import { attempt } from '../../nodes/Talkover/base/invalidInput';

export const HELP = `TALKOVER_API_TOKEN=... npm run conformance -- [options]: runs the read-only operations of the node
against your Talkover account, and compares each response with the documentation

  --write     also creates a draft agent and a webhook, changes them, and deletes them. Costs nothing and
              calls nobody.
  --out       the file for the shapes of the responses, instead of conformance-<date>.json
  --help      this text

  TALKOVER_API_TOKEN   the environment token of the account
  TALKOVER_BASE_URL    if it isn't ${DEFAULT_BASE_URL}

Exit codes: 0 the node could read every response (deviations don't matter); 1 an operation failed, or
something couldn't be removed; 2 wrong usage; 130 stopped with Ctrl-C`;

/** Says how to use the command correctly. */
export class UsageError extends Error {}

export interface CommandOptions {
	readonly token: string;
	readonly baseUrl: string;
	readonly write: boolean;
	readonly out?: string;
}

/**
 * Reads arguments and environment.
 *
 * @returns undefined if only help is requested
 * @throws UsageError
 */
export function optionsFrom(
	args: readonly string[],
	environment: Readonly<Record<string, string | undefined>>,
): CommandOptions | undefined {
	const { help, write, out } = valuesOf(args);
	if (help) return undefined;
	const { TALKOVER_API_TOKEN: token = '', TALKOVER_BASE_URL: baseUrl = '' } = environment;
	if (token.trim() === '') {
		throw new UsageError(
			'There is no API token. Set it in the environment: TALKOVER_API_TOKEN=... npm run conformance',
		);
	}
	return {
		token: checked('TALKOVER_API_TOKEN', () => parseToken(token)),
		baseUrl: checked('TALKOVER_BASE_URL', () => parseBaseUrl(baseUrl || DEFAULT_BASE_URL)),
		write,
		...(out === undefined ? {} : { out }),
	};
}

function valuesOf(args: readonly string[]) {
	try {
		const { values } = parseArgs({
			args: [...args],
			options: {
				help: { type: 'boolean', default: false },
				write: { type: 'boolean', default: false },
				out: { type: 'string' },
			},
		});
		return values;
	} catch (error) {
		throw new UsageError(`${(error as Error).message}\n\n${HELP}`);
	}
}

function checked(variable: string, read: () => string): string {
	const result = attempt(read);
	if (result.ok) return result.value;
	throw new UsageError(`${variable}: ${result.faults.map(({ text }) => text).join('; ')}`);
}
