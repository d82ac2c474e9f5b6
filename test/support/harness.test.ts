import path from 'node:path';

import { UnrecognizedNodeTypeError } from 'n8n-core';
import { UserError } from 'n8n-workflow';

import { devDependencies } from '../../package.json';
import { startEngine } from '../../tools/harness/engine';
import { activeExpressionEngine, expressionEngine, installedN8n } from '../../tools/harness/host';

test('expressions are evaluated by the engine that n8n uses on this version of Node', async () => {
	await startEngine();

	expect(activeExpressionEngine()).toBe(expressionEngine());
});

test('the n8n under test is the requested version, and it is loaded once', () => {
	const { modules, version } = installedN8n();

	expect(version).toBe(process.env.N8N_CORE_VERSION ?? devDependencies['n8n-core']);
	for (const name of ['n8n-workflow', '@n8n/di', 'reflect-metadata']) {
		expect(require.resolve(name)).toContain(path.join(modules, name) + path.sep);
	}
	expect(new UnrecognizedNodeTypeError('package', 'type')).toBeInstanceOf(UserError);
});
