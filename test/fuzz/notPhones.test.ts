import fc from 'fast-check';

import { COUNTRIES } from '../../nodes/Talkover/parameters/countries';
import { phone } from '../../nodes/Talkover/shared/phone/phone';
import { fuzz } from '../support/fuzz';

/** What people and programs put into a phone field by mistake must never be dialed. */
function expectRejected(entered: string, country: string | undefined): void {
	expect(phone.parse(entered, { timezone: 'UTC', country })).toHaveProperty('faults');
}

const anyCountry = fc.constantFrom(undefined, ...Object.keys(COUNTRIES));

const day = fc.record({
	year: fc.integer({ min: 1900, max: 2099 }).map(String),
	month: fc.integer({ min: 1, max: 12 }),
	day: fc.integer({ min: 1, max: 31 }),
	hour: fc.integer({ min: 0, max: 23 }).map(two),
	minute: fc.integer({ min: 0, max: 59 }).map(two),
});

type Day = typeof day extends fc.Arbitrary<infer Value> ? Value : never;

function two(number: number): string {
	return String(number).padStart(2, '0');
}

const DATES: readonly ((date: Day) => string)[] = [
	({ year, month, day: d }) => `${year}-${two(month)}-${two(d)}`,
	({ year, month, day: d }) => `${two(d)}/${two(month)}/${year}`,
	({ year, month, day: d }) => `${two(month)}/${two(d)}/${year}`,
	({ year, month, day: d }) => `${d}. ${month}. ${year}`,
	({ year, month, day: d }) => `${two(d)}.${two(month)}.${year}`,
	({ year, month, day: d }) => `${year}/${two(month)}/${two(d)}`,
	({ year, month, day: d }) => `${two(d)}-${two(month)}-${year.slice(2)}`,
	({ year, month, day: d }) => `${year}${two(month)}${two(d)}`,
	({ year, month, day: d }) => `${two(d)}${two(month)}${year}`,
	({ year, month, day: d, hour, minute }) =>
		`${year}-${two(month)}-${two(d)}T${hour}:${minute}:00.000Z`,
	({ year, month, day: d, hour, minute }) => `${two(d)}/${two(month)}/${year} ${hour}:${minute}`,
	({ year, month, day: d, hour, minute }) => `${year}${two(month)}${two(d)}${hour}${minute}`,
	({ year, month }) => `${two(month)}/${year}`,
];

fuzz(
	'a date in any of thirteen notations is rejected as a phone number in every country',
	fc.tuple(day, fc.constantFrom(...DATES), anyCountry),
	([date, write, country]) => {
		expectRejected(write(date), country);
	},
);

/** The digits with their check digits, modulo 11. */
function withCheckDigits(digits: readonly number[], factors: readonly (readonly number[])[]) {
	const checked = [...digits];
	for (const weights of factors) {
		const sum = weights.reduce((total, weight, index) => total + weight * (checked[index] ?? 0), 0);
		checked.push(sum % 11 < 2 ? 0 : 11 - (sum % 11));
	}
	return checked.join('');
}

const digits = (length: number) =>
	fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });

const NINE_DOWN = [10, 9, 8, 7, 6, 5, 4, 3, 2];
const cpf = digits(9).map((body) => withCheckDigits(body, [NINE_DOWN, [11, ...NINE_DOWN]]));
const CNPJ = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
const cnpj = digits(12).map((body) => withCheckDigits(body, [CNPJ, [6, ...CNPJ]]));

fuzz(
	'a CPF is rejected with its separators in every country, and without them in Brazil',
	fc.tuple(cpf, anyCountry),
	([id, country]) => {
		const [a, b, c, d] = [id.slice(0, 3), id.slice(3, 6), id.slice(6, 9), id.slice(9)];
		expectRejected(`${a}.${b}.${c}-${d}`, country);
		expectRejected(id, 'BR');
		expectRejected(`${a} ${b} ${c} ${d}`, 'BR');
	},
);

fuzz(
	'a CNPJ is rejected with its separators in every country, and without them in Brazil',
	fc.tuple(cnpj, anyCountry),
	([id, country]) => {
		const [a, b, c] = [id.slice(0, 2), id.slice(2, 5), id.slice(5, 8)];
		expectRejected(`${a}.${b}.${c}/${id.slice(8, 12)}-${id.slice(12)}`, country);
		expectRejected(id, 'BR');
	},
);

const grouped = (amount: number, separator: string) =>
	amount.toLocaleString('en-US').replaceAll(',', separator);

const PRICES: readonly ((amount: number, cents: string) => string)[] = [
	(amount, cents) => `${amount}.${cents}`,
	(amount, cents) => `${amount},${cents}`,
	(amount, cents) => `${grouped(amount, '.')},${cents}`,
	(amount, cents) => `${grouped(amount, ',')}.${cents}`,
	(amount, cents) => `${grouped(amount, "'")}.${cents}`,
	(amount, cents) => `R$ ${grouped(amount, '.')},${cents}`,
	(amount, cents) => `$${grouped(amount, ',')}.${cents}`,
	(amount, cents) => `${grouped(amount, ' ')},${cents} €`,
	(amount) => `${amount}.5`,
	(amount) => grouped(amount, ','),
	(amount) => `-${amount}`,
	(amount) => (amount < 1000 ? `${amount}.00` : grouped(amount, '.')),
];

fuzz(
	'a price in any of twelve notations is rejected as a phone number in every country',
	fc.tuple(
		fc.integer({ min: 1, max: 99_999_999 }),
		// With zeros only, it can't be told from a number that a program has converted to a decimal number.
		fc.integer({ min: 1, max: 99 }).map(two),
		fc.constantFrom(...PRICES),
		anyCountry,
	),
	([amount, cents, write, country]) => {
		expectRejected(write(amount, cents), country);
	},
);
