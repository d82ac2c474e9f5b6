import './environment';
import 'reflect-metadata';

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import * as n8nConfig from '@n8n/config';
import { Container } from '@n8n/di';
import * as n8nCore from 'n8n-core';
import type { Workflow } from 'n8n-workflow';
import { Expression, NodeOperationError } from 'n8n-workflow';

import { TALKOVER_NODE } from './node';

/**
 * The only module that knows how the versions of n8n under test differ (`npm run test:long -- matrix`). Types are
 * those of the version in package.json. Features that an older n8n may lack are detected, not derived from
 * its version.
 */
const core: Partial<typeof n8nCore> = n8nCore;
const expression: Partial<
	Pick<
		typeof Expression,
		'disposeExpressionEngine' | 'getActiveImplementation' | 'initExpressionEngine'
	>
> = Expression;

/**
 * Credentials are encrypted with a key that n8n's server stores in its database; an older n8n reads the key
 * from the environment.
 */
export function useEncryptionKey(): void {
	if (!core.EncryptionKeyProxy) return;
	const secret = randomBytes(32).toString('hex');
	const value = Container.get(n8nCore.Cipher).encryptDEKWithInstanceKey(secret);
	const key = { id: 'test', value, algorithm: 'aes-256-gcm', format: 'prefixed' as const };
	Container.get(core.EncryptionKeyProxy).setProvider({
		getActiveKey: async () => key,
		getKeyById: async (id) => (id === key.id ? key : null),
		getLegacyKey: async () => key,
	});
}

/** Starts n8n's expression engine, if this n8n has one that must be started. */
export async function startExpressions(): Promise<void> {
	if (expressionEngine() === 'legacy') return;
	await expression.initExpressionEngine?.({
		engine: 'vm',
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
		lazyAcquire: false,
		compileCache: false,
	});
}

/** Stops the engine that `startExpressions` started. */
export async function stopExpressions(): Promise<void> {
	await expression.disposeExpressionEngine?.();
}

/** n8n assigns an expression engine to a workflow while it runs; an older n8n doesn't. */
export async function withExpressions<Result>(
	workflow: Workflow,
	work: () => Promise<Result>,
): Promise<Result> {
	const expression: Partial<Pick<Workflow['expression'], 'acquireIsolate' | 'releaseIsolate'>> =
		workflow.expression;
	await expression.acquireIsolate?.call(workflow.expression);
	try {
		return await work();
	} finally {
		await expression.releaseIsolate?.call(workflow.expression);
	}
}

/**
 * n8n evaluates expressions in isolated-vm by default, which needs Node 24 or later. An older n8n only has
 * the legacy engine.
 */
export function expressionEngine(): 'legacy' | 'vm' {
	const node = Number(process.versions.node.split('.')[0]);
	return expression.initExpressionEngine && node >= 24 ? 'vm' : 'legacy';
}

/** The expression engine in use. */
export function activeExpressionEngine(): string {
	return expression.getActiveImplementation?.() ?? 'legacy';
}

/**
 * The settings of n8n's SSRF protection (`N8N_SSRF_…`), which older versions don't have. n8n reads the lists of
 * hosts once, before its first request.
 */
export function requestProtection(): n8nConfig.SsrfProtectionConfig | undefined {
	const config: Partial<typeof n8nConfig> = n8nConfig;
	return config.SsrfProtectionConfig && Container.get(config.SsrfProtectionConfig);
}

/**
 * Whether n8n's error about a request includes its cause. From n8n 1.102 to 2.33 it doesn't, because
 * `ExecutionBaseError` declares a field `cause` that hides the original one.
 */
export function keepsCauses(): boolean {
	const cause = new Error('The cause');
	return new NodeOperationError(TALKOVER_NODE, cause).cause === cause;
}

/** The n8n-core under test: its version, and the `node_modules` that contains it. */
export function installedN8n(): { readonly modules: string; readonly version: string } {
	const folder = require.resolve('n8n-core').split(`${path.sep}dist${path.sep}`)[0] ?? '';
	const manifest = readFileSync(path.join(folder, 'package.json'), 'utf8');
	const { version } = JSON.parse(manifest) as { version: string };
	return { modules: path.dirname(folder), version };
}
