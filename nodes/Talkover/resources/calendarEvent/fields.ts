import { dateTime } from '../../parameters/dates';
import { required } from '../../parameters/field';
import { rows } from '../../parameters/groups';
import { choice, number, ownChoice, text } from '../../parameters/scalars';
import { idText } from '../../shared/idText';
import { ZONE } from '../../shared/time/timeRange';

export const title = text({
	displayName: 'Title',
	name: 'title',
	placeholder: 'e.g. Demo with Acme',
	description: 'The title of the event in the calendar',
});

export const startAt = dateTime({
	displayName: 'Start',
	name: 'startAt',
	description: 'The start of the event',
	hint: ZONE,
});

export const endAt = dateTime({
	displayName: 'End',
	name: 'endAt',
	description: 'The end of the event, which must be after its start',
	hint: ZONE,
});

/** How the end of a new event is entered. */
export const endBy = ownChoice({
	displayName: 'End or Duration',
	name: 'endBy',
	default: 'time',
	description: 'How to enter the end of the event',
	options: [
		{ name: 'Duration', value: 'duration' },
		{ name: 'End', value: 'time' },
	],
});

export const durationMinutes = number({
	displayName: 'Duration (Minutes)',
	name: 'durationMinutes',
	default: 30,
	min: 1,
	max: 1440,
	description: 'The time from the start of the event to its end in minutes (1–1440)',
});

export const status = choice({
	displayName: 'Status',
	name: 'status',
	default: 'confirmed',
	description: 'The status of the event',
	options: [
		{ name: 'Cancelled', value: 'cancelled' },
		{ name: 'Confirmed', value: 'confirmed' },
		{ name: 'Tentative', value: 'tentative' },
	],
});

/** Characters. RFC 5321 allows 64 before the @ and 255 for the domain. */
const LONGEST_EMAIL = 320;

export const attendeeName = required(
	text({
		displayName: 'Name',
		name: 'name',
		placeholder: 'e.g. Jane Doe',
		description: 'The name of the attendee in the event',
	}),
);

export const attendeeEmail = required(
	text({
		displayName: 'Email',
		name: 'email',
		placeholder: 'name@email.com',
		description: 'The email address of the attendee',
		maxLength: LONGEST_EMAIL,
		pattern: {
			// The parts can't match each other's characters, so the time is linear.
			regex: /^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/,
			text: 'an email address such as name@email.com',
		},
	}),
);

export const attendees = rows({
	displayName: 'Attendees',
	name: 'attendees',
	rowKey: 'attendee',
	rowName: 'Attendee',
	placeholder: 'Add Attendee',
	description: 'The people who attend the event',
	fields: [attendeeName, attendeeEmail],
});

/** Fields of an event that are rarely set. */
export const moreOfAnEvent = [
	idText({
		displayName: 'Created By',
		name: 'createdBy',
		description: 'The ID of the user who creates the event',
	}),
	text({
		displayName: 'Description',
		name: 'description',
		rows: 3,
		description: 'The description of the event',
	}),
	idText({
		displayName: 'Owner ID',
		name: 'ownerId',
		description: 'The ID of the user or agent that owns the event',
	}),
	choice({
		displayName: 'Owner Type',
		name: 'ownerType',
		default: 'user',
		description: 'The kind of owner whose ID is in Owner ID',
		options: [
			{ name: 'Agent', value: 'agent' },
			{ name: 'User', value: 'user' },
		],
	}),
	status,
	text({
		displayName: 'Type',
		name: 'type',
		placeholder: 'e.g. meeting',
		description: 'Your own category for the event, such as meeting, block or appointment',
	}),
] as const;
