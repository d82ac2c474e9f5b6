import { installN8n } from '../../tools/playground/install';
import { IMAGE } from '../../tools/playground/n8n';
import { ensureChromium } from './chromium';

/** Installs what the browser test needs in addition to `npm ci`: Chromium and a real n8n. */
async function prepare(): Promise<void> {
	ensureChromium(console.log);
	if (IMAGE === undefined) await installN8n(console.log);
}

prepare().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
