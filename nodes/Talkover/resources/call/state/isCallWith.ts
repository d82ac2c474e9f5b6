import type { Call } from './call';

/** The digits of the shortest subscriber numbers. Shorter numbers are extensions or short codes. */
const FEWEST_DIGITS = 7;

/**
 * Whether a call may be with a number. True for a call without numbers. Numbers in the call may be formatted or
 * national.
 *
 * @param phone in E.164 form
 */
export function isCallWith(phone: string): (call: Call) => boolean {
	const wanted = digitsOf(phone);
	return ({ to, from }) => {
		const numbers = [to, from].map(digitsOf).filter((digits) => digits.length >= FEWEST_DIGITS);
		return numbers.length === 0 || numbers.some((digits) => isSame(digits, wanted));
	};
}

/** Whether a call may have been made to a number. */
export function isCallTo(phone: string): (call: Call) => boolean {
	const isWith = isCallWith(phone);
	return ({ to }) => isWith({ to });
}

/** Whether an agent made a call to a number. False for a call without a number. */
export function isPlacedTo(phone: string): (call: Call) => boolean {
	const wanted = digitsOf(phone);
	return (call) => {
		const digits = PLACED.get(call) ?? (call.direction === 'inbound' ? '' : digitsOf(call.to));
		PLACED.set(call, digits);
		return digits.length >= FEWEST_DIGITS && isSame(digits, wanted);
	};
}

/** The digits that calls were made to. Cached, because thousands of items of a retry search the same thousands of calls. */
const PLACED = new WeakMap<Call, string>();

function digitsOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number'
		? String(value).replace(/\D/g, '').replace(/^0+/, '')
		: '';
}

function isSame(digits: string, wanted: string): boolean {
	return wanted.endsWith(digits) || digits.endsWith(wanted);
}
