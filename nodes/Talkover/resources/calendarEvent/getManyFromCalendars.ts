import type { Documented } from '../../api/contract/documented';
import { requestFields } from '../../api/contract/requestFields';
import { idOf, textOfId } from '../../api/content/identity';
import type { Send } from '../../api/client';
import type { Failure } from '../../api/response/reply';
import { localFailure, unreadableAnswer } from '../../api/response/failure';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { requiredIfShown, shownWhen } from '../../parameters/field';
import { filtersOf } from '../../parameters/groups';
import { idList } from '../../parameters/lists';
import { ownChoice } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { list } from '../../operation/answers/shapes';
import { CALENDAR_LIST, MOST_CALENDARS, calendars } from '../../shared/calendar';
import { from, to } from '../../shared/time/timeRange';
import { allOf } from '../../pickers/locator';

/** The list of calendars loads once it is shown: a node that was just added has no credential yet. */
const selection = ownChoice({
	displayName: 'Calendars',
	name: 'calendars',
	default: 'all',
	description: 'The calendars whose events are retrieved',
	options: [
		{ name: 'All', value: 'all', description: 'Takes one more request per run' },
		{ name: 'Selected', value: 'selected' },
	],
});

const calendarIds = requiredIfShown(
	idList({
		displayName: 'Calendar Names or IDs',
		name: 'calendarIds',
		method: 'getCalendars',
		load: allOf(calendars),
		hint: 'In an expression, separate several IDs with commas.',
	}),
);

const filters = filtersOf([from, to]);

const calendarList: Shape<Documented<'Calendar'>[]> = list;

/** The IDs of all calendars. A failure if there may be more than Talkover returns. */
async function allCalendars(send: Send): Promise<Result<string[], Failure>> {
	const answer = await send(CALENDAR_LIST);
	if (!answer.ok) return answer;
	const found = calendarList.read(answer);
	if (found === undefined) return unreadableAnswer(answer.status, answer.body);
	if (found.length >= MOST_CALENDARS) {
		return localFailure(
			`Talkover returns at most ${MOST_CALENDARS} calendars, so some may be missing`,
			"Set 'Calendars' to Selected",
		);
	}
	return ok(found.flatMap((calendar) => textOfId(idOf(calendar, 'calendar')) ?? []));
}

export const getManyFromCalendars = operation({
	value: 'getManyFromCalendars',
	name: 'Get Many From Calendars',
	action: 'Get many events from several calendars',
	description: 'Retrieve a list of the events of several calendars',
	fields: [selection, shownWhen({ calendars: ['selected'] }, calendarIds), filters],
	request: ({ calendarIds: ids, filters: chosen }) => ({
		endpoint: 'listCalendarEventsBatch',
		path: ['calendars', 'events'],
		query: requestFields('ListCalendarEventsBatchQuery', { calendarIds: ids, ...chosen }),
	}),
	before: async ({ request, values: { calendars: which, filters: chosen }, sendCached }) => {
		if (which !== 'all') return undefined;
		const ids = await allCalendars(sendCached);
		if (!ids.ok) return ids;
		if (ids.value.length === 0) return ok({ items: [] });
		const query = requestFields('ListCalendarEventsBatchQuery', {
			calendarIds: ids.value,
			...chosen,
		});
		return ok({ request: { ...request, query } });
	},
	isList: true,
	data: list,
});
