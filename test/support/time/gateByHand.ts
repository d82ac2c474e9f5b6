import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import type { Ticket } from '../../../nodes/Talkover/api/pacing/gate';
import { RateGate } from '../../../nodes/Talkover/api/pacing/gate';
import type { RateLimit } from '../../../nodes/Talkover/api/pacing/rateLimit';
import { VirtualClock } from '../../../harness/virtualClock';

/** A gate whose requests are answered manually. */
export function openGate(signal?: AbortSignal, random = 0.5) {
	const clock = new VirtualClock();
	const closed: number[] = [];
	const gate = new RateGate({
		pause: createPause(signal, clock),
		onClosed: (ms) => closed.push(ms),
		random: () => random,
	});
	const enter = async () => {
		const ticket = await gate.enter();
		if (!ticket) throw new Error('turned away');
		return { ticket, at: clock.now() };
	};
	/** Of this many requests, returns those that may leave without any time passing. */
	const enterAll = async (count: number): Promise<Ticket[]> => {
		const left: Ticket[] = [];
		for (let one = 0; one < count; one += 1) {
			void gate.enter().then((ticket) => ticket && left.push(ticket));
		}
		await settled();
		return left;
	};
	return { clock, gate, enter, enterAll, closed };
}

/** Resolves once everything has happened that needs no time. */
export async function settled(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

export const REFUSED = { answered: true, refused: true, rateLimit: undefined };
export const TAKEN = { answered: true, refused: false, rateLimit: undefined };

/** No response was received. */
export const NOTHING = { answered: false, refused: false, rateLimit: undefined };

/** A response with these headers. */
export function told(rateLimit: RateLimit, refused = false) {
	return { answered: true, refused, rateLimit };
}
