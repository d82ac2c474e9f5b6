import { installN8n } from '../../tools/playground/install';
import { ensurePrograms } from './programs';

/** Installs what the test of the queue mode needs in addition to `npm ci`: Redis, PostgreSQL and a real n8n. */
async function prepare(): Promise<void> {
	if (ensurePrograms(console.log)) return installN8n(console.log);
	console.log(
		"SKIPPED: all tests of the queue mode. They need Redis and PostgreSQL, which aren't here or don't run, " +
			"and which apt can't give. On Debian or Ubuntu: sudo apt-get install redis-server postgresql",
	);
}

prepare().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
