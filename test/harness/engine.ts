import './environment';
import 'reflect-metadata';

import { randomBytes } from 'node:crypto';

import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { BinaryDataService, Cipher, EncryptionKeyProxy } from 'n8n-core';
import { Expression, LoggerProxy } from 'n8n-workflow';

let started: Promise<void> | undefined;

/** Makes n8n-core ready, once per process: what n8n's server does before it runs its first workflow. */
export async function startEngine(): Promise<void> {
	started ??= start();
	await started;
}

async function start(): Promise<void> {
	LoggerProxy.init(Container.get(Logger));
	useEncryptionKey();
	await Container.get(BinaryDataService).init();
	if (expressionEngine() === 'legacy') return;
	await Expression.initExpressionEngine({
		engine: 'vm',
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
		lazyAcquire: false,
		compileCache: false,
	});
}

/** n8n evaluates expressions in isolated-vm by default, which needs Node 24 or later. */
export function expressionEngine(): 'legacy' | 'vm' {
	return Number(process.versions.node.split('.')[0]) >= 24 ? 'vm' : 'legacy';
}

export async function stopEngine(): Promise<void> {
	await Expression.disposeExpressionEngine();
}

/** Credentials are encrypted with a key that n8n's server keeps in its database. */
function useEncryptionKey(): void {
	const secret = randomBytes(32).toString('hex');
	const value = Container.get(Cipher).encryptDEKWithInstanceKey(secret);
	const key = { id: 'test', value, algorithm: 'aes-256-gcm', format: 'prefixed' as const };
	Container.get(EncryptionKeyProxy).setProvider({
		getActiveKey: async () => key,
		getKeyById: async (id) => (id === key.id ? key : null),
		getLegacyKey: async () => key,
	});
}
