import { readExample } from '../../../../tools/scripts/examples/files';

const DAY_MS = 86_400_000;

/** *Calling Hours* of a Talkover node, as its user has entered them. */
function callingHours(daysOfWeek: readonly string[], from: string, to: string): object {
	const hours = { daysOfWeek, from, to, timeZone: 'America/Sao_Paulo', outside: 'skip' };
	return { callingHours: { hours } };
}

/** Rules with which calls are made at any time. */
export const ANY_HOUR = callingHours(['1', '2', '3', '4', '5', '6', '7'], '00:00', '24:00');

/** The rules of a node of an example, with these hours. */
export function callingAt(
	file: string,
	name: string,
	hours: object = ANY_HOUR,
): { readonly rules: object } {
	const node = readExample(file).nodes.find((each) => each.name === name);
	return { rules: { ...(node?.parameters.rules as object), ...hours } };
}

/** Rules with which calls are made in two days from 9:00 to 18:00 in São Paulo, and when that is. */
export function inTwoDays(): { readonly rules: object; readonly nextAllowedAt: string } {
	const day = clock(2);
	const weekday = String(day.getUTCDay() || 7);
	return {
		rules: callingHours([weekday], '09:00', '18:00'),
		nextAllowedAt: `${dateOf(day)}T12:00:00.000Z`,
	};
}

/** The next day from Monday to Friday in São Paulo. */
export function nextWorkingDay(): string {
	const days = [1, 2, 3].map(clock);
	return dateOf(days.find((day) => ![0, 6].includes(day.getUTCDay())) ?? clock(1));
}

/** The clocks in São Paulo as if they showed UTC. They are three hours behind it all year. */
function clock(days: number): Date {
	return new Date(Date.now() - 3 * 3_600_000 + days * DAY_MS);
}

function dateOf(day: Date): string {
	return day.toISOString().slice(0, 10);
}
