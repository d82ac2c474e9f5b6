/**
 * Recognizes what is in a phone field by mistake, such as a date. Some numbering plans have numbers with the same
 * digits, and a stranger's phone would ring.
 */

/** Also the first day of spreadsheets, the last one of databases, and years of the Thai calendar. */
const YEAR = String.raw`(?:1[89]\d\d|2[015]\d\d|9999)`;
const MONTH = String.raw`(?:0?[1-9]|1[0-2])`;
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
/** After a date with a year of four digits: a time in any notation, a number, or another date. */
const MORE = String.raw`(?:$|[T ,./-]+\d)`;
/** After other dates. Not more, because numbers are written in pairs: 01.12.20.26.11 in France. */
const TIME = String.raw`(?:$|[T ,]+\d{1,2}:)`;

/** Dates with separators. The same separator twice, so that `030-12.11.20` isn't a date. */
const DATES = [
	`${YEAR}([-/. ])${MONTH}\\1${DAY}${MORE}`,
	`${DAY}([-/. ])${MONTH}\\1${YEAR}${MORE}`,
	`${MONTH}([-/. ])${DAY}\\1${YEAR}${MORE}`,
	// With a year of two digits. Not with spaces, because numbers are written in pairs: 22 11 26 in Luxembourg.
	`${DAY}([-/.])${MONTH}\\1\\d\\d${TIME}`,
	`${MONTH}([-/.])${DAY}\\1\\d\\d${TIME}`,
	`\\d\\d([-/.])${MONTH}\\1${DAY}${TIME}`,
	`${YEAR}[-/.]${MONTH}$`,
	`${MONTH}[-/.]${YEAR}$`,
].map((pattern) => new RegExp(`^\\+?${pattern}`));

/** Dates of digits only: year, month and day in both orders, and both followed by a time. */
const DIGIT_DATES = [
	/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[T ]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?Z?$/,
	/^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d$/,
	/^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d$/,
];

const CPF = /^\d{3}([.-])\d{3}\1\d{3}[-/]\d{2}$|^\d{9}-\d{2}$/;
const CNPJ = /^\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}$|^\d{8}\/\d{4}-\d{2}$/;

/**
 * Amounts with separators between thousands. Phone numbers don't begin with a group of one or two digits and three
 * more; those of nine digits are written like 612.345.678.
 */
const THOUSANDS =
	/^-?[1-9]\d{0,2}(?:[.,' ]\d{3})*[.,]\d{1,2}$|^-?[1-9]\d?(?:[.']\d{3})+$|^-?[1-9]\d{2}[.']\d{3}$/;
/** Decimals after the only dot, or a single decimal. In `01.42.68.53.00`, the last pair belongs to the number. */
const DECIMALS = /^[^.a-z]*\d\.\d{1,2}$|\d\.\d$/i;
const NEGATIVE = /^-+ ?\d/;
/** A coordinate or another decimal number. Not with a trunk prefix: 030.901820. */
const FRACTION = /^[1-9]\d?\.\d{4,}(?:$|[, ])|^[1-9]\d\d\.\d{4,6}(?:$|[, ])/;
/** IDs that are recognized by how they're written: Chile's RUT, and the social security numbers of the US. */
const IDS = /^\d{1,2}\.\d{3}\.\d{3}-\d$|^\d{3}-\d{2}-\d{4}$/;
const POSTAL_CODE_OF_BRAZIL = /^\d{5}-\d{3}$|^\d{2}\.\d{3}-\d{3}$/;
const BYTE = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
/** How phone numbers of eight and nine digits are written: 20.26.11.22, 70.123.45.67. */
const IN_GROUPS = String.raw`\d{2}\.\d{2,3}\.\d{2}\.\d{2}`;
const IP_ADDRESS = new RegExp(String.raw`^(?!${IN_GROUPS}$)${BYTE}(?:\.${BYTE}){3}$`);

/** What isn't a phone number, in the order in which it's recognized. */
const LOOKALIKES: readonly {
	readonly what: string;
	/** Of the text without spaces beside separators. */
	readonly tight?: readonly RegExp[];
	/** Of the text as entered. */
	readonly entered?: readonly RegExp[];
}[] = [
	{ what: 'a date', tight: DATES, entered: DIGIT_DATES },
	{ what: 'a CPF', tight: [CPF] },
	{ what: 'a CNPJ', tight: [CNPJ] },
	{ what: 'an ID', tight: [IDS] },
	{ what: 'an amount', tight: [THOUSANDS] },
	{ what: 'a decimal number', tight: [DECIMALS, FRACTION] },
	{ what: 'a negative number', entered: [NEGATIVE] },
	{ what: 'an IP address', tight: [IP_ADDRESS] },
];

/**
 * What a text looks like that isn't a phone number.
 *
 * @param text with ASCII digits, spaces and dashes
 * @param country the default country: ISO 3166-1 alpha-2, in capitals
 * @returns e.g. `a date`; undefined if it may be a phone number
 */
export function lookalikeOf(text: string, country: string | undefined): string | undefined {
	const tight = text.replace(/ ?([-/.]) ?/g, '$1');
	for (const lookalike of LOOKALIKES) {
		const isTight = matchesAny(tight, lookalike.tight);
		if (isTight || matchesAny(text, lookalike.entered)) return lookalike.what;
	}
	return country === 'BR' ? lookalikeInBrazil(text, tight) : undefined;
}

function matchesAny(written: string, patterns: readonly RegExp[] = []): boolean {
	for (const pattern of patterns) if (pattern.test(written)) return true;
	return false;
}

/** What has no separators that tell it from the numbers of other countries. */
function lookalikeInBrazil(text: string, tight: string): string | undefined {
	if (isCpf(text)) return 'a CPF';
	if (isCnpj(text)) return 'a CNPJ';
	return POSTAL_CODE_OF_BRAZIL.test(tight) ? 'a postal code' : undefined;
}

/** Whether digits are a CPF, without separators or with spaces between its groups. */
function isCpf(written: string): boolean {
	if (!/^\d{11}$|^\d{3} \d{3} \d{3} \d{2}$/.test(written)) return false;
	const digits = written.replaceAll(' ', '');
	return hasCheckDigits(digits, [
		[10, 9, 8, 7, 6, 5, 4, 3, 2],
		[11, 10, 9, 8, 7, 6, 5, 4, 3, 2],
	]);
}

function isCnpj(digits: string): boolean {
	const first = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
	return /^\d{14}$/.test(digits) && hasCheckDigits(digits, [first, [6, ...first]]);
}

/** Whether the last two digits are the check digits of those before them (modulo 11). */
function hasCheckDigits(digits: string, weights: readonly (readonly number[])[]): boolean {
	return weights.every((factors) => {
		const sum = factors.reduce((total, factor, index) => total + factor * Number(digits[index]), 0);
		const rest = sum % 11;
		return Number(digits[factors.length]) === (rest < 2 ? 0 : 11 - rest);
	});
}
