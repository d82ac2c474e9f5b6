import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Invalid } from '../../base/invalidInput';
import { all, labeled, missing, withFaults } from '../../base/invalidInput';
import type { Result } from '../../base/result';
import { andThen, ok } from '../../base/result';
import type { Field } from '../../parameters/field';
import { NO_VALUE } from '../../parameters/field';
import { number, optionalNumber } from '../../parameters/scalars';
import { FEWEST_AT_ONCE, MOST_AT_ONCE } from '../pacing/concurrency';

const DEFAULT_TIMEOUT = 30;

/** The fields of the credential that say how requests are sent, because that depends on the account. */
export const REQUEST_SETTINGS: readonly Field<string, number | undefined>[] = [
	optionalNumber({
		displayName: 'Requests at Once',
		name: 'requestsAtOnce',
		min: 1,
		max: 100,
		description: `The most requests in progress at the same time, in all workflows that use this token (1–100). If empty, ${FEWEST_AT_ONCE} to ${MOST_AT_ONCE}, as long as responses stay fast; an execution that calls people sends ${FEWEST_AT_ONCE} at most.`,
	}),
	number({
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		default: DEFAULT_TIMEOUT,
		min: 1,
		max: 300,
		description: 'The longest wait for each response (1–300)',
	}),
];

export interface RequestSettings {
	/** How many requests of the account may be in flight; undefined if the limiter finds out. */
	readonly requestsAtOnce: number | undefined;
	/** The time limit for each complete response, in seconds. */
	readonly timeout: number;
}

/** Faults with the names of the fields if a value can't be used. */
export function parseRequestSettings(
	credential: ICredentialDataDecryptedObject,
): Result<RequestSettings, Invalid> {
	const parsed = all(REQUEST_SETTINGS.map((field) => parseSetting(field, credential)));
	return andThen(parsed, ([requestsAtOnce, timeout = DEFAULT_TIMEOUT]) =>
		ok({ requestsAtOnce, timeout }),
	);
}

/** A field that isn't stored has its default, so only an expression can have no value. */
function parseSetting(
	{ name, property, parse }: Field<string, number | undefined>,
	credential: ICredentialDataDecryptedObject,
): Result<number | undefined, Invalid> {
	const raw: unknown = Object.hasOwn(credential, name) ? credential[name] : property.default;
	if (raw !== undefined && raw !== null) return parse(raw);
	return labeled(property.displayName, withFaults(missing(NO_VALUE).faults));
}
