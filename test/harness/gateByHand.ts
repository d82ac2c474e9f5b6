import { createPause } from '../../nodes/Talkover/api/clock';
import { RateGate } from '../../nodes/Talkover/api/gate';
import type { RateLimit } from '../../nodes/Talkover/api/rateLimit';
import { VirtualClock } from './virtualClock';

/** A gate whose requests are answered by hand. */
export function openGate(signal?: AbortSignal) {
	const clock = new VirtualClock();
	const closed: number[] = [];
	const gate = new RateGate({
		pause: createPause(signal, clock),
		onClosed: (ms) => closed.push(ms),
		random: () => 0.5,
	});
	const enter = async () => {
		const ticket = await gate.enter();
		if (!ticket) throw new Error('turned away');
		return { ticket, at: clock.now() };
	};
	return { clock, gate, enter, closed };
}

export const REFUSED = { refused: true, rateLimit: undefined };
export const TAKEN = { refused: false, rateLimit: undefined };

/** An answer with these headers. */
export function told(rateLimit: RateLimit, refused = false) {
	return { refused, rateLimit };
}
