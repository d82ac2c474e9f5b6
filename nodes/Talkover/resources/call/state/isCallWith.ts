import { moduleState } from '../../../account/moduleState';
import type { PhoneNumber } from '../../../api/content/numbers';
import {
	isAmong,
	isCallWith as isWith,
	placedNumbers,
	numbersOf,
	phoneNumberOf,
} from '../../../api/content/numbers';
import type { Certainty } from '../../../base/certainty';
import { anyOf } from '../../../base/certainty';
import { spellingsOf } from '../../../shared/phone/contact';
import type { Call } from './call';

/**
 * Whether a call is with a number, whoever called.
 *
 * @param phone in E.164 form, like all of these
 */
export function isCallWith(phone: string): (call: Call) => Certainty {
	return isWith(wanted(phone));
}

/** Whether a call was made to a number. */
export function isCallTo(phone: string): (call: Call) => Certainty {
	const number = wanted(phone);
	return (call) => isAmong(numbersOf(call).to, number);
}

/** Whether a call is with the contact of a number, in any spelling of the number. */
export function isCallWithContact(phone: string): (call: Call) => Certainty {
	return isAnyOf(spellingsOf(phone).map(isCallWith));
}

/** Whether an agent made a call to the contact of a number, in any spelling of the number. */
export function isPlacedToContact(phone: string): (call: Call) => Certainty {
	return isAnyOf(spellingsOf(phone).map(isPlacedExactlyTo));
}

/** Whether an agent made a call to a number. Not known for one to another spelling of it, which isn't necessarily the same call. */
export function isPlacedTo(phone: string): (call: Call) => Certainty {
	const isExactly = isPlacedExactlyTo(phone);
	const others = spellingsOf(phone).filter((spelling) => spelling !== phone);
	const isOther = isAnyOf(others.map(isPlacedExactlyTo));
	return (call) => {
		const certainty = isExactly(call);
		return certainty === 'no' && isOther(call) !== 'no' ? 'unknown' : certainty;
	};
}

function isPlacedExactlyTo(phone: string): (call: Call) => Certainty {
	const number = wanted(phone);
	return (call) => {
		const numbers = placedNumbersOf(call);
		return numbers === 'received' ? 'no' : isAmong(numbers, number);
	};
}

function isAnyOf(tests: readonly ((call: Call) => Certainty)[]): (call: Call) => Certainty {
	return (call) => anyOf(tests.map((is) => is(call)));
}

/**
 * Whether any agent made a call to a number. A call without a number isn't one: for all agents together, there may be
 * many of them, e.g. from web pages.
 */
export function isSeenPlacedTo(phone: string): (call: Call) => Certainty {
	const isPlaced = isPlacedTo(phone);
	return (call) => (placedNumbersOf(call).length === 0 ? 'no' : isPlaced(call));
}

function placedNumbersOf(call: Call): ReturnType<typeof placedNumbers> {
	const numbers = placed().get(call) ?? placedNumbers(call);
	placed().set(call, numbers);
	return numbers;
}

/** The numbers that calls were made to. Thousands of items of a retry search the same thousands of calls. */
const placed = moduleState(() => new WeakMap<Call, ReturnType<typeof placedNumbers>>());

function wanted(phone: string): PhoneNumber {
	return phoneNumberOf(phone) ?? { form: 'international', digits: phone.replace(/\D/g, '') };
}
