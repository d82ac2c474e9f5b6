import type { IDataObject } from 'n8n-workflow';

import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/options';
import type { Shape } from '../../operation/shapes';
import { object } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';
import { eventLocator } from './pickers';

/** The meeting link of an event, as the request for one reports it. When the event was created doesn't matter. */
const meetingOfEvent: Shape<IDataObject[]> = {
	read: (body) => {
		const { id, meeting_url: url } = object.read(body) ?? {};
		const isSet = typeof url === 'string' && url !== '';
		return isSet ? [{ event_id: id, meeting_url: url }] : [];
	},
	items: (data) => data,
};

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
	trace: ({ calendarId, eventId }) => ({
		list: { method: 'GET', path: ['calendars', calendarId, 'events', eventId] },
		paging: 'none',
		shape: meetingOfEvent,
		isOwn: () => true,
		mayLackTime: true,
	}),
	data: object,
});
