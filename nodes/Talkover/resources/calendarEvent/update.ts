import { invalid } from '../../parameters/invalidInput';
import { apiFields } from '../../parameters/apiNames';
import { collection } from '../../parameters/groups';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';
import { eventLocator } from './pickers';
import { checkOrder } from '../../shared/timeRange';
import { attendees, endAt, moreOfAnEvent, startAt, title } from './fields';

const updateFields = collection({
	displayName: 'Update Fields',
	name: 'updateFields',
	placeholder: 'Add Field',
	fields: [attendees, endAt, startAt, title, ...moreOfAnEvent],
});

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update calendar event',
	description:
		'Change an event: what is not added stays as it is. To add or remove a single person, use Add Attendee or Remove Attendee.',
	fields: [calendarLocator, eventLocator, updateFields],
	request: ({ calendarId, eventId, updateFields: { attendees: people = [], ...others } }) => {
		checkOrder({ label: 'Start', at: others.startAt }, { label: 'End', at: others.endAt });
		// A group that was added and left empty is no wish to have nobody there.
		const body = apiFields({ ...others, attendees: people.length > 0 ? people : undefined });
		if (Object.keys(body).length === 0) {
			throw invalid("There is nothing to change: add at least one field to 'Update Fields'");
		}
		return { method: 'PUT', path: ['calendars', calendarId, 'events', eventId], body };
	},
	data: object,
});
