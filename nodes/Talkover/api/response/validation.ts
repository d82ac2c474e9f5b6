import type { IDataObject } from 'n8n-workflow';

import { messageIn, thingIn } from './answer';
import { parseErrorBody, sentences } from './errorBody';
import type { Certainty } from '../../base/certainty';
import type { JsonObject } from '../../base/json';
import { isRecord, isSet, plainTextOf } from '../../base/json';
import { wordSet, words } from '../../base/text/words';

/** The issues that a check found; empty if it is valid. */
export type Faults = readonly string[];

const NO_REASON = 'Talkover gave no reason';

/** Fields that say whether something is valid. */
const VERDICTS = ['valid', 'is_valid', 'passed', 'passes', 'verdict'];
/** Fields that may be about the request instead, so that success in them says nothing. */
const OUTCOMES = ['status', 'result', 'ok'];
/** Fields with what is wrong. */
const FAULTS = ['errors', 'error', 'issues', 'problems', 'violations', 'failures'];
/** Fields next to a verdict that don't change it. */
const NEUTRAL = new Set([
	...[...VERDICTS, ...OUTCOMES, ...FAULTS],
	...words('success message data warnings meta links'),
	...words('request_id timestamp checked_at validated_at'),
	// What was checked.
	...words('agent_id conversation_mode flow_config'),
]);
const POSITIVE = wordSet('true 1 yes ok valid success pass passed');
const NEGATIVE = wordSet('false 0 no invalid error fail failed rejected');

/**
 * Reads the response to a check. It's valid only by a positive verdict or the documented message, and never next to
 * errors.
 *
 * @param documented the message of the reference page for what is valid
 * @returns undefined if the response doesn't say
 */
export function readValidation(body: IDataObject, documented: string): Faults | undefined {
	const levels = levelsOf(body);
	const faults = levels.flatMap(faultsIn);
	const verdicts = levels.flatMap(verdictsIn);
	if (faults.length > 0) return faults;
	if (verdicts.includes('no') || levels.some(({ success }) => certaintyOf(success) === 'no')) {
		return [NO_REASON];
	}
	if (verdicts.includes('unknown') || mayHaveFaults(body)) return undefined;
	const isPositive = verdicts.length > 0 || isSaid(body, levels, documented);
	return isPositive ? [] : undefined;
}

/** Words in the names of fields that say what is wrong. */
const DOUBTFUL =
	/(?:^|_)(?:errors?|invalid|fail(?:ed|s)?|failures?|critical|fatal|violations?|problems?|issues?)(?:_|$)/;
/** Fields that say how serious a message is. */
const SEVERITY = /^(?:level|severity)$/;
/** The most levels and values that are searched. */
const DEEPEST = 6;
const MOST_VALUES = 10_000;

/** Whether anything in a response suggests that something is wrong: a list of errors, their number, or a flag. */
function mayHaveFaults(body: JsonObject): boolean {
	let level: readonly (readonly [string, unknown])[] = Object.entries(body);
	let seen = 0;
	for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
		seen += level.length;
		if (seen > MOST_VALUES || level.some(([name, value]) => isDoubtful(name, value))) return true;
		level = level.flatMap(([name, value]) => {
			// The flow itself is what was sent, and warnings don't make it invalid.
			const isOther = name === 'flow_config' || name === 'warnings';
			return isOther || typeof value !== 'object' || value === null ? [] : Object.entries(value);
		});
	}
	return false;
}

function isDoubtful(name: string, value: unknown): boolean {
	if (SEVERITY.test(name))
		return certaintyOf(value) === 'no' || /^(?:critical|fatal)$/i.test(plainTextOf(value));
	if (!DOUBTFUL.test(name)) return false;
	const isEmpty = typeof value === 'object' ? Object.keys(value ?? {}).length === 0 : !isSet(value);
	return !isEmpty && certaintyOf(value) !== 'no' && value !== 'none';
}

/** Whether the response to a check says that something is wrong, and not only that the request failed. */
export function hasFaults(body: JsonObject): boolean {
	const levels = levelsOf(body);
	return levels.some((level) => 'errors' in level || verdictsIn(level).includes('no'));
}

/** The body, its content, and a report in either. */
function levelsOf(body: JsonObject): readonly JsonObject[] {
	const content = thingIn(body as IDataObject);
	const levels: JsonObject[] = [body, ...[body.data, content].filter(isRecord)];
	const reports = levels.flatMap(({ validation, result, report, flow }) =>
		[validation, result, report, flow].filter(isRecord),
	);
	return [...new Set([...levels, ...reports])];
}

function faultsIn(level: JsonObject): Faults {
	const values = FAULTS.map((name) => level[name]).filter(isSet);
	return values.flatMap((value) => {
		const messages = sentences(parseErrorBody({ errors: value }));
		const isFlag = value === true || (typeof value === 'number' && value > 0);
		return isFlag ? [NO_REASON] : messages;
	});
}

function verdictsIn(level: JsonObject): readonly Certainty[] {
	const valuesOf = (names: readonly string[]) =>
		names.map((name) => level[name]).filter((value) => isSet(value) && !isRecord(value));
	const isVerdict = (value: unknown) => certaintyOf(value) !== 'yes' || wordOf(value) === 'valid';
	return [...valuesOf(VERDICTS), ...valuesOf(OUTCOMES).filter(isVerdict)].map(certaintyOf);
}

function certaintyOf(value: unknown): Certainty {
	const word = wordOf(value);
	if (POSITIVE.has(word)) return 'yes';
	return NEGATIVE.has(word) ? 'no' : 'unknown';
}

function wordOf(value: unknown): string {
	return plainTextOf(value).trim().toLowerCase();
}

function isEmptyList(value: unknown): boolean {
	return Array.isArray(value) && value.length === 0;
}

/** Whether the response confirms that it is valid, and contains nothing else. */
function isSaid(body: IDataObject, levels: readonly JsonObject[], documented: string): boolean {
	if (!levels.every((level) => Object.keys(level).every((name) => NEUTRAL.has(name)))) return false;
	// Content that isn't an object may be a list of what is wrong.
	if (isSet(body.data) && !isRecord(body.data) && !isEmptyList(body.data)) return false;
	const message = messageIn(body)?.trim().replace(/[.!]$/, '').toLowerCase();
	return certaintyOf(body.success) === 'yes' || message === documented.toLowerCase();
}
