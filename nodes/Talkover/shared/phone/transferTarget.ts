import { invalid } from '../../base/invalidInput';
import { asText, quoted } from '../../parameters/scalars';
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
 * @throws InvalidInput if it is none of these
 */
export function transferTarget(raw: unknown, country?: string | null): string {
	const entered = asText(raw).trim();
	if (entered.length > LONGEST) throw invalid(`${quoted(entered)} is too long`);
	if (SIP.test(entered) || EXTENSION.test(entered)) return entered;
	if (!country && !entered.startsWith('+')) {
		const advice = '. For phone numbers without a country code, set Default Country';
		throw invalid(
			`${quoted(entered)} must be a phone number with + and a country code, an extension of up to 6 digits, or a SIP address such as sip:anna@example.com${country === null ? '' : advice}`,
		);
	}
	const suffix = SUFFIX.exec(entered);
	if (!suffix) return toE164(entered, country ?? undefined);
	const [main = ''] = entered.slice(0, suffix.index).split(/[,;]/);
	const number = toE164(main, country ?? undefined);
	// The form of extensions isn't documented.
	return main.replace(/[^+\d]/g, '') === number
		? entered
		: `${number}${entered.slice(main.trimEnd().length)}`;
}
