/** Settings of the Brazilian examples with which they call at any time. */
export const ANY_HOUR = { diasDaSemana: '[1, 2, 3, 4, 5, 6, 7]', inicio: 0, fim: 24 };

/** A phone number as a CRM stores it, and as it's called. */
export const ANSWERS = { entered: '(11) 91234-5678', called: '+5511912345678' };

/** The simulator lets calls to such a number end without an answer. */
export const DOES_NOT_ANSWER = { entered: '(11) 95555-0101', called: '+5511955550101' };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The clocks in São Paulo as if they showed UTC. They are three hours behind it all year. */
function clock(days = 0): Date {
	return new Date(Date.now() - 3 * HOUR_MS + days * DAY_MS);
}

/** The next day from Monday to Friday in São Paulo. */
export function nextWorkingDay(): string {
	const days = [1, 2, 3].map(clock);
	return dateOf(days.find((day) => ![0, 6].includes(day.getUTCDay())) ?? clock());
}

/** The day after tomorrow in São Paulo; 1 is Monday and 7 is Sunday. */
export function inTwoDays(): { readonly weekday: number; readonly date: string } {
	const day = clock(2);
	return { weekday: day.getUTCDay() || 7, date: dateOf(day) };
}

function dateOf(day: Date): string {
	return day.toISOString().slice(0, 10);
}
