import { isWith } from '../../api/content/call';
import type { PhoneNumber } from '../../api/content/numbers';
import { isAmong, phoneNumberOf } from '../../api/content/numbers';
import type { Certainty } from '../../base/certainty';
import { anyOf } from '../../base/certainty';
import { spellingsOf } from '../../shared/phone/contact';
import type { RawCall } from './call';
import { callOf } from './call';

/**
 * Whether a call is with a number, whoever called.
 *
 * @param phone in E.164 form, like all of these
 */
export function isCallWith(phone: string): (call: RawCall) => Certainty {
	const number = wanted(phone);
	return (call) => isWith(callOf(call), number);
}

/** Whether a call was made to a number. */
export function isCallTo(phone: string): (call: RawCall) => Certainty {
	const number = wanted(phone);
	return (call) => isAmong(callOf(call).to, number);
}

/** Whether a call is with the contact of a number, in any spelling of the number. */
export function isCallWithContact(phone: string): (call: RawCall) => Certainty {
	return isAnyOf(spellingsOf(phone).map(isCallWith));
}

/** Whether an agent made a call to the contact of a number, in any spelling of the number. */
export function isPlacedToContact(phone: string): (call: RawCall) => Certainty {
	return isAnyOf(spellingsOf(phone).map(isPlacedExactlyTo));
}

/** Whether an agent made a call to a number. Not known for one to another spelling of it, which isn't necessarily the same call. */
export function isPlacedTo(phone: string): (call: RawCall) => Certainty {
	const isExactly = isPlacedExactlyTo(phone);
	const others = spellingsOf(phone).filter((spelling) => spelling !== phone);
	const isOther = isAnyOf(others.map(isPlacedExactlyTo));
	return (call) => {
		const certainty = isExactly(call);
		return certainty === 'no' && isOther(call) !== 'no' ? 'unknown' : certainty;
	};
}

function isPlacedExactlyTo(phone: string): (call: RawCall) => Certainty {
	const number = wanted(phone);
	return (call) => {
		const { isReceived, to } = callOf(call);
		return isReceived ? 'no' : isAmong(to, number);
	};
}

function isAnyOf(tests: readonly ((call: RawCall) => Certainty)[]): (call: RawCall) => Certainty {
	return (call) => anyOf(tests.map((is) => is(call)));
}

/**
 * Whether any agent made a call to a number. A call without a number isn't one: for all agents together, there may be
 * many of them, e.g. from web pages.
 */
export function isSeenPlacedTo(phone: string): (call: RawCall) => Certainty {
	const isPlaced = isPlacedTo(phone);
	return (call) => (callOf(call).to.length === 0 ? 'no' : isPlaced(call));
}

function wanted(phone: string): PhoneNumber {
	return phoneNumberOf(phone) ?? { form: 'international', digits: phone.replace(/\D/g, '') };
}
