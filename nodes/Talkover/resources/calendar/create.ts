import type { Documented } from '../../api/contract/documented';
import { requestFields } from '../../api/contract/requestFields';
import { isSameText } from '../../base/json';
import { required } from '../../parameters/field';
import { additional } from '../../parameters/groups';
import { text } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import { object } from '../../operation/answers/shapes';
import { CALENDAR_LIST } from '../../shared/calendar';
import { idText } from '../../shared/idText';
import { timezoneField } from '../../shared/time/timezone';
import { metadata } from './metadata';

const name = required(
	text({
		displayName: 'Name',
		name: 'name',
		maxLength: 255,
		placeholder: 'e.g. Sales Demo Calendar',
		description: 'The name of the calendar in Talkover',
	}),
);

const ownerId = required(
	idText({
		displayName: 'Owner User ID',
		name: 'ownerId',
		placeholder: 'e.g. user-uuid-1',
		description:
			"The ID of the Talkover user who will own the calendar. Get Many returns it as 'owner_id' for calendars that the user already owns.",
	}),
);

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a calendar',
	description: 'Create a new calendar for a user',
	fields: [
		name,
		ownerId,
		timezoneField("The time zone of the calendar. If empty, the environment's time zone is used"),
		additional([metadata]),
	],
	options: [resendUnknown],
	request: ({ additionalFields, ...main }) => ({
		endpoint: 'createCalendar',
		path: ['calendars'],
		body: requestFields('CreateCalendarRequest', { ...main, ...additionalFields }),
		creates: {
			key: ['calendar', main.name],
			label: `the calendar "${main.name}"`,
			where: 'the list of calendars',
		},
	}),
	recoveryLookup: (values) => ({
		list: CALENDAR_LIST,
		isOwn: (calendar: Documented<'Calendar'>) => isSameText(calendar.name, values.name),
	}),
	data: object,
});
