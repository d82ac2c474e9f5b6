import type { IDataObject } from 'n8n-workflow';

import type { Documented } from '../../api/contract/documented';
import { isText } from '../../base/json';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import type { Shape } from '../../operation/answers/shapes';
import { list, object } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { eventLocator } from './pickers';

/** The meeting link of an event, in the form of the response to its creation. */
const meetingOfEvent: Shape<IDataObject[]> = {
	...list,
	read: (reply) => {
		const { id, ...event }: Documented<'CalendarEvent'> = object.read(reply) ?? {};
		return hasUrl(event) ? [{ event_id: id, meeting_url: event.meeting_url }] : [];
	},
};

/** A meeting link. No page shows an ID of its own. */
const meeting: Shape<IDataObject> = { ...object, isCreated: hasUrl };

function hasUrl({ meeting_url: url }: Documented<'EventMeeting'>): boolean {
	return isText(url);
}

export const createMeeting = operation({
	value: 'createMeeting',
	name: 'Create Meeting Link',
	action: 'Create a meeting link for a calendar event',
	description: 'Create a link to an online meeting and add it to the event',
	fields: [calendarLocator, eventLocator],
	options: [resendUnknown],
	request: ({ calendarId, eventId }) => ({
		endpoint: 'createEventMeeting',
		path: ['calendars', calendarId, 'events', eventId, 'meeting'],
		creates: {
			key: ['meeting', eventId],
			label: `the meeting link of the event ${eventId}`,
			where: 'the event',
		},
	}),
	recoveryLookup: ({ calendarId, eventId }) => ({
		list: { endpoint: 'getCalendarEvent', path: ['calendars', calendarId, 'events', eventId] },
		shape: meetingOfEvent,
		isOwn: () => true,
		mayLackTime: true,
	}),
	data: meeting,
});
