import type { Simulator } from '../../simulator/simulator';
import { startSimulator } from '../../simulator/simulator';
import { newAgent } from '../../simulator/state';
import { agentIdOf } from '../contenders/contenders';
import type { Arrangement, FromSimulator, RequestRecord, Strike, ToSimulator } from './traffic';

/** A simulator in its own process, controlled by `simulatorProcess.ts`. */
async function main(): Promise<void> {
	const simulator = await startSimulator({ latencyMs: Number(process.argv[2] ?? 0) });
	process.on('message', (message: ToSimulator) => {
		if (message === 'report') say({ report: report(simulator) });
		else {
			arrange(simulator, message.arrange);
			say('arranged');
		}
	});
	const { url, token } = simulator;
	say({ started: { url, token } });
}

function arrange(simulator: Simulator, { limit, faults = [], agents = 0 }: Arrangement): void {
	simulator.reset();
	for (let index = 0; index < agents; index += 1) {
		simulator.state.agents.push(newAgent(agentIdOf(index), { name: `Agent ${index}` }));
	}
	simulator.limit(limit);
	for (const { strike, operationId, fault, times } of faults) {
		simulator.fail({
			fault,
			operationId,
			when: fitting(strike),
			...(times === undefined ? {} : { times }),
		});
	}
}

function fitting(strike: Strike): (request: { readonly body: unknown }) => boolean {
	if ('subject' in strike) return ({ body }) => subjectOf(body) === strike.subject;
	let count = 0;
	return () => ++count % strike.every === 0;
}

function report({ requests, peakConcurrency, violations }: Simulator) {
	return {
		requests: requests.map((request): RequestRecord => {
			const { operationId, status, receivedAt, answeredAt } = request;
			const subject = subjectOf(request.body);
			return {
				receivedAt,
				...(operationId === undefined ? {} : { operationId }),
				...(subject === undefined ? {} : { subject }),
				...(status === undefined ? {} : { status }),
				...(answeredAt === undefined ? {} : { answeredAt }),
			};
		}),
		peakConcurrency,
		violations,
	};
}

/** The item that a request belongs to: the name of the agent, or the number to call. */
function subjectOf(body: unknown): string | undefined {
	const { name, to } = (body ?? {}) as { name?: string; to?: string };
	return name ?? to;
}

function say(message: FromSimulator): void {
	process.send?.(message);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
