import { bearer, service } from '../support/service';

/** A Google calendar with these events: https://developers.google.com/workspace/calendar/api/v3/reference/events */
export function googleCalendar(accessToken: string, events: readonly object[]) {
	/** The color that each event got last, by its ID. */
	const colors: Record<string, unknown> = {};
	const played = service({
		host: 'www.googleapis.com',
		isAllowed: bearer(accessToken),
		routes: {
			'GET /calendar/v3/calendars/primary/events': () => ({ items: events }),
			'PATCH /calendar/v3/calendars/primary/events/*': ({ body }, id = '') => {
				colors[id] = (body as { colorId: string }).colorId;
				return { id, colorId: colors[id] };
			},
		},
	});
	return { ...played, colors };
}
