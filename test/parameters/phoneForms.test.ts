import { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } from 'google-libphonenumber';
import type { CountryCode } from 'libphonenumber-js/max';
import { isValidPhoneNumber } from 'libphonenumber-js/max';

import { COUNTRIES } from '../../nodes/Talkover/parameters/countries';
import { phone } from '../../nodes/Talkover/shared/phone/phone';

interface Example {
	/** In E.164 form. */
	readonly number: string;
	/** The digits after the country code. */
	readonly significant: string;
	/** As people in the country write it, with the trunk prefix. */
	readonly national: string;
	/** With plus and spaces. */
	readonly international: string;
	/** The country code. */
	readonly code: string;
}

/** Google's library, which is independent of the one that the node uses. */
const google = PhoneNumberUtil.getInstance();

/** Google's examples of a mobile and a fixed-line number in a country, without those that its plan no longer has. */
function examplesOf(country: string): readonly Example[] {
	return [PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE].flatMap((type) => {
		const example = google.getExampleNumberForType(country, type);
		// Ascension and Tristan da Cunha have numbers of one type only.
		if (!(example as unknown)) return [];
		const number = google.format(example, PhoneNumberFormat.E164);
		if (!isValidPhoneNumber(number, country as CountryCode)) return [];
		return [
			{
				number,
				significant: google.getNationalSignificantNumber(example),
				national: google.format(example, PhoneNumberFormat.NATIONAL),
				international: google.format(example, PhoneNumberFormat.INTERNATIONAL),
				code: String(example.getCountryCode()),
			},
		];
	});
}

/** The same number as HubSpot, Pipedrive, RD Station and spreadsheets store it. */
const FORMS: Readonly<Record<string, (example: Example) => string>> = {
	'in international form': ({ international }) => international,
	'in international form with non-breaking spaces': ({ international }) =>
		international.replaceAll(' ', '\u00a0'),
	'in international form with dots': ({ international }) => international.replace(/[ -]/g, '.'),
	'with 00': ({ international }) => international.replace('+', '00 '),
	'in national form': ({ national }) => national,
	'in national form, digits only': ({ national }) => national.replace(/\D/g, ''),
};

/** Forms that are ambiguous in a few countries, where they're rejected. */
const AMBIGUOUS_FORMS: typeof FORMS = {
	'in national form with dots': ({ national }) => national.replace(/[ -]/g, '.'),
	'without plus': ({ code, significant }) => `${code}${significant}`,
	'without trunk prefix': ({ significant }) => significant,
};

const all = Object.keys(COUNTRIES);

test('nearly all countries have examples, most of them of both types', () => {
	const counts = all.map((country) => examplesOf(country).length);

	expect(counts.filter((count) => count === 0)).toEqual([]);
	expect(counts.filter((count) => count === 2).length).toBeGreaterThan(230);
});

/** What an entered number is sent as, or why it's rejected. */
function read(entered: string, country?: string): string {
	const parsed = phone.parse(entered, { timezone: 'UTC', country });
	return parsed.ok ? parsed.value : (parsed.faults[0]?.text ?? '');
}

/** The examples of all countries in some forms: what is entered, and the number that it is. */
function entriesIn(forms: typeof FORMS) {
	return all.flatMap((country) =>
		examplesOf(country).flatMap((example) =>
			Object.values(forms).map((write) => ({
				country,
				entered: write(example),
				number: example.number,
			})),
		),
	);
}

test('numbers of every country are read in every form in which people write them', () => {
	const wrong = entriesIn(FORMS)
		.map((entry) => ({ ...entry, read: read(entry.entered, entry.country) }))
		.filter(({ number, read: sent }) => sent !== number);

	expect(wrong).toEqual([]);
});

test.each([undefined, 'US', 'BR', 'DE', 'SG', 'AU'])(
	'numbers of every country with plus are read with Default Country %s',
	(from) => {
		const { 'in international form': international = () => '' } = FORMS;
		const wrong = entriesIn({ international })
			.map((entry) => ({ ...entry, read: read(entry.entered, from) }))
			.filter(({ number, read: sent }) => sent !== number);

		expect(wrong).toEqual([]);
	},
);

const REJECTED = /can be read as|looks like|ends in zeros/;

test('no form of a number is called as another number', () => {
	const wrong = entriesIn(AMBIGUOUS_FORMS)
		.map((entry) => ({ ...entry, read: read(entry.entered, entry.country) }))
		.filter(({ number, read: sent }) => sent !== number && !REJECTED.test(sent));

	expect(wrong).toEqual([]);
});

test('a number without plus or trunk prefix is ambiguous in a few countries only', () => {
	const { 'in national form with dots': _dots, ...withoutSigns } = AMBIGUOUS_FORMS;
	const rejected = entriesIn(withoutSigns)
		.filter(({ country, entered, number }) => read(entered, country) !== number)
		.map(({ country }) => country);

	// The example of South Korea ends in eight zeros.
	expect([...new Set(rejected)]).toEqual(['ID', 'XK', 'KR', 'SE']);
});

test('a number with 00 never reaches another number, in whichever country it is entered', () => {
	const numbers = all.flatMap((country) => examplesOf(country).map(({ number }) => number));
	const wrong = all
		.flatMap((country, index) =>
			// Every seventh, so that all countries together cover all numbers many times.
			numbers
				.filter((_, nth) => nth % 7 === index % 7)
				.map((number) => ({ country, number, read: read(`00${number.slice(1)}`, country) })),
		)
		.filter(({ number, read: sent }) => sent !== number && !REJECTED.test(sent));

	expect(wrong).toEqual([]);
});
