import { dateTime } from '../../parameters/dates';
import { required } from '../../parameters/field';
import { rows } from '../../parameters/groups';
import { choice, text } from '../../parameters/scalars';
import { idText } from '../../shared/idText';
import { ZONE } from '../../shared/timeRange';

export const title = text({
	displayName: 'Title',
	name: 'title',
	placeholder: 'e.g. Demo with Acme',
	description: 'What the event is called in the calendar',
});

export const startAt = dateTime({
	displayName: 'Start',
	name: 'startAt',
	description: `When the event begins. ${ZONE}`,
});

export const endAt = dateTime({
	displayName: 'End',
	name: 'endAt',
	description: `When the event ends, which has to be after its start. ${ZONE}`,
});

export const status = choice({
	displayName: 'Status',
	name: 'status',
	default: 'confirmed',
	description: 'Whether the event takes place',
	options: [
		{ name: 'Cancelled', value: 'cancelled' },
		{ name: 'Confirmed', value: 'confirmed' },
		{ name: 'Tentative', value: 'tentative' },
	],
});

/** Characters; RFC 5321 has 64 for the part before the @ and 255 for the domain. */
const LONGEST_EMAIL = 320;

export const attendeeName = required(
	text({
		displayName: 'Name',
		name: 'name',
		placeholder: 'e.g. Jane Doe',
		description: 'The name of the attendee, as the event shows it',
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
			// No part can take over characters of its neighbour, so no text makes it try twice.
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
	description: 'The people who take part in the event',
	fields: [attendeeName, attendeeEmail],
});

/** What of an event is rarely set. */
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
		description: 'What the event is about',
	}),
	idText({
		displayName: 'Owner ID',
		name: 'ownerId',
		description: 'The ID of the user or the agent that the event belongs to',
	}),
	choice({
		displayName: 'Owner Type',
		name: 'ownerType',
		default: 'user',
		description: 'What the owner ID is the ID of',
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
		description: 'A word of your own for the kind of event, such as meeting, block or appointment',
	}),
] as const;
