import { NumberList } from '../../../../nodes/Talkover/calls/rules/numbers/numberList';

const NEW_YORK = '+12125001000';
const LOS_ANGELES = '+12135001000';

/** Whether a list has a number. */
function has(list: unknown, number: string, country = 'US'): boolean {
	return new NumberList(list, country).has(number);
}

// prettier-ignore
test.each<[string, unknown]>([
	['numbers separated by commas', '+1 212 500-1000, +12145551234'],
	['numbers of lines', '+1 212 500-1000\n+12145551234'],
	['national numbers', '212 500 1000'],
	['an array', ['+12145551234', ['(212) 500-1000'], null]],
	['JSON', '["+12125001000"]'],
	['JSON after a blank', ' ["+12125001000"]'],
	['one row', { phone: '212 500 1000', name: 'Ana' }],
	['items with one field', [{ json: { x: 12125001000 } }]],
	['items of a node', [{ json: { Phone: '212 500 1000', row: 2 } }]],
	['items with several fields', [{ phone: '', home_tel: '212 500 1000', hasMobile: true }]],
	['items whose number is beside an empty field', [{ phone: '+12145551234', a: 1 }, { number: '212 500 1000', WhatsApp: '' }]],
	['items with an ID of Telegram', [{ number: 2125001000, telegram: '12145551234' }]],
	['items with a number for calls and another one', [{ number: '212 500 1000', WhatsApp: '12145551234' }]],
	['items of which some have no number', [{ phone: '2125001000', row: 1 }, { phone: '', email: 'a1234567@b.c', contact_id: 2125002000, createdAt: 1767625200000, born: '05.01.1990', seen: '2026-01-05T15:00:00.000Z', at: 40.7127753, now: new Date(), key: '42661417-4266-4141-a400-042661417400' }]],
])('%s are a list', (_form, list) => {
	expect(has(list, NEW_YORK)).toBe(true);
	expect(has(list, '+14165001000')).toBe(false);
});

test.each([[[]], ['[]']])('the empty list %j has nobody', (list) => {
	expect(has(list, NEW_YORK)).toBe(false);
});

test('a list has all spellings of its numbers, unless it says who may be called', () => {
	const list = new NumberList('+55 31 8765-4321, +52 1 55 1234 5678', undefined);
	const numbers = ['+5531987654321', '+553187654321', '+525512345678', '+5531927654321'];

	expect(numbers.map((number) => list.has(number))).toEqual([true, true, true, false]);
	expect(numbers.map((number) => list.hasExactly(number))).toEqual([false, true, true, false]);
});

// prettier-ignore
test.each<[string, unknown, boolean]>([
	['the first and the third of three columns', { Phone: '212 500 1000', Name: 'Ana', Cell: '213 500 1000' }, true],
	['a number instead of a text', { Teléfono: 2135001000, id: 4711 }, true],
	['something else beside the number', { Phone: 'n/a', 'Work 2': '(213) 500-1000' }, true],
	['several numbers in a field', { Phone: '212 500 1000; 213 500 1000, ext. 12', row: 1 }, true],
	['a list of a CRM', { name: 'Ana', phone: [{ label: 'work', value: '213 500 1000', primary: true }] }, true],
	['an object with several numbers', { phones: { primary: NEW_YORK, other: '213 500 1000' } }, true],
	['a list of objects as its only field', { phone: [{ label: 'work', value: '213 500 1000', primary: true }] }, true],
	['a list of numbers', { phones: ['212 500 1000', 2135001000] }, true],
	['another column, with +', { Phone: '212 500 1000', Fax: { line: '+1 213 500 1000' } }, true],
	['another column, without +', { Phone: '212 500 1000', Fax: '213 500 1000' }, false],
	['a column with the time of a change', { Phone: '212 500 1000', phone_updated_at: '2026-01-05T15:00:00Z' }, false],
	['a column with a Telegram ID', { Phone: '212 500 1000', Telegram: '2135001000' }, false],
	['short texts', { Phone: '212 500 1000', Cell: 'no', Home: '-', Work: 'Room 4711', hasMobile: true }, false],
])('a row with %s has the numbers in it', (_what, row, isListed) => {
	expect(has([{ json: row }], LOS_ANGELES)).toBe(isListed);
});

test.each(['312345', '333444, 312345'])('a row has %j, numbers with six digits', (entered) => {
	const rows = [
		{ Name: 'Ana', Phone: entered },
		{ Name: 'Eva', Phone: '4711' },
	];

	expect(has(rows, '+376312345', 'AD')).toBe(true);
});

/** Names of columns, separated by commas. */
const columns = (names: string) => names.split(', ');

test.each([
	...columns('Cell., Cell2, cell_2, Mob, Mob., Celular, Landline, Fijo, Fixo, Festnetz, Fixe'),
	...columns('Teléfono, Telefone fixo, Tel.2, homeTel, Número, Contact Number, contactNumber'),
	...columns('Home, Home:, Home/Work, Home (US), Home (2), home2, Work No., Alt Home'),
	...columns('Contact No., Alt Number, Alt. Number 2, Alternate Number'),
])('a row with two columns has the number in %s', (column) => {
	expect(has([{ Phone: '212 500 1000', [column]: '213 500 1000' }], LOS_ANGELES)).toBe(true);
});

test.each([
	...columns(
		'Customer Number, Order Number, orderNumber, PO Number, Number of Orders, No, No., Nr',
	),
	...columns('Home Address, Home Page (Work), Contact, Contact Name, Contact Name (Work), Alt'),
	...columns('Mobster, Cellar, Fijos, Hotel, 2'),
	'',
])('a row with a column "%s" may have other digits there', (column) => {
	expect(has([{ Phone: NEW_YORK, [column]: 'A 12345678' }], LOS_ANGELES)).toBe(false);
});

test.each([
	...['tel:+1-213-500-1000', 'tel:+1-213-500-1000;ext=5', 'TEL: +1 213 500 1000'],
	...['whatsapp:+12135001000', "'+1 213 500 1000", '\u2068+1 213 500 1000\u2069'],
	...['(+1) 213 500 1000', '\uff0b1 213 500 1000', '+1 213 500 1000; +1 214 500 1000'],
	...['\u200e+12135001000', '\u202a+1 213 500 1000\u202c', '\u202a+1 213 500 1000'],
	'\u202c+12135001000',
])('a row with %j in another column has the number', (fax) => {
	expect(has([{ Phone: NEW_YORK, Fax: fax }], LOS_ANGELES)).toBe(true);
});

test.each(['12135001000', '5 + 12135001000', 'a+12135001000', '++', '+1 note'])(
	'a row with %j in another column does not',
	(fax) => {
		expect(has([{ Phone: NEW_YORK, Fax: fax }], LOS_ANGELES)).toBe(false);
	},
);

// prettier-ignore
test.each<[string, unknown, string]>([
	['a text that is not a number', '+12125001000, ask Ana', 'entry 2: "ask Ana"'],
	['entries without a number', [undefined, undefined], 'has entries without a phone number'],
	['an empty item, which n8n also passes on if the list was not read', [{ json: {} }], 'has an item without a field'],
	['an item without a number', [{ json: { a: 1, b: 2 } }], 'has an item without a field'],
	['a number in another field', [{ phone: '+12145551234', a: 1 }, { phone: '', fax: { line: '1 (212) 500-1000' } }], 'has an item whose phone number may be in "fax"'],
	['a number that resembles a date', [{ phone: '+12145551234', a: 1 }, { phone: '', fax: '01.23.45.67.89' }], 'has an item whose phone number may be in "fax"'],
	['an ID that may be a number', [{ phone: '+12145551234', a: 1 }, { phone: '', contact_id: '0012125001000' }], 'has an item whose phone number may be in "contact_id"'],
	['groups of digits that are no number', [{ Phone: NEW_YORK, Cell: '123 456 789 000' }], 'row 1, column "Cell": "123 456 789 000" '],
	['words around a number', [{ Phone: NEW_YORK, Home: 'call 213 500 1000 after five' }], 'row 1, column "Home": "call 213 500 1000 after five" '],
	['commas within a number', [{ Phone: NEW_YORK, Email: '' }, { Phone: '213,500,1000', Email: '' }], 'row 2, column "Phone": "213,500,1000" '],
	['a time in a column for phones', [{ Phone: NEW_YORK, Mobile: '2026-01-05T15:00:00Z' }], 'row 1, column "Mobile": "2026-01-05T15:00:00Z" '],
])('%s is rejected', (_what, list, message) => {
	expect(() => has(list, LOS_ANGELES)).toThrow(message);
});

test('an area code separated by a comma is rejected', () => {
	const rows = [{ Phone: NEW_YORK, Telefon: '030, 234567' }];

	expect(() => has(rows, LOS_ANGELES, 'DE')).toThrow('row 1, column "Telefon": "030, 234567" ');
});
