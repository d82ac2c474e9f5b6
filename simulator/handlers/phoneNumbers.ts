import type { Handlers } from './handler';
import { ok } from './handler';

export const phoneNumbers: Handlers = {
	listPhoneNumbers: (context, { state }) => {
		const search = String(context.request.query.search ?? '');
		return ok({
			data: state.phoneNumbers.filter(
				({ id, number, type, has_voice: voice }) =>
					type === (context.request.query.type ?? type) &&
					String(voice) === String(context.request.query.has_voice ?? voice) &&
					`${String(id)} ${String(number)}`.includes(search),
			),
		});
	},
};
