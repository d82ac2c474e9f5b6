import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { credentialFor, talkoverWorkflow } from '../../tools/harness/talkoverNode';
import { VirtualClock } from '../../tools/harness/virtualClock';
import type { RunOptions, RunResult } from '../../tools/harness/workflow';
import { startWorkflow } from '../../tools/harness/workflow';
import { seeded } from '../../tools/harness/sharedLimit';
import { chosen } from '../support/n8n/parameterValues';
import { N8nProcess } from './n8nProcess';
import type { ModelRequest, ModelResponse, ServiceSetup } from './service';
import { ORIGIN, Service } from './service';

const SECOND = 1_000;
/** Milliseconds after which an execution hangs. */
const LONGEST = 3_600 * SECOND;
/** A Monday at noon. */
export const START = Date.UTC(2026, 2, 30, 12);

/** Phone numbers as a CRM stores them. Those of one line are of one person. */
export const NUMBERS = [
	['+12125001000', '+1 (212) 500-1000'],
	['+5491123456789', '+54 11 2345-6789'],
	['+13125001000'],
] as const;

const AGENTS = [
	'9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
	'1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed',
] as const;

/** What a user has set in the node. */
export interface NodeSetup {
	readonly agent: number;
	/** Whether the ID of the agent is in capitals. */
	readonly inCapitals: boolean;
	readonly skipIfActive: boolean;
	/** *Max Calls per Contact* per hour. */
	readonly most?: number | undefined;
	readonly ofAllAgents: boolean;
	/** *Calling Hours*: seconds after the start of the model at which they end, in whole minutes. */
	readonly closesAt?: number | undefined;
	readonly maxCalls?: number | undefined;
	/** *Delay (Seconds)*. */
	readonly delay?: number | undefined;
	/** Whether the node is *Call: Make for Campaign*, with a campaign of the agent. */
	readonly forCampaign?: boolean | undefined;
	readonly resendUnknown: boolean;
	readonly atOnce: number;
	readonly continuesOnFail: boolean;
	readonly retriesOnFail: boolean;
}

/** A contact: a person, and one of the ways to write the number. */
export type Contact = readonly [person: number, notation: number];

/** What happens, one after the other. Times are in seconds. */
export type Step =
	| { readonly do: 'foreignCall'; readonly contact: Contact; readonly agent: number }
	/** n8n is killed now, or during the request for a call with this number, before or after it is carried out. */
	| { readonly do: 'kill'; readonly process: number; readonly at: number; readonly isMade: boolean }
	/** By hand, if the execution failed or its process was killed: its last retry, or the execution itself again. */
	| {
			readonly do: 'retry';
			readonly execution: number;
			readonly process: number;
			readonly isAgain?: boolean;
	  }
	| {
			readonly do: 'start';
			readonly process: number;
			readonly node: NodeSetup;
			readonly contacts: readonly Contact[];
	  }
	| { readonly do: 'stop'; readonly execution: number }
	| { readonly do: 'wait'; readonly seconds: number };

export interface Scenario {
	readonly service: ServiceSetup;
	readonly steps: readonly Step[];
	readonly seed: number;
}

/** An execution, or a retry of one. */
export interface Execution {
	/** The execution that it retries in the end; its own place if it's no retry. */
	readonly root: number;
	readonly node: NodeSetup;
	readonly contacts: readonly Contact[];
	readonly process: number;
	/** What tells its process from those that were killed. */
	readonly life: object;
	readonly startedAt: number;
	result?: RunResult;
	stoppedAt?: number;
	isKilled: boolean;
	readonly stop: () => void;
}

/** A request for a call. */
export interface Sent {
	readonly execution: Execution;
	/** The item, whichever execution sent it. */
	readonly owner: string;
	readonly agent: string;
	readonly to: string;
	readonly delay: number;
	readonly at: number;
	/** When its response arrived, or the connection was lost. */
	endedAt?: number;
	/** Whether a response said that the call was made. */
	end: 'made' | 'notMade' | 'unknown';
}

/** Everything that has happened. */
export interface Trace {
	readonly service: Service;
	readonly executions: readonly Execution[];
	readonly sent: readonly Sent[];
	/** All requests by execution, as the times at which they began. */
	readonly requests: readonly { readonly execution: Execution; readonly at: number }[];
}

let processes: readonly N8nProcess[] = [];

/** Plays a scenario with the package in n8n's engine. The same scenario always has the same trace. */
export async function play(scenario: Scenario): Promise<Trace> {
	const clock = new VirtualClock();
	if (processes.length === 0)
		processes = [await N8nProcess.start(clock), await N8nProcess.start(clock)];
	for (const process of processes) process.restart(clock);
	const now = () => START + Math.floor(clock.now());
	const spies = [
		jest.spyOn(Date, 'now').mockImplementation(now),
		jest.spyOn(Math, 'random').mockImplementation(seeded(scenario.seed + 1)),
		// The time limit of a request would end it in a later scenario, because it runs in real time.
		jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => new AbortController().signal),
		// n8n's own wait before *Retry On Fail*.
		jest.spyOn(globalThis, 'setTimeout').mockImplementation(((act: () => void, ms: number) => {
			void clock.sleep(ms).then(act);
		}) as unknown as typeof setTimeout),
	];
	try {
		const world = new World(scenario, clock, processes);
		await clock.runUntil(world.play());
		return world.trace;
	} finally {
		for (const spy of spies) spy.mockRestore();
	}
}

class World {
	private readonly service: Service;
	private readonly executions: Execution[] = [];
	private readonly sent: Sent[] = [];
	private readonly requests: { execution: Execution; at: number }[] = [];
	private readonly ends: Promise<unknown>[] = [];
	private readonly random: () => number;
	/** By process, the request for a call during which it's killed. */
	private readonly kills = new Map<number, { left: number; isMade: boolean }>();

	constructor(
		private readonly scenario: Scenario,
		private readonly clock: VirtualClock,
		private readonly processes: readonly N8nProcess[],
	) {
		this.random = seeded(scenario.seed);
		this.service = new Service(scenario.service, () => this.now());
	}

	get trace(): Trace {
		const { service, executions, sent, requests } = this;
		return { service, executions, sent, requests };
	}

	async play(): Promise<void> {
		for (const step of this.scenario.steps) await this.take(step);
		await Promise.all(this.ends);
		// What a stopped execution would still send.
		await this.clock.sleep(60 * SECOND);
	}

	private now(): number {
		return START + Math.floor(this.clock.now());
	}

	private async take(step: Step): Promise<void> {
		switch (step.do) {
			case 'wait':
				return this.clock.sleep(step.seconds * SECOND);
			case 'foreignCall':
				this.service.placeForeign(
					agentId(step.agent),
					numberOf(step.contact).replace(/[^+\d]/g, ''),
				);
				return;
			case 'kill':
				if (step.at === 0) await this.kill(step.process);
				else this.kills.set(step.process, { left: step.at, isMade: step.isMade });
				return;
			case 'stop':
				this.stop(this.executions[step.execution]);
				return;
			case 'start':
				return this.start(step, { root: this.executions.length });
			case 'retry':
				return this.retry(step);
		}
	}

	private async kill(process: number): Promise<void> {
		// Code that is running now would run on in the next process.
		await this.clock.standStill(async () => {
			for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
		});
		this.processes[process]?.restart();
		for (const execution of this.executions) {
			if (execution.process === process && !execution.result) execution.isKilled = true;
		}
	}

	private stop(execution: Execution | undefined): void {
		if (!execution || execution.result || execution.isKilled || execution.stoppedAt) return;
		execution.stoppedAt = this.now();
		execution.stop();
	}

	private async retry({
		execution,
		process,
		isAgain = false,
	}: Extract<Step, { do: 'retry' }>): Promise<void> {
		const named = this.executions[execution];
		if (!named) return;
		const { root } = named;
		const earlier = this.executions.filter((each) => each.root === root);
		const last = earlier.at(-1);
		// n8n retries no execution whose retry has succeeded.
		const before = isAgain && last?.result?.status !== 'success' ? named : last;
		if (!before || earlier.some((each) => !each.result && !each.isKilled)) return;
		if (!before.isKilled && before.result?.status !== 'error') return;
		// A person needs a second for it.
		await this.clock.sleep(SECOND);
		await this.start({ ...before, process }, { root, before });
	}

	private async start(
		{ process, node, contacts }: Pick<Execution, 'contacts' | 'node' | 'process'>,
		{ root, before }: { root: number; before?: Execution },
	): Promise<void> {
		const n8n = this.processes[process];
		if (!n8n) throw new Error('There is no such process');
		const started: { execution?: Execution } = {};
		const credential = credentialOf(node);
		const type = n8n.nodeWith(credential, async (request) => {
			if (!started.execution) throw new Error('The execution has not started');
			return this.deliver(request, started.execution, n8n);
		});
		const { result, stop } = await this.clock.standStill(async () =>
			startWorkflow(
				optionsOf({ root, node, contacts }, type, credential),
				before && retried(before, this.executions[root]),
			),
		);
		const execution: Execution = {
			...{ root, node, contacts, process, stop, life: n8n.current, startedAt: this.now() },
			isKilled: false,
		};
		started.execution = execution;
		this.executions.push(execution);
		const end = result.then((ended) => {
			if (!execution.isKilled) execution.result = ended;
		});
		const killed = this.until(() => execution.isKilled);
		this.ends.push(Promise.race([end, killed]));
	}

	/** Resolves soon after something has become true. */
	private async until(isTrue: () => boolean): Promise<void> {
		while (!isTrue() && this.executions.some((each) => !each.result && !each.isKilled)) {
			await this.clock.sleep(SECOND);
			if (this.clock.now() > LONGEST) throw new Error('An execution has not ended');
		}
		if (!isTrue()) await new Promise(() => undefined);
	}

	private async deliver(
		request: ModelRequest,
		execution: Execution,
		n8n: N8nProcess,
	): Promise<ModelResponse> {
		return n8n.alive(async () => {
			this.requests.push({ execution, at: this.now() });
			const sent = request.method === 'POST' ? this.noteSent(request, execution) : undefined;
			const kill = this.kills.get(execution.process);
			if (sent && kill) kill.left -= 1;
			const isKilled = kill?.left === 0 && sent !== undefined;
			if (isKilled && !kill.isMade) await this.killAtLast(execution.process);
			else await this.clock.sleep(this.upTo(800));
			const outcome = isKilled && !kill.isMade ? 'lost' : this.service.handle(request);
			if (isKilled && kill.isMade) await this.killAtLast(execution.process);
			await this.clock.sleep(this.upTo(300));
			if (sent) sent.endedAt = this.now();
			if (outcome === 'lost')
				throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
			if (sent) this.noteEnd(sent, outcome);
			if (outcome === 'unreachable') {
				throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
			}
			return outcome;
		});
	}

	/** A time on the way, in milliseconds. */
	private upTo(most: number): number {
		return 20 + Math.round(most * this.random());
	}

	private async killAtLast(process: number): Promise<void> {
		this.kills.delete(process);
		await this.kill(process);
	}

	private noteSent({ url, body }: ModelRequest, execution: Execution): Sent {
		const { to, context, delay_seconds: delay = 0 } = body as IDataObject;
		const sent: Sent = {
			...{ execution, owner: String((context as IDataObject).item), to: String(to) },
			...{ agent: url.split('/').at(-2)?.toLowerCase() ?? '', delay: Number(delay) },
			...{ at: this.now(), end: 'unknown' },
		};
		this.sent.push(sent);
		return sent;
	}

	private noteEnd(sent: Sent, outcome: ModelResponse | 'unreachable'): void {
		// Neither a killed process nor a stopped execution reads the response.
		if (sent.execution.isKilled || sent.execution.stoppedAt !== undefined) return;
		if (outcome === 'unreachable' || outcome.statusCode < 500) sent.end = 'notMade';
		if (outcome !== 'unreachable' && outcome.statusCode < 300) sent.end = 'made';
	}
}

/** What n8n keeps of an execution: all data if it ended, and only when it began if its process was killed. */
function retried(before: Execution, root: Execution | undefined) {
	const { result } = before;
	if (!result || before.isKilled) {
		const establishedAt = root?.startedAt ?? before.startedAt;
		return { runtimeData: { version: 1, establishedAt, source: 'trigger' } as const };
	}
	const data = structuredClone(result.run.data);
	const { lastNodeExecuted = '', runData } = data.resultData;
	delete data.resultData.error;
	const runs = runData[lastNodeExecuted];
	if (runs?.at(-1)?.error) runs.pop();
	return { stored: data };
}

export function agentId(agent: number): string {
	return AGENTS[agent] ?? '';
}

export function numberOf([person, notation]: Contact): string {
	const notations: readonly string[] = NUMBERS[person] ?? [];
	return notations[notation % notations.length] ?? '';
}

/** The name of an item, for all attempts at it. */
export function ownerOf(root: number, item: number): string {
	return `execution ${root}, item ${item}`;
}

function optionsOf(
	{ root, node, contacts }: Pick<Execution, 'contacts' | 'node' | 'root'>,
	type: ReturnType<N8nProcess['nodeWith']>,
	credential: RunOptions['credential'],
): RunOptions {
	const settings = {
		...(node.continuesOnFail ? { onError: 'continueRegularOutput' as const } : {}),
		...(node.retriesOnFail ? { retryOnFail: true, maxTries: 2, waitBetweenTries: 3_000 } : {}),
	};
	return {
		workflow: talkoverWorkflow(parametersOf(node), settings),
		items: contacts.map((contact, item) => ({
			...{ phone: numberOf(contact), item: ownerOf(root, item) },
		})),
		credential,
		types: { 'n8n-nodes-talkover.talkover': type },
	};
}

function credentialOf({ atOnce }: NodeSetup) {
	return { ...credentialFor({ url: ORIGIN, token: 'talq_0123456789' }), requestsAtOnce: atOnce };
}

function parametersOf(node: NodeSetup): INodeParameters {
	const id = agentId(node.agent);
	const byWhom = node.forCampaign
		? { operation: 'makeForCampaign', campaignId: chosen(id) }
		: { operation: 'make', agentId: chosen(node.inCapitals ? id.toUpperCase() : id) };
	return {
		...{ resource: 'call', ...byWhom, phone: '={{ $json.phone }}' },
		contextFields: { context: [{ name: 'item', value: '={{ $json.item }}' }] },
		rules: {
			...(node.forCampaign ? {} : { skipIfActive: node.skipIfActive }),
			...(node.maxCalls === undefined ? {} : { maxCalls: node.maxCalls }),
			...(node.most === undefined ? {} : { maxCallsPerContact: { limit: limitOf(node) } }),
			...(node.closesAt === undefined
				? {}
				: { callingHours: { hours: hoursUntil(node.closesAt) } }),
		},
		options: {
			resendUnknown: node.resendUnknown,
			...(node.delay === undefined ? {} : { delaySeconds: node.delay }),
		},
	};
}

function limitOf({ most = 1, ofAllAgents }: NodeSetup): INodeParameters {
	return { calls: most, period: 1, unit: 'hours', countedCalls: ofAllAgents ? 'all' : 'agent' };
}

function hoursUntil(closesAt: number): INodeParameters {
	const to = new Date(START + closesAt * SECOND).toISOString().slice(11, 16);
	return { daysOfWeek: ['1'], from: '09:00', to, timeZone: 'Etc/UTC' };
}
