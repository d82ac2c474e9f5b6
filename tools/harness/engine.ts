import './environment';
import 'reflect-metadata';

import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import { LoggerProxy } from 'n8n-workflow';

import { startExpressions, useEncryptionKey } from './host';

let started: Promise<void> | undefined;

/** Initializes n8n-core once per process, as n8n's server does before it runs its first workflow. */
export async function startEngine(): Promise<void> {
	started ??= start();
	await started;
}

async function start(): Promise<void> {
	LoggerProxy.init(Container.get(Logger));
	useEncryptionKey();
	await Container.get(BinaryDataService).init();
	await startExpressions();
}
