import { operation } from '../../engine/operation';
import { object } from '../../engine/shapes';
import { calendarLocator } from '../../fields/calendar';
import { eventLocator } from '../../fields/calendarEvent';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get calendar event',
	description: 'Get one event, with its attendees and its meeting link',
	fields: [calendarLocator, eventLocator],
	request: ({ calendarId, eventId }) => ({
		method: 'GET',
		path: ['calendars', calendarId, 'events', eventId],
	}),
	data: object,
});
