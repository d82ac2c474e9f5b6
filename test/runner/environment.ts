import { createRequire } from 'node:module';
import vm from 'node:vm';

import type { Circus } from '@jest/types';
import type { JestEnvironment, JestEnvironmentConfig } from '@jest/environment';
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';
import { require as requireTypeScript } from 'tsx/cjs/api';

const requireJavaScript = createRequire(__filename);

/** Represents Node's own context, for which node:vm has no object. */
const MAIN_CONTEXT = vm.createContext({});

// Jest compiles each module for the context that the environment returns.
const { compileFunction } = vm;
Object.assign(vm, {
	compileFunction: (
		source: string,
		parameters: readonly string[],
		options: vm.CompileFunctionOptions = {},
	) => {
		const { parsingContext, ...others } = options;
		return compileFunction(source, parameters, parsingContext === MAIN_CONTEXT ? others : options);
	},
});

// When nothing keeps a worker alive anymore, Node would first discard its memory, part by part. That takes a quarter of
// a second or more, and after half a second Jest reports that the worker has failed to exit.
process.once('beforeExit', () => {
	process.exit();
});

/** The properties that Jest adds to the global object for one test file. */
const ADDED_BY_JEST = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL', '__coverage__'];

/**
 * Runs all test files of a worker in Node's own context instead of one sandbox each, so that
 * `outside.cjs` can load n8n once per worker, and errors, dates, and arrays of n8n are instances of the
 * same classes as in the tests. Jest still loads the modules of the project and of the tests again for
 * each file.
 */
export default class SharedContext implements JestEnvironment {
	readonly global = globalThis as unknown as JestEnvironment['global'];
	readonly moduleMocker = new ModuleMocker(globalThis);
	readonly fakeTimers = null;
	readonly fakeTimersModern: ModernFakeTimers;
	/** The properties that Jest replaces for one test file. It expects the sandbox to be discarded. */
	private readonly original = {
		console: globalThis.console,
		exit: process.exit,
		getBuiltinModule: process.getBuiltinModule,
	};

	constructor({ projectConfig: config }: JestEnvironmentConfig) {
		this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
		Object.assign(globalThis, { requireOutside });
	}

	getVmContext(): vm.Context {
		return MAIN_CONTEXT;
	}

	exportConditions(): string[] {
		return ['node', 'node-addons'];
	}

	async setup(): Promise<void> {
		// n8n must get Node's modules, not Jest's.
		process.getBuiltinModule = this.original.getBuiltinModule;
	}

	/** Fails a test without an assertion. The assertions of its `afterEach` come later and don't count. */
	async handleTestEvent(event: Circus.Event): Promise<void> {
		if (event.name !== 'test_fn_success') return;
		if (expect.getState().assertionCalls > 0) return;
		event.test.errors.push(new Error('This test checked nothing'));
	}

	async teardown(): Promise<void> {
		this.moduleMocker.restoreAllMocks();
		this.fakeTimersModern.dispose();
		globalThis.console = this.original.console;
		process.exit = this.original.exit;
		for (const key of Reflect.ownKeys(globalThis)) {
			const name = typeof key === 'symbol' ? key.description : key;
			if (ADDED_BY_JEST.includes(name ?? '')) Reflect.deleteProperty(globalThis, key);
		}
	}
}

/** Loads a module as Node does, which caches it for the lifetime of the worker. */
function requireOutside(file: string): unknown {
	return file.endsWith('.ts') ? requireTypeScript(file, __filename) : requireJavaScript(file);
}
