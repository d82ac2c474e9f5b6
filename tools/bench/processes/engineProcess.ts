import path from 'node:path';

import { nodeForN8n } from '../../playground/install';
import { Child } from './childProcess';
import type { FromEngine, Job, Outcome, ToEngine } from './job';

/** n8n's engine in its own process, on the Node that n8n requires and with n8n's own packages. */
export class EngineProcess {
	private readonly child = new Child<ToEngine, FromEngine>('engineWorker.ts', {
		execPath: nodeForN8n(),
		execArgv: ['--expose-gc'],
		env: { ...process.env, TSX_TSCONFIG_PATH: path.join(__dirname, '../tsconfig.json') },
	});

	/**
	 * Runs a job after its warm-up.
	 *
	 * @param beforeRun called between warm-up and run
	 * @throws Error if the process fails; errors of the workflow are in the outcome
	 */
	async run(job: Job, beforeRun: () => Promise<void>): Promise<Outcome> {
		await this.ask({ job });
		await beforeRun();
		const answer = await this.ask('go');
		if (answer === 'warm') throw new Error("The engine didn't run the job");
		return answer.outcome;
	}

	async close(): Promise<void> {
		await this.child.close();
	}

	private async ask(question: ToEngine) {
		const answer = await this.child.ask(question);
		if (answer !== 'warm' && 'crashed' in answer) throw new Error(answer.crashed);
		return answer;
	}
}
