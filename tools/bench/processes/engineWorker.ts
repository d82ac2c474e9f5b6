import { runWorkflow } from '../../harness/workflow';
import { resetModuleState } from '../../../nodes/Talkover/account/moduleState';

import path from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';

import { expressionEngine } from '../../harness/host';
import type { RunResult } from '../../harness/workflow';
import { declarativeNode } from '../contenders/declarativeNode';
import { httpRequestNode } from '../contenders/httpRequestNode';
import type { FromEngine, Job, Outcome, OutputItem, ToEngine } from './job';
import { DECLARATIVE, HTTP_REQUEST, SUBJECT } from './job';
import { watchMemory } from './rss';

/**
 * Runs n8n's engine in its own process: warms up with a job, reports that, and runs the job on request.
 * Controlled by `engineProcess.ts`.
 */
async function work(): Promise<void> {
	if (expressionEngine() !== 'vm')
		throw new Error("This version of Node doesn't support n8n's default expression engine");
	needRealN8n();
	const httpRequest = httpRequestNode();
	const types = { [HTTP_REQUEST]: httpRequest.type, [DECLARATIVE]: declarativeNode() };
	const run = ({ workflow, credential }: Job, items: Job['items']) => {
		const nodes = workflow.nodes.map((node) =>
			node.type === HTTP_REQUEST ? { ...node, typeVersion: httpRequest.version } : node,
		);
		return runWorkflow({ workflow: { ...workflow, nodes }, credential, items, types });
	};
	let warm: Job;
	const handle = async (question: ToEngine): Promise<void> => {
		if (question === 'go') {
			say({ outcome: await measured(() => run(warm, warm.items)) });
		} else {
			warm = question.job;
			await run(warm, warm.warmUp);
			// The measured run calls the same numbers, as if n8n had just started.
			resetModuleState();
			say('warm');
		}
	};
	process.on('message', (question: ToEngine) => {
		handle(question).catch(crash);
	});
}

/** @throws Error if a part of n8n comes from the development dependencies instead of n8n's own packages */
function needRealN8n(): void {
	const modules = path.join(__dirname, '../../../node_modules');
	const wrong = Object.keys(require.cache).find((file) =>
		/^.@?n8n/.test(file.replace(modules, '')),
	);
	if (wrong !== undefined) throw new Error(`${wrong} isn't part of the real n8n`);
}

async function measured(run: () => Promise<RunResult>): Promise<Outcome> {
	const memory = await watchMemory();
	const heapBefore = process.memoryUsage().heapUsed;
	const cpu = process.cpuUsage();
	const started = performance.now();
	const result = await run();
	const wallMs = performance.now() - started;
	const { user, system } = process.cpuUsage(cpu);
	const peakBytes = await memory.stop();
	globalThis.gc?.();
	const keptBytes = process.memoryUsage().heapUsed - heapBefore;
	const { error } = result;
	const item = error?.context.itemIndex as number | undefined;
	const text = error && JSON.stringify([error.message, error.description, error.messages]);
	return {
		wallMs,
		cpuMs: (user + system) / 1000,
		idleBytes: memory.idleBytes,
		peakBytes,
		keptBytes,
		...(text === undefined ? {} : { failure: { text, ...(item === undefined ? {} : { item }) } }),
		output: result.output(SUBJECT).flat().map(outputItem),
	};
}

function outputItem({ json, error, pairedItem }: INodeExecutionData): OutputItem {
	const paired = [pairedItem].flat()[0];
	const item = typeof paired === 'object' ? paired.item : paired;
	const failed = error !== undefined || json.error !== undefined;
	return {
		...(item === undefined ? {} : { item }),
		...(failed ? { error: JSON.stringify([error?.message, error?.description, json]) } : {}),
	};
}

function say(message: FromEngine): void {
	process.send?.(message);
}

function crash(error: unknown): void {
	say({ crashed: error instanceof Error ? String(error.stack) : String(error) });
}

work().catch(crash);
