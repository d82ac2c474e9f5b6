import { attempt, invalid, textOfFaults } from '../../../base/invalidInput';
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

/**
 * Columns that have phone numbers, in the languages of CRMs: words in their names, and whole names, because other columns
 * have a part of them, such as `Home Page` and `Order Number`.
 */
const PHONE_COLUMN = new RegExp(
	[
		'phone|fone|(?<!\\S)(?!telegram)tel|mobile?|movil|celular|cellular|handy|whats|(?:ruf|kontakt)nummer|landline|festnetz|(?<!\\S)(?:cell?|mob)(?!\\S)',
		'^(?:(?:contact|alt\\w*|main|primary|other) )?(?:(?:home|work|office|business|casa|trabalho|trabajo|oficina|residencial|comercial|privat|fi(?:jo|x[eo])|number|numero(?: de contac?to)?|nummer|(?<=\\w )n[or])(?: |$))+$',
	].join('|'),
);
/** Fields that have long numbers of another kind, such as `customer_id` and `createdAt`. */
const OTHER_FIELD = /(?:^|[\s_-])(?:id|at|on|date|time(?:stamp)?)$|[a-z](?:I[dD]|At|On|Date|Time)$/;

/** 7 to 15 digits, also with the punctuation of phone numbers, but not in a word such as a UUID. */
const LIKE_A_NUMBER = /(?<![\w-])\d(?:[\s()./-]{0,3}\d){6,14}(?!-?\w|@)/;
/** A date, also with a time, that is no part of a longer number. */
const DATE = /(?<![\d./-])\d{1,4}([-./])\d{1,2}\1\d{1,4}(?![./-]?\d)(?:[T ]\d\d?:[\d:.+-]+)?/g;

/** In a column of several, texts with fewer digits are notes if they can't be read as a number. */
const FEWEST_DIGITS = 7;

/** An entry of the list. */
interface Entry {
	readonly value: unknown;
	/** The row of several columns that it's in. */
	readonly row?: number;
	/** Of an entry in a row with several columns: `row 2, column "Cell"`. */
	readonly place?: string;
}

/** Phone numbers in any notation, which can be searched quickly even if there are thousands. */
export class NumberList {
	private readonly index = new Map<string, string[]>();
	/** By the same, the contacts of those numbers, as soon as they were needed. */
	private readonly contacts = new Map<string, ReadonlySet<string>>();

	/**
	 * @param raw texts, arrays, or items of another node
	 * @param country of numbers without a country code
	 * @throws InvalidInput if an entry isn't a phone number, or if an item has several and may have only one
	 */
	constructor(raw: unknown, country: string | undefined, { isOnePerRow = false } = {}) {
		const entries = entriesOf(raw, country);
		if (isOnePerRow) requireOnePerRow(entries);
		// An expression that takes the wrong field must not allow everybody.
		if (entries.length === 0 && !isEmpty(raw)) {
			throw invalid('has entries without a phone number: map them to the field with the number');
		}
		entries.forEach((entry, position) => {
			const number = numberIn(entry, position, country);
			addTo(this.index, endingOf(number), number);
		});
	}

	/** @param number in E.164 form */
	has(number: string): boolean {
		const ending = endingOf(number);
		const contacts = this.contacts.get(ending) ?? this.contactsOf(ending);
		this.contacts.set(ending, contacts);
		return contacts.has(contactOf(number));
	}

	/** @param number in E.164 form, for which no other spelling counts */
	hasExactly(number: string): boolean {
		const entries = this.index.get(endingOf(number)) ?? [];
		return entries.some((entry) => normalized(entry) === number);
	}

	private contactsOf(ending: string): ReadonlySet<string> {
		const entries = this.index.get(ending) ?? [];
		return new Set(entries.map((entry) => contactOf(normalized(entry))));
	}
}

/** A list of those who may be called must not allow a number that is in another column by chance. */
function requireOnePerRow(entries: readonly Entry[]): void {
	const rows = entries.flatMap(({ row }) => row ?? []);
	const double = rows.find((row, index) => rows[index + 1] === row);
	if (double === undefined) return;
	throw invalid(
		`has several phone numbers in row ${double}: map the items to the field with the number`,
	);
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

function isNumber(text: string, country?: string): boolean {
	return attempt(() => toE164(text, country)).ok;
}

function numberIn({ value, place }: Entry, position: number, country: string | undefined): string {
	if (typeof value === 'string' && INTERNATIONAL.test(value)) return value;
	const number = attempt(() => toE164(value, country));
	if (number.ok) return number.value;
	const unset =
		country === undefined ? " (an expression in Default Country isn't used for the list)" : '';
	throw invalid(`${place ?? `entry ${position + 1}`}: ${textOfFaults(number)}${unset}`);
}

/** The entries that aren't blank. */
function entriesOf(raw: unknown, country: string | undefined): Entry[] {
	if (isBlank(raw)) return [];
	if (Array.isArray(raw)) {
		return raw.flatMap((each, index) =>
			isRecord(each) ? entriesOfRow(each, index + 1, country) : entriesOf(each, country),
		);
	}
	if (isRecord(raw)) return entriesOfRow(raw, 1, country);
	const text = asText(raw);
	if (text.trim().startsWith('[')) {
		return entriesOf(asJson(text, '["+12125550123"]'), country);
	}
	return partsOf(text).map((value) => ({ value }));
}

function partsOf(text: string): string[] {
	return text
		.split(/[,;\n]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/** The phone numbers of a contact: its only field, or those in all fields that are named like one, and those with +. */
function entriesOfRow(row: JsonObject, position: number, country: string | undefined): Entry[] {
	const item = isRecord(row.json) ? row.json : row;
	const fields = Object.entries(item);
	const phones = fields.filter(([name]) => isPhoneColumn(name));
	// Texts inside a phone field may be labels of its numbers.
	const isPlain = !phones.some(([, value]) => typeof value === 'object');
	if (fields.length === 1 && isPlain) {
		return fields.flatMap(([, value]) => entriesOf(value, country));
	}
	const entries = fields.flatMap(([name, value]): Entry[] => {
		const numbers = textsIn(value).flatMap((text) =>
			isPhoneColumn(name) ? numbersIn(text, country) : internationalIn(text),
		);
		return numbers.map((number) => ({
			value: number,
			row: position,
			place: `row ${position}, column ${quoted(name)}`,
		}));
	});
	if (entries.length > 0) return entries;
	const found = `map the items to the field with the number (found ${quoted(item)})`;
	if (phones.length === 0) {
		throw invalid(`has an item without a field for a phone number: ${found}`);
	}
	// An item without a number blocks nobody, so it must be certain that there is none.
	const other = fields.find(mayHaveNumber);
	if (!other) return [];
	throw invalid(
		`has an item whose phone number may be in ${quoted(other[0])}, because its phone fields are empty: ${found}`,
	);
}

function isPhoneColumn(name: string): boolean {
	if (OTHER_FIELD.test(name)) return false;
	const words = (text: string) =>
		text
			.normalize('NFD')
			.replace(/\p{M}/gu, '')
			.replace(/([a-z])([A-Z])/g, '$1 $2')
			.replace(/\P{L}+/gu, ' ');
	// Home (US)
	return [name, name.replace(/\(.*/, '')].some((text) =>
		PHONE_COLUMN.test(words(text).trim().toLowerCase()),
	);
}

/** The texts and numbers in a value, at any depth. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string' || typeof value === 'number') return [String(value)];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

/** The numbers in a column for phones, which may have notes as well. If they can't be distinguished, the whole text. */
function numbersIn(text: string, country: string | undefined): string[] {
	const parts = partsOf(text);
	const numbers = parts.filter((part) => isLong(part) || isNumber(part, country));
	const isClear = numbers.some(isLong) || numbers.length === parts.length || !isLong(text);
	return isClear ? numbers : [text];
}

function isLong(text: string): boolean {
	return text.replace(/\P{Nd}/gu, '').length >= FEWEST_DIGITS;
}

/** The numbers with + in another column, also after a label such as `tel:`. */
function internationalIn(text: string): string[] {
	// Marks for the order on screens, of which one may be left of a pair.
	return partsOf(text.replace(/[\u200e\u202a\u202c]/g, ''))
		.map((part) => part.replace(/^[a-z]+:/i, ''))
		.filter((part) => /^[^\p{L}\p{N}]*[+\uff0b]/u.test(part) && isNumber(part));
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
