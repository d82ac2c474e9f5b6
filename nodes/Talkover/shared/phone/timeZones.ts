import { lazily } from '../../base/collections/cache';
import { digitsOfPlace } from './numberingPlan';
import { PREFIXES, SETS, ZONES } from './timeZoneMap';

/** No prefix in the map has more digits. */
const LONGEST_PREFIX = 9;

/** By prefix with the country code. */
const prefixes = lazily(readPrefixes);

/**
 * The time zones in which a number may be, as IANA names; empty if none is known. Numbers that aren't bound to a place,
 * such as mobile numbers in most countries, may be in any time zone of the country code.
 *
 * @param number in E.164 form
 */
export function zonesOf(number: string): readonly string[] {
	const zonesByPrefix = prefixes();
	const digits = digitsOfPlace(number);
	for (let length = Math.min(LONGEST_PREFIX, digits.length); length > 0; length -= 1) {
		const zones = zonesByPrefix.get(digits.slice(0, length));
		if (zones) return zones;
	}
	return [];
}

function readPrefixes(): ReadonlyMap<string, readonly string[]> {
	const zones = ZONES.split(' ').flatMap((group) => {
		const [area = '', places = ''] = group.split(/\/(.*)/);
		return places.split(',').map((place) => [`${area}/${place}`]);
	});
	const sets = SETS.split(' ').map((set) =>
		(set.match(/../g) ?? []).flatMap((letters) => zones[numberOf(letters)] ?? []),
	);
	const all = [...zones, ...sets];
	const found = new Map<string, readonly string[]>();
	let [prefix, its]: [string, readonly string[]] = ['', []];
	for (const [, shared = '', digits = '', letters = ''] of PREFIXES.matchAll(
		/(\d)(\d*)([a-z]*)/gi,
	)) {
		prefix = prefix.slice(0, Number(shared)) + digits;
		if (letters !== '') its = all[numberOf(letters)] ?? [];
		found.set(prefix, its);
	}
	return found;
}

/** The number that two letters stand for. */
function numberOf(letters: string): number {
	const [first = 0, second = 0] = Array.from(letters, (letter) => {
		const code = letter.charCodeAt(0);
		return code > 90 ? code - 97 : code - 65 + 26;
	});
	return first * 52 + second;
}
