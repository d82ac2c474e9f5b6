import type { Contender, NodeSettings, Task } from './contenders/contenders';
import { itemsFor, workflowOf } from './contenders/contenders';
import { EngineProcess } from './processes/engineProcess';
import type { Outcome } from './processes/job';
import type { SimulatorProcess } from './processes/simulatorProcess';
import type { Arrangement, TrafficReport } from './processes/traffic';

/** One case to measure. */
export interface Case {
	readonly contender: Contender;
	readonly task: Task;
	readonly count: number;
	readonly settings?: NodeSettings;
	/** Milliseconds to wait for each response. Default: that of the node */
	readonly timeoutMs?: number;
	readonly arrangement?: Arrangement;
}

export interface Measurement extends Outcome {
	readonly traffic: TrafficReport;
}

/** Number of items that run before the measurement. */
const WARM_UP = 20;

/** Runs a case in this engine. */
export async function measureIn(
	engine: EngineProcess,
	simulator: SimulatorProcess,
	{ contender, task, count, settings, timeoutMs, arrangement }: Case,
): Promise<Measurement> {
	const { url: baseUrl, token: apiToken } = simulator;
	const agents = task === 'updateCalling' ? Math.max(count, WARM_UP) : 0;
	await simulator.arrange({ agents });
	const job = {
		workflow: workflowOf(contender.node(task, baseUrl, timeoutMs), settings),
		credential: {
			...{ apiToken, baseUrl },
			...contender.credential,
			...(timeoutMs === undefined ? {} : { timeout: timeoutMs / 1000 }),
		},
		items: itemsFor(count),
		warmUp: itemsFor(WARM_UP),
	};
	const outcome = await engine.run(job, () => simulator.arrange({ agents, ...arrangement }));
	const traffic = await simulator.report();
	const [violation] = traffic.violations;
	if (violation !== undefined) throw new Error(`The simulator violated the contract: ${violation}`);
	return { ...outcome, traffic };
}

/** Runs a case in a new process. */
export async function measure(simulator: SimulatorProcess, what: Case): Promise<Measurement> {
	const engine = new EngineProcess();
	try {
		return await measureIn(engine, simulator, what);
	} finally {
		await engine.close();
	}
}
