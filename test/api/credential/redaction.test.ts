import { redactionOf } from '../../../nodes/Talkover/api/credential/redaction';

// At every offset, the Base64 of this contains both characters that other alphabets replace.
const SECRET = 'talq_>>>>???>>>>???0123456789';
const { text } = redactionOf(SECRET, 'API token');

const PREFIXES = ['', 'a', 'ab'];
const WRITTEN: [string, RegExp, (base64: string) => string][] = [
	['in a URL', /%2[BF]/, encodeURIComponent],
	['in JSON with escaped slashes', /\\\//, (base64) => base64.replaceAll('/', '\\/')],
	['for URLs', /[-_]/, (base64) => base64.replaceAll('+', '-').replaceAll('/', '_')],
];

test.each(WRITTEN)('the Base64 of a secret is redacted %s', (_name, special, write) => {
	const forms = PREFIXES.map((prefix) =>
		write(Buffer.from(`${prefix}${SECRET}`).toString('base64')),
	);

	// Without these characters, the test would prove nothing.
	expect(forms.some((form) => special.test(form))).toBe(true);
	for (const form of forms) {
		expect(text(`key=${form}&x`)).toMatch(/^key=.{0,4}\[API token\].{0,8}&x$/);
	}
});
