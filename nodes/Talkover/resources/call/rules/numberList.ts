import { InvalidInput, attempt, invalid } from '../../../base/invalidInput';
import type { JsonObject } from '../../../base/json';
import { isRecord } from '../../../base/json';
import { addTo } from '../../../base/collections/lists';
import { isBlank } from '../../../parameters/field';
import { asJson, asText, quoted } from '../../../parameters/scalars';
import { contactOf } from '../../../shared/phone/contact';
import { toE164 } from '../../../shared/phone/phone';

/** A number in international form. Whether its plan lists it doesn't matter, because it is only compared. */
const INTERNATIONAL = /^\+[1-9]\d{7,14}$/;

/** Digits at the end by which numbers are found. All spellings of a number have them. */
const ENDING = 6;

/** The fields of an item that have phone numbers, in the languages of CRMs. */
const PHONE_FIELD = /phone|fone|mobile?|m[oó]vil|celular|handy|whats|(?:\b|_)(?!telegram)tel/i;
/** Fields that have phone numbers, or other ones such as that of an order. */
const NUMBER_FIELD = /^(?:number|n[uú]m[eé]ro|nummer)$/i;
/** Fields that have long numbers of another kind, such as `customer_id` and `createdAt`. */
const OTHER_FIELD = /(?:^|[\s_-])(?:id|at|on|date|time(?:stamp)?)$|[a-z](?:I[dD]|At|On|Date|Time)$/;

/** 7 to 15 digits, also with the punctuation of phone numbers, but not in a word such as a UUID. */
const LIKE_A_NUMBER = /(?<![\w-])\d(?:[\s()./-]{0,3}\d){6,14}(?!-?\w|@)/;
/** A date, also with a time, that is no part of a longer number. */
const DATE = /(?<![\d./-])\d{1,4}([-./])\d{1,2}\1\d{1,4}(?![./-]?\d)(?:[T ]\d\d?:[\d:.+-]+)?/g;

/** The label of the list, for faults that are found when an item is read. */
export const LABEL = 'Do Not Call';

/** Phone numbers in any notation, which can be searched quickly even if there are thousands. */
export class NumberList {
	/** By the country of numbers without a country code. */
	private readonly indexes = new Map<string, ReadonlyMap<string, readonly string[]>>();
	private readonly entries: readonly unknown[];

	/**
	 * @param raw texts, arrays, or items of another node
	 * @param country of numbers without a country code
	 * @throws InvalidInput if an entry isn't a phone number
	 */
	constructor(raw: unknown, country: string | undefined) {
		this.entries = entriesOf(raw);
		// An expression that takes the wrong field must not allow everybody.
		if (this.entries.length === 0 && !isBlank(raw) && !isEmpty(raw)) {
			throw invalid('has entries without a phone number: map them to the field with the number');
		}
		this.indexOf(country);
	}

	/**
	 * @param number in E.164 form
	 * @throws InvalidInput if an entry isn't a phone number of this country
	 */
	has(number: string, country: string | undefined): boolean {
		const candidates = this.indexOf(country).get(endingOf(number)) ?? [];
		const wanted = contactOf(number);
		return candidates.some((entry) => contactOf(normalized(entry)) === wanted);
	}

	/** @throws InvalidInput if an entry isn't a phone number of this country */
	checkFor(country: string | undefined): void {
		this.indexOf(country);
	}

	private indexOf(country: string | undefined): ReadonlyMap<string, readonly string[]> {
		const known = this.indexes.get(country ?? '');
		if (known) return known;
		const index = new Map<string, string[]>();
		this.entries.forEach((entry, position) => {
			const number = numberIn(entry, position, country);
			addTo(index, endingOf(number), number);
		});
		this.indexes.set(country ?? '', index);
		return index;
	}
}

function isEmpty(raw: unknown): boolean {
	return Array.isArray(raw) ? raw.length === 0 : raw === '[]';
}

function endingOf(number: string): string {
	return number.slice(-ENDING);
}

/** The number as the phone itself would be called: without an old mobile prefix or a doubled country code. */
function normalized(entry: string): string {
	const number = attempt(() => toE164(entry));
	// Otherwise, nobody can be called with it.
	return number.ok ? number.value : entry;
}

function numberIn(entry: unknown, position: number, country: string | undefined): string {
	if (typeof entry === 'string' && INTERNATIONAL.test(entry)) return entry;
	const number = attempt(() => toE164(entry, country));
	if (number.ok) return number.value;
	throw new InvalidInput(
		number.faults.map(({ text }) => ({ label: LABEL, text: `entry ${position + 1}: ${text}` })),
	);
}

/** The entries that aren't blank. */
function entriesOf(raw: unknown): unknown[] {
	if (isBlank(raw)) return [];
	if (Array.isArray(raw)) return raw.flatMap(entriesOf);
	if (typeof raw === 'string') {
		if (raw.trim().startsWith('[')) return entriesOf(asJson(raw, '["+12125550123"]'));
		return raw
			.split(/[,;\n]/)
			.map((entry) => entry.trim())
			.filter((entry) => entry !== '');
	}
	if (isRecord(raw)) return entriesOfItem(isRecord(raw.json) ? raw.json : raw);
	return [asText(raw)];
}

/** Fields such as `has_phone: true` have no number. */
function isPhone([name, value]: [string, unknown]): boolean {
	if (NUMBER_FIELD.test(name)) return mayBeNumber(value);
	return PHONE_FIELD.test(name) && typeof value !== 'boolean';
}

/** The phone numbers of a contact: its only field, or all fields that are named like one. */
function entriesOfItem(item: JsonObject): unknown[] {
	const fields = Object.entries(item);
	const phones = fields.length === 1 ? fields : fields.filter(isPhone);
	const found = `map the items to the field with the number (found ${quoted(item)})`;
	if (phones.length === 0) {
		throw invalid(`has an item without a field for a phone number: ${found}`);
	}
	const entries = phones.flatMap(([, value]) => entriesOf(value));
	// An item without a number blocks nobody, so it must be certain that there is none.
	const other = entries.length === 0 ? fields.find(mayHaveNumber) : undefined;
	if (!other) return entries;
	throw invalid(
		`has an item whose phone number may be in ${quoted(other[0])}, because its phone fields are empty: ${found}`,
	);
}

function mayHaveNumber([name, value]: [string, unknown]): boolean {
	const isInternational = typeof value === 'string' && /^\s*(?:\+|00)/.test(value);
	return mayBeNumber(value) && (isInternational || !OTHER_FIELD.test(name));
}

function mayBeNumber(value: unknown): boolean {
	if (typeof value === 'number') return Number.isSafeInteger(value) && mayBeNumber(String(value));
	if (typeof value === 'string') return LIKE_A_NUMBER.test(value.replace(DATE, ''));
	if (typeof value !== 'object' || value === null) return false;
	return Object.entries(value).some(mayHaveNumber);
}
