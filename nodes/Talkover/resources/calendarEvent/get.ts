import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { eventLocator } from './pickers';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a calendar event',
	description: 'Retrieve an event with its attendees and meeting link',
	fields: [calendarLocator, eventLocator],
	request: ({ calendarId, eventId }) => ({
		endpoint: 'getCalendarEvent',
		path: ['calendars', calendarId, 'events', eventId],
	}),
	data: object,
});
