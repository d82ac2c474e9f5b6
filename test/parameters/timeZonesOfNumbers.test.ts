import { readFileSync } from 'node:fs';
import path from 'node:path';

import { zonesOf } from '../../nodes/Talkover/shared/phone/timeZones';

const SOURCE = path.join(__dirname, '../../scripts/phoneZones/map_data.txt');

test.each([
	['a number of an area code', '+12125550123', ['America/New_York']],
	['a number of an area code with two zones', '+12083012345', 'America/Boise America/Los_Angeles'],
	['a number of a city in such an area code', '+12082011234', ['America/Denver']],
	['a mobile number with an area code', '+5511912345678', ['America/Sao_Paulo']],
	// The source has Noronha only.
	['a number of Recife', '+5581912345678', 'America/Noronha America/Recife'],
	['a mobile number of a country with one zone', '+491711234567', ['Europe/Berlin']],
	['a mobile number of a country with several', '+34612345678', 'Atlantic/Canary Europe/Madrid'],
	// The source has Sydney for all of them, and a phone in Perth would ring at 6 in the morning.
	[
		'a mobile number without area code',
		'+61412345678',
		expect.arrayContaining(['Australia/Perth']),
	],
	['a freephone number', '+18005550199', expect.arrayContaining(['Pacific/Honolulu'])],
	['a number that the plan does not list', '+34555123456', 'Atlantic/Canary Europe/Madrid'],
	['a number without a country', '+870773123456', []],
	['a freephone number without a country', '+80012345678', []],
])('the time zones of %s (%s) are known', (_what, number, zones) => {
	expect(zonesOf(number)).toEqual(typeof zones === 'string' ? zones.split(' ') : zones);
});

test('numbers of fixed lines have the zones of the longest prefix in the source', () => {
	const lines = readFileSync(SOURCE, 'utf8').matchAll(/^(\d+)\|(\S+)$/gm);
	const map = new Map([...lines].map(([, prefix = '', zones = '']) => [prefix, zones]));
	// Area codes of North America, whose numbers all have the same form.
	const numbers = [...map.keys()]
		.filter((prefix) => /^1[2-9]\d\d/.test(prefix) && prefix.length < 8)
		.map((prefix) => `+${prefix.padEnd(7, '2')}0123`);
	const expected = (number: string) =>
		Array.from(number, (_, cut) => map.get(number.slice(1, number.length - cut))).find(Boolean);

	const found = numbers.map((number) => [number, zonesOf(number).join('&')]);

	const listed = found.filter(([, zones]) => zones !== map.get('1'));
	expect(listed.length).toBeGreaterThan(1500);
	expect(listed).toEqual(listed.map(([number = '']) => [number, expected(number)]));
});
