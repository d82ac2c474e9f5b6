import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { stopExpressions } from '../harness/host';
import { DEFAULT_BASE_URL } from '../../nodes/Talkover/api/credential/baseUrl';
import { conformance } from './conformance';
import { HELP, UsageError, optionsFrom } from './options';
import { exitCodeOf, fileOf, newForms, summaryOf, tableOf } from './report';

const MANIFEST = path.join(__dirname, '../..', 'package.json');

/** `npm run conformance`: compares a Talkover account with the contract, through the node. */
async function main(): Promise<number> {
	const date = new Date().toISOString().slice(0, 10);
	const options = optionsFrom(process.argv.slice(2), process.env);
	if (options === undefined) {
		console.log(HELP);
		return 0;
	}
	const { out = `conformance-${date}.json`, ...asked } = options;
	// The recorder is on this machine, and an HTTP proxy in between would see the token.
	process.env.NO_PROXY = [process.env.NO_PROXY ?? '', '127.0.0.1'].filter(Boolean).join(',');
	process.env.no_proxy = process.env.NO_PROXY;
	const stop = new AbortController();
	process.on('SIGINT', () => {
		if (!stop.signal.aborted) console.error('Stopping. What was created is deleted first.');
		stop.abort();
	});
	const progress = (line: string) => {
		console.error(line);
	};
	const result = await conformance({ ...asked, signal: stop.signal, progress });
	await stopExpressions();
	const { version } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as { version: string };
	const isDefaultBaseUrl = asked.baseUrl === DEFAULT_BASE_URL;
	console.log(['', ...tableOf(result.rows), '', ...summaryOf(result)].join('\n'));
	const forms = newForms(result.rows);
	if (forms.length > 0) {
		console.log(
			['', 'Rows for the table in docs/development/conformance.md:', ...forms].join('\n'),
		);
	}
	writeFileSync(out, fileOf(result, { date, version, isDefaultBaseUrl }));
	console.log(
		`\n${out} has the names and types of the fields that came, without any value of your account and without the token. You can attach it to an issue.`,
	);
	return exitCodeOf(result, stop.signal.aborted);
}

main().then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		console.error(error instanceof UsageError ? error.message : error);
		process.exitCode = error instanceof UsageError ? 2 : 1;
	},
);
