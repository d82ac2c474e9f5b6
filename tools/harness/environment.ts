import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Settings that n8n reads when its packages are first loaded, so import this before any of them: a separate
 * user folder, no telemetry, no log. `NODE_ENV` must not be `test`, because that switches n8n's loaders.
 */
const userFolder = mkdtempSync(path.join(os.tmpdir(), 'talkover-n8n-'));
const removeFolder = () => {
	rmSync(userFolder, { recursive: true, force: true });
};
process.on('exit', removeFolder);
// Jest terminates a worker that uses much memory or takes more than half a second to exit. Node emits no `exit` then.
process.once('SIGTERM', () => {
	removeFolder();
	process.kill(process.pid, 'SIGTERM');
});

Object.assign(process.env, {
	NODE_ENV: 'production',
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'a-key-for-tests-only-0123456789',
	N8N_LOG_LEVEL: 'silent',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
	GENERIC_TIMEZONE: 'UTC',
	// For the tests of n8n's SSRF protection; n8n reads this list once.
	N8N_SSRF_BLOCKED_HOSTNAMES: 'blocked.example.com',
});
