import type { Resource } from '../../nodes/Talkover/operation/resource';
import { resources as all } from '../../nodes/Talkover/resources';
import type { Finished } from './readings';
import { parametersFor, readingsOf } from './readings';
import type { Leftover } from './roundTrip';
import { ROUND_TRIP_LENGTH, RoundTrip, notTried } from './roundTrip';
import type { Row } from './session';
import { Session } from './session';

export interface ConformanceOptions {
	readonly token: string;
	/** Without a slash at its end. */
	readonly baseUrl: string;
	/** Whether to create a draft agent with a webhook, and delete both. */
	readonly write?: boolean;
	/** All by default. */
	readonly resources?: readonly Resource[];
	/** Aborting it ends the current operation, deletes what was created, and runs nothing else. */
	readonly signal?: AbortSignal;
	/** Receives a line for each operation that starts. */
	readonly progress?: (line: string) => void;
}

export interface Conformance {
	readonly rows: readonly Row[];
	/** Resources that the round trip created and couldn't delete. */
	readonly leftovers: readonly Leftover[];
}

/**
 * Runs the read-only operations of the node, and the round trip, against a Talkover API, and compares each
 * response with the contract.
 */
export async function conformance({
	token,
	baseUrl,
	write = false,
	resources = all,
	signal,
	progress = () => undefined,
}: ConformanceOptions): Promise<Conformance> {
	const session = await Session.open(token, baseUrl);
	const readings = readingsOf(resources);
	const total = readings.length + (write ? ROUND_TRIP_LENGTH : 0);
	const rows: Row[] = [];
	const finished: Finished[] = [];
	const isStopped = () => signal?.aborted === true || session.over !== undefined;
	const next = async (name: string, work: () => Promise<Row>) => {
		const number = String(rows.length + 1).padStart(3);
		if (!isStopped() || roundTrip.leftovers.length > 0) progress(`${number} of ${total}  ${name}`);
		rows.push(await work());
	};
	const roundTrip = new RoundTrip(session, isStopped);
	try {
		for (const reading of readings) {
			await next(reading.name, async () => {
				if (isStopped()) return notTried(reading.name, session.over ?? 'stopped');
				const found = parametersFor(reading, finished);
				if ('missing' in found) return notTried(reading.name, `no ${found.missing}`);
				const { items, ...row } = await session.run({ ...reading, ...found });
				finished.push({ reading, items });
				return row;
			});
		}
		if (write) await roundTrip.run(next);
		return { rows, leftovers: roundTrip.leftovers };
	} finally {
		await session.close();
	}
}
