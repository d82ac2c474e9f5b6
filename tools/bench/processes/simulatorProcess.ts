import { Child } from './childProcess';
import type { Arrangement, FromSimulator, ToSimulator, TrafficReport } from './traffic';

/** A simulator in its own process, so that its work isn't measured. */
export class SimulatorProcess {
	private constructor(
		private readonly child: Child<ToSimulator, FromSimulator>,
		readonly url: string,
		readonly token: string,
	) {}

	/** @param latencyMs milliseconds from each request to its response */
	static async start(latencyMs: number): Promise<SimulatorProcess> {
		const child = new Child<ToSimulator, FromSimulator>('simulatorWorker.ts', {
			args: [String(latencyMs)],
		});
		const first = await child.next();
		if (first === 'arranged' || !('started' in first)) throw new Error('No simulator');
		return new SimulatorProcess(child, first.started.url, first.started.token);
	}

	/** Resets the simulator and prepares it for the next run. */
	async arrange(arrangement: Arrangement): Promise<void> {
		await this.child.ask({ arrange: arrangement });
	}

	async report(): Promise<TrafficReport> {
		const answer = await this.child.ask('report');
		if (answer === 'arranged' || !('report' in answer)) throw new Error('No report');
		return answer.report;
	}

	async close(): Promise<void> {
		await this.child.close();
	}
}
