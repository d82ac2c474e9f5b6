import { AsyncLocalStorage } from 'node:async_hooks';

import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';

import type { VirtualClock } from '../../tools/harness/virtualClock';
import type { ModelRequest, ModelResponse } from './service';

/** The part of the package that a process of n8n loads once. */
interface Loaded {
	readonly node: INodeType;
	readonly clock: { now: () => number; sleep: (ms: number) => Promise<void> };
	readonly resetModuleState: () => void;
}

/** Loads the package with modules of its own, as each process of n8n does. */
async function load(): Promise<Loaded> {
	let loaded: Loaded | undefined;
	await jest.isolateModulesAsync(async () => {
		const { Talkover } = await import('../../nodes/Talkover/Talkover.node.ts');
		const { systemClock } = await import('../../nodes/Talkover/api/pacing/clock.ts');
		const { resetModuleState } = await import('../../nodes/Talkover/account/moduleState.ts');
		loaded = { node: new Talkover(), clock: systemClock, resetModuleState };
	});
	if (!loaded) throw new Error('The package was not loaded');
	return loaded;
}

/** Something that never comes, because its process was killed. */
const NEVER = new Promise<never>(() => undefined);

/** Sends a request of an execution. */
export type Deliver = (request: ModelRequest) => Promise<ModelResponse>;

/** The life of the process that runs the current code. */
const CURRENT = new AsyncLocalStorage<object>();

/** A process of n8n, which can be killed. Its successor has the same modules, with nothing in them. */
export class N8nProcess {
	private life = {};

	private constructor(
		private readonly loaded: Loaded,
		private clock: VirtualClock,
	) {
		// The package only knows the model's time. What a killed process waits for never comes.
		Object.assign(loaded.clock, {
			now: () => this.clock.now(),
			sleep: async (ms: number) => this.alive(async () => this.clock.sleep(ms)),
		});
	}

	static async start(clock: VirtualClock): Promise<N8nProcess> {
		return new N8nProcess(await load(), clock);
	}

	/** Begins anew, for another run of the model. */
	restart(clock = this.clock): void {
		this.life = {};
		this.clock = clock;
		this.loaded.resetModuleState();
	}

	/** What tells the process from its successor. */
	get current(): object {
		return this.life;
	}

	/** What a task of this process gives; nothing if the process is killed meanwhile. */
	async alive<Value>(task: () => Promise<Value>): Promise<Value> {
		const life = CURRENT.getStore() ?? this.life;
		if (life !== this.life) return NEVER;
		const end = async (result: () => Value): Promise<Value> =>
			life === this.life ? result() : NEVER;
		return task().then(
			async (value) => end(() => value),
			async (error: unknown) =>
				end(() => {
					throw error;
				}),
		);
	}

	/** The node of this process, whose requests don't leave the model. */
	nodeWith(credential: IDataObject, deliver: Deliver): INodeType {
		const { life } = this;
		const { node } = this.loaded;
		const run = async <Value>(task: () => Promise<Value>) =>
			CURRENT.run(life, async () => this.alive(task));
		const requestOf = async function (
			this: IExecuteFunctions,
			_credential: string,
			request: ModelRequest,
		): Promise<ModelResponse> {
			const signal = this.getExecutionCancelSignal();
			const stopped = new Promise<never>((_resolve, reject) => {
				signal?.addEventListener('abort', () => {
					reject(new Error('canceled'));
				});
			});
			return Promise.race([deliver(request), stopped]);
		};
		return Object.assign(Object.create(node) as INodeType, {
			async execute(this: IExecuteFunctions) {
				const helpers = { ...this.helpers, httpRequestWithAuthentication: requestOf };
				const context = Object.create(this, {
					helpers: { value: helpers },
					getCredentials: { value: async () => Promise.resolve(credential) },
				}) as IExecuteFunctions;
				return run(async () => node.execute?.call(context) ?? Promise.resolve([]));
			},
		});
	}
}
