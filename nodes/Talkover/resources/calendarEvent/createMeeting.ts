import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/options';
import { object } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';
import { eventLocator } from './pickers';

export const createMeeting = operation({
	value: 'createMeeting',
	name: 'Create Meeting Link',
	action: 'Create the meeting link of a calendar event',
	description:
		'Make a link to an online meeting for an event, and store it with the event. The calendar has to be connected to a provider that offers meetings.',
	fields: [calendarLocator, eventLocator],
	options: [resendUnknown],
	request: ({ calendarId, eventId }) => ({
		method: 'POST',
		path: ['calendars', calendarId, 'events', eventId, 'meeting'],
		creates: {
			key: ['meeting', eventId],
			label: `the meeting link of the event ${eventId}`,
			where: 'in the event',
		},
	}),
	data: object,
});
