import { newId } from '../../state';
import type { Handlers } from '../handler';
import { byId, notFound, ok } from '../handler';

export const phoneNumbers: Handlers = {
	listPhoneNumbers: (context, { state }) => {
		const { query } = context.request;
		const search = String(query.search ?? '');
		return ok({
			data: state.phoneNumbers.filter(
				({ id, number, type, has_voice: voice, has_whatsapp: whatsapp }) =>
					type === (query.type ?? type) &&
					String(voice) === String(query.has_voice ?? voice) &&
					String(whatsapp) === String(query.has_whatsapp ?? whatsapp) &&
					`${String(id)} ${String(number)}`.includes(search),
			),
		});
	},

	listPhoneReleaseRequests: (_context, { state }) => ok({ data: state.releaseRequests }),

	requestPhoneRelease: (context, environment) => {
		const { state, documented } = environment;
		const number = byId(state.phoneNumbers, context.request.params.phone_number_id);
		if (!number) return notFound(context, environment, 'Phone number');
		const pending = state.releaseRequests.some(
			({ phone_number_id: id, status }) => id === number.id && status === 'pending',
		);
		if (pending) return documented(context, 409);
		const used = state.agents.some((agent) =>
			agent.phone_numbers.some(({ id }) => id === number.id),
		);
		if (used) return documented(context, 422);
		const request = {
			id: newId(),
			phone_number_id: number.id,
			phone_number: number.number,
			reason: context.request.requestBody.reason,
			status: 'pending',
			requested_at: new Date().toISOString(),
		};
		state.releaseRequests.push(request);
		return { status: 201, body: { success: true, data: request } };
	},

	cancelPhoneReleaseRequest: (context, environment) => {
		const { state, documented } = environment;
		const request = byId(state.releaseRequests, context.request.params.release_request_id);
		if (!request) return notFound(context, environment, 'Release request');
		if (request.status !== 'pending') return documented(context, 409);
		Object.assign(request, { status: 'cancelled', resolved_at: new Date().toISOString() });
		return ok({ message: 'Release request cancelled' });
	},
};
