import { invalid } from '../../base/invalidInput';
import { asText, quoted } from '../../parameters/scalars';
import { isExpensive, whyExpensive } from './expensiveNumbers';
import { BIDIRECTIONAL } from './notation';
import { isEmergency } from './numberingPlan';
import { toE164 } from './phone';

/** `sip:anna@example.com`, `sips:100@pbx.example.com`, or without the scheme. */
const SIP = /^(?:sips?:\S+|[^\s@]+@[^\s@]+)$/i;

/** An extension of a telephone system. Longer ones may be phone numbers without a country code. */
const EXTENSION = /^[\d*#]{1,6}$/;

/** An extension after a phone number: `ext. 12`, `x12`, `;ext=12`, `#12`, `,,12`. */
const SUFFIX = /(?:;ext=|extension|ext|[x#,;])[\s.:]*\d{1,6}$/i;

/** Characters. No target of a transfer is longer. */
const LONGEST = 255;

/**
 * Reads the target of a transfer: a phone number, converted to E.164 form, or a SIP address, an extension, or a phone
 * number with an extension, as entered.
 *
 * @param country for a phone number without a country code; null if the operation doesn't have *Default Country*
 * @throws InvalidInput if it is none of these, shown in another order than it's dialed, an emergency number, or expensive
 */
export function transferTarget(raw: unknown, country?: string | null): string {
	const entered = asText(raw).trim();
	if (entered.length > LONGEST) throw invalid(`${quoted(entered)} is too long`);
	const suffix = SUFFIX.exec(entered);
	const isPlain = SIP.test(entered) || EXTENSION.test(entered);
	if (isPlain || suffix) checkAsEntered(entered);
	if (isPlain) return entered;
	if (!country && !entered.startsWith('+')) {
		const advice = '. For phone numbers without a country code, set Default Country';
		throw invalid(
			`${quoted(entered)} must be a phone number with + and a country code, an extension of up to 6 digits, or a SIP address such as sip:anna@example.com${country === null ? '' : advice}`,
		);
	}
	if (!suffix) return affordable(toE164(entered, country ?? undefined));
	const [main = ''] = entered.slice(0, suffix.index).split(/[,;]/);
	const number = affordable(toE164(main, country ?? undefined));
	// The form of extensions isn't documented.
	return main.replace(/[^+\d]/g, '') === number
		? entered
		: `${number}${entered.slice(main.trimEnd().length)}`;
}

/** @throws InvalidInput for a number that isn't called either, unless an option allows it */
function affordable(number: string): string {
	if (isExpensive(number)) throw invalid(`${number} ${whyExpensive(number)}`);
	return number;
}

/** @throws InvalidInput for a target that is sent as entered, but isn't what it looks like or calls an emergency service */
function checkAsEntered(entered: string): void {
	if (BIDIRECTIONAL.test(entered)) {
		throw invalid(
			'contains invisible characters that change the order in which it is shown: type it again',
		);
	}
	if (isEmergency(entered)) {
		throw invalid(
			`${quoted(entered)} is an emergency number in some countries: if it's an extension, enter its SIP address`,
		);
	}
}
