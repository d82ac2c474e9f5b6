import type { JsonObject } from '../../contract';
import type { Environment, Handlers, Reply, RequestContext } from '../handler';
import { byId, notFound, ok } from '../handler';

/** The fields of a trunk in the list. */
const LISTED = [
	'id',
	'name',
	'provider_name',
	'domain',
	'transport',
	'is_active',
	'is_verified',
	'health_status',
	'created_at',
];

export const sipTrunks: Handlers = {
	listSipTrunks: (_context, { state }) =>
		ok({
			data: state.sipTrunks.map((trunk) =>
				Object.fromEntries(LISTED.map((name) => [name, trunk[name]])),
			),
		}),

	getSipTrunk: (context, environment) =>
		withTrunk(context, environment, ({ password: _password, ...shown }) => ok({ data: shown })),

	// Checks the trunk now; the stored health of the trunk stays unchanged.
	getSipTrunkHealth: (context, environment) =>
		withTrunk(context, environment, ({ health_status: health }) => {
			const checked = { checked_at: new Date().toISOString() };
			const data =
				health === 'healthy'
					? { is_healthy: true, response_time_ms: 142, ...checked }
					: { is_healthy: false, response_time_ms: 5000, error: 'Connection timeout', ...checked };
			return ok({ data });
		}),

	listSipTrunkDids: (context, environment) =>
		withTrunk(context, environment, ({ id }) => {
			const numbers = environment.state.sipNumbers.filter(
				({ trunk_id: trunkId }) => trunkId === id,
			);
			return ok({ data: numbers.map(({ trunk_id: _trunk, ...shown }) => shown) });
		}),
};

/** The trunk in the path, or a 404. */
function withTrunk(
	context: RequestContext,
	environment: Environment,
	reply: (trunk: JsonObject) => Reply,
): Reply {
	const trunk = byId(environment.state.sipTrunks, context.request.params.trunk_id);
	return trunk ? reply(trunk) : notFound(context, environment, 'SIP trunk');
}
