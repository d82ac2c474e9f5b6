import { invalid } from '../../parameters/invalidInput';
import { asText, quoted } from '../../parameters/scalars';
import { toE164 } from '../../shared/phone';

/** `sip:anna@example.com`, `sips:100@pbx.example.com`, or without the scheme. */
const SIP = /^(?:sips?:\S+|[^\s@]+@[^\s@]+)$/i;

/** A number inside a telephone system. Longer ones may be phone numbers without their country code. */
const EXTENSION = /^[\d*#]{1,6}$/;

/** What people write between a phone number and an extension: `ext. 12`, `x12`, `;ext=12`, `#12`, `,,12`. */
const SUFFIX = /(?:;ext=|extension|ext|[x#,;])[\s.:]*\d{1,6}$/i;

/** Characters; nothing that a call can be transferred to is longer. */
const LONGEST = 255;

/**
 * What a call is transferred to: a phone number in its E.164 form, or, as entered, a SIP address, an
 * extension, or a phone number with an extension.
 *
 * @param country of a phone number without country code
 * @throws InvalidInput when it can't be any of these
 */
export function transferTarget(raw: unknown, country?: string): string {
	const entered = asText(raw).trim();
	if (entered.length > LONGEST) throw invalid(`${quoted(entered)} is too long`);
	if (SIP.test(entered) || EXTENSION.test(entered)) return entered;
	if (country === undefined && !entered.startsWith('+')) {
		throw invalid(
			`${quoted(entered)} must be a phone number with + and country code, an extension of up to 6 digits, or a SIP address such as sip:anna@example.com. For phone numbers without country code, set Default Country`,
		);
	}
	const suffix = SUFFIX.exec(entered);
	if (!suffix) return toE164(entered, country);
	const [main = ''] = entered.slice(0, suffix.index).split(/[,;]/);
	const number = toE164(main, country);
	// In which form Talkover wants an extension isn't documented.
	return main.replace(/[^+\d]/g, '') === number
		? entered
		: `${number}${entered.slice(main.trimEnd().length)}`;
}
