import { readFileSync } from 'node:fs';
import path from 'node:path';

import { getCountries, getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';

import { zonesOf } from '../../nodes/Talkover/shared/phone/timeZones';

// cspell:ignore Mato Grosso Manaus Punta Moresby

const SOURCE = path.join(__dirname, '../../tools/scripts/phoneZones/map_data.txt');

test.each([
	['a number of an area code', '+12125550123', ['America/New_York']],
	['a number of an area code with two zones', '+12083012345', 'America/Boise America/Los_Angeles'],
	['a number of a city in such an area code', '+12082011234', ['America/Denver']],
	['a mobile number with an area code', '+5511912345678', ['America/Sao_Paulo']],
	// The source has Noronha only.
	['a number of Recife', '+5581912345678', 'America/Noronha America/Recife'],
	['a mobile number of a country with one zone', '+491711234567', ['Europe/Berlin']],
	['a mobile number of a country with several', '+34612345678', 'Atlantic/Canary Europe/Madrid'],
	// The source has Sydney for all of them and lacks Darwin, and a phone in Perth would ring at 6 in the morning.
	[
		'a mobile number without area code',
		'+61412345678',
		expect.arrayContaining(['Australia/Darwin', 'Australia/Perth']),
	],
	['a freephone number', '+18005550199', expect.arrayContaining(['Pacific/Honolulu'])],
	['a number that the plan does not list', '+34555123456', 'Atlantic/Canary Europe/Madrid'],
	['a number without a country', '+870773123456', []],
	['a freephone number without a country', '+80012345678', []],
])('the time zones of %s (%s) are known', (_what, number, zones) => {
	expect(zonesOf(number)).toEqual(typeof zones === 'string' ? zones.split(' ') : zones);
});

const lines = readFileSync(SOURCE, 'utf8').matchAll(/^(\d+)\|(\S+)$/gm);
const source = new Map([...lines].map(([, prefix = '', zones = '']) => [prefix, zones.split('&')]));

/** All zones that the source has for a prefix and for longer ones. */
function zonesBelow(prefix: string): string[] {
	const found = [...source].filter(([each]) => each.startsWith(prefix));
	return [...new Set(found.flatMap(([, zones]) => zones))].sort();
}

/** Area codes of North America that overlay others with several zones, or with other zones in the source. */
const OVERLAYS: Readonly<Record<string, string>> = {
	...{ 236: '250', 257: '250', 672: '250', 778: '250' },
	...{ 273: '418', 367: '418', 581: '418' },
	...{ 364: '270', 448: '850', 458: '541', 474: '306', 639: '306', 689: '407' },
	...{ 879: '709', 930: '812', 986: '208' },
};

const areas = new Set(
	[...source.keys(), ...Object.keys(OVERLAYS).map((area) => `1${area}`)].flatMap(
		(prefix) => /^1([2-9]\d\d)/.exec(prefix)?.[1] ?? [],
	),
);

test('the exchanges of an area code in North America have their zones in the source, and all others those of the whole area', () => {
	const exchanges = [...areas].flatMap((area) => {
		const listed = [...source.keys()].flatMap((prefix) =>
			prefix.startsWith(`1${area}`) && prefix.length > 4 ? prefix.slice(4).padEnd(3, '2') : [],
		);
		return [...new Set([...listed, '299', '555', '731', '992'])].map((exchange) => ({
			number: `+1${area}${exchange}0123`,
			area,
		}));
	});
	const expected = exchanges.map(({ number, area }) => {
		const listed = [7, 6, 5].map((length) => source.get(number.slice(1, 1 + length)));
		const overlaid = OVERLAYS[area] === undefined ? [] : zonesBelow(`1${OVERLAYS[area]}`);
		const ofArea = [...new Set([...zonesBelow(`1${area}`), ...overlaid])].sort();
		return [number, listed.find(Boolean) ?? ofArea];
	});

	const found = exchanges.map(({ number }) => [number, [...zonesOf(number)]]);

	// Numbers that the plan doesn't have may be anywhere.
	const known = found.map(([, zones = []]) => zones.length < 20);
	expect(known.filter(Boolean).length).toBeGreaterThan(3_000);
	expect(areas.size).toBeGreaterThan(430);
	expect(found.filter((_, index) => known[index])).toEqual(
		expected.filter((_, index) => known[index]),
	);
});

/** Their mobile numbers have area codes, or look like those of fixed lines (Chile). */
const WITH_AREA_CODES = ['1', '52', '55', '56'];

test('mobile numbers of countries with several zones may be in all of them', () => {
	const numbers = getCountries().flatMap((country) => {
		const code = getCountryCallingCode(country);
		const number = getExampleNumber(country, examples)?.number;
		return number === undefined || WITH_AREA_CODES.includes(code) ? [] : [{ code, number }];
	});
	const several = numbers.filter(({ code }) => zonesBelow(code).length > 1);

	expect(new Set(several.map(({ code }) => code)).size).toBeGreaterThanOrEqual(20);
	for (const { code, number } of several) {
		// In the source, Kaliningrad has the zone of Bucharest.
		const zones = zonesBelow(code).map((zone) =>
			zone.replace('Europe/Bucharest', 'Europe/Kaliningrad'),
		);
		expect([number, zonesOf(number)]).toEqual([number, expect.arrayContaining(zones)]);
	}
});

// prettier-ignore
test.each([
	['Chile', '+56961234567', 'America/Punta_Arenas America/Santiago Pacific/Easter'],
	['Magallanes in Chile', '+56612221234', 'America/Punta_Arenas'],
	['Papua New Guinea', '+67570123456', 'Pacific/Bougainville Pacific/Port_Moresby'],
	['Kaliningrad', '+74012345678', 'Europe/Kaliningrad'],
	['Algeria', '+213551234567', 'Africa/Algiers'],
	['Libya', '+218912345678', 'Africa/Tripoli'],
	['Morocco', '+212650123456', 'Africa/Casablanca'],
	['Nicaragua', '+50581234567', 'America/Managua'],
	['South Sudan', '+211977123456', 'Africa/Juba'],
	['Mato Grosso do Sul', '+556734801234', 'America/Manaus'],
])('numbers of %s (%s) have the zones of the country that the source lacks', (_where, number, zones) => {
	expect(zonesOf(number)).toEqual(zones.split(' '));
});
