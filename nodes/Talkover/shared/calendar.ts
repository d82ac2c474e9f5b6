import type { Documented } from '../api/contract/documented';
import { requestFields } from '../api/contract/requestFields';
import { displayText } from '../pickers/request';
import type { Entries } from '../pickers/locator';
import { LEFT_TO_USER, locator } from '../pickers/locator';

/** The most calendars that the list has. */
export const MOST_CALENDARS = 100;

/**
 * The list of calendars. It has no `page`, so only its largest page can be read, with 100 calendars (API reference:
 * list-calendars).
 */
export const CALENDAR_LIST = {
	endpoint: 'listCalendars',
	path: ['calendars'],
	query: requestFields('ListCalendarsQuery', { perPage: MOST_CALENDARS }),
} as const;

export const calendars: Entries = {
	request: () => CALENDAR_LIST,
	entry: (calendar: Documented<'Calendar'>) => ({
		name: displayText(calendar.name) || displayText(calendar.id),
		value: displayText(calendar.id),
		description: displayText(calendar.timezone),
	}),
};

/** The calendar that an operation works on. */
export const calendarLocator = locator({
	displayName: 'Calendar',
	name: 'calendarId',
	builderHint: LEFT_TO_USER,
	what: 'a calendar',
	method: 'searchCalendars',
	idExample: 'calendar_123456',
	entries: calendars,
});
