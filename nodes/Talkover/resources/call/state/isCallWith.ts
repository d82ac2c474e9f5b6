import type { IDataObject } from 'n8n-workflow';

/** Digits of the shortest subscriber numbers; anything shorter is an extension or a short code. */
const FEWEST_DIGITS = 7;

/**
 * Whether a call is with a number, as far as the call says: one without numbers may be. Numbers may be
 * formatted, and national.
 *
 * @param phone in E.164 form
 */
export function isCallWith(phone: string): (call: IDataObject) => boolean {
	const wanted = digitsOf(phone);
	return ({ to, from }) => {
		const numbers = [to, from].map(digitsOf).filter((digits) => digits.length >= FEWEST_DIGITS);
		return numbers.length === 0 || numbers.some((digits) => isSame(digits, wanted));
	};
}

/** Whether a call was made to a number, as far as the call says. */
export function isCallTo(phone: string): (call: IDataObject) => boolean {
	const isWith = isCallWith(phone);
	return ({ to }) => isWith({ to });
}

/** Whether an agent has called a number. A call without one is no call to a phone. */
export function isPlacedTo(phone: string): (call: IDataObject) => boolean {
	const wanted = digitsOf(phone);
	return (call) => {
		const digits = PLACED.get(call) ?? (call.direction === 'inbound' ? '' : digitsOf(call.to));
		PLACED.set(call, digits);
		return digits.length >= FEWEST_DIGITS && isSame(digits, wanted);
	};
}

/** What calls were made to. Thousands of items of a retry look through the same thousands of calls. */
const PLACED = new WeakMap<IDataObject, string>();

function digitsOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number'
		? String(value).replace(/\D/g, '').replace(/^0+/, '')
		: '';
}

function isSame(digits: string, wanted: string): boolean {
	return wanted.endsWith(digits) || digits.endsWith(wanted);
}
