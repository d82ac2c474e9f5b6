import type { JsonObject } from '../../base/json';
import { isRecord, isSet } from '../../base/json';
import { firstOf } from './fields';

/** Kinds of things whose IDs may have a name of their own. */
export type Kind =
	'action' | 'agent' | 'calendar' | 'call' | 'campaign' | 'event' | 'training' | 'webhook';

/** The IDs of a call (API reference: list-calls; quickstart guide: `call_id`). */
const CALL = ['id', 'sid', 'call_id'];

function idNames(kind: Kind = 'call'): readonly string[] {
	return kind === 'call' ? CALL : ['id', `${kind}_id`];
}

/** All IDs of a thing as text. A call in a list has an ID and a SID. */
export function idsOf(thing: JsonObject, kind?: Kind): ReadonlySet<string> {
	// Beside an ID of its own, the ID of a call is a reference, such as in the log of a webhook.
	const names = kind === undefined && isSet(thing.id) ? ['id'] : idNames(kind);
	const ids = new Set<string>();
	for (const name of names) {
		const id = comparableId(thing[name]);
		if (id !== undefined) ids.add(id);
	}
	return ids;
}

/** Whether two things are the same: one of their IDs is. */
export function sameThing(a: JsonObject, b: JsonObject, kind?: Kind): boolean {
	return setsMeet(idsOf(a, kind), idsOf(b, kind));
}

/** Whether one of a thing's IDs is the given one. */
export function hasId(thing: JsonObject, id: unknown, kind?: Kind): boolean {
	const wanted = comparableId(id);
	return wanted !== undefined && idsOf(thing, kind).has(wanted);
}

export function setsMeet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
	return [...a].some((id) => b.has(id));
}

/** The ID that the output has as `id`, as Talkover wrote it. */
export function idOf(thing: JsonObject, kind?: Kind): unknown {
	return firstOf(thing, idNames(kind));
}

/** The same thing with an `id`, unless it has no ID under any name. */
export function withId<Thing extends JsonObject>(thing: Thing, kind?: Kind): Thing {
	if (isSet(thing.id)) return thing;
	const id = idOf(thing, kind);
	return isSet(id) ? { ...thing, id } : thing;
}

/** The ID of the agent of a call, as text. */
export function agentIdOf(call: JsonObject): string | undefined {
	const { agent_id: id, agent } = call;
	return textOfId(isSet(id) ? id : isRecord(agent) ? agent.id : undefined);
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What programs write as an ID if there is none, such as 0, the nil UUID and the text "null". */
const NO_ID = /^(?:[0-]*|-\d+|null|undefined|nan)$/i;

/** An ID in the form in which it's compared. Talkover may return the same ID as a number and as text. */
export function comparableId(id: unknown): string | undefined {
	const text = textOfId(id)?.trim();
	if (text === undefined || NO_ID.test(text)) return undefined;
	return UUID.test(text) ? text.toLowerCase() : text;
}

/** Whether two IDs are the same. */
export function isSameId(a: unknown, b: unknown): boolean {
	const id = comparableId(a);
	return id !== undefined && id === comparableId(b);
}

/** Whether two IDs are of different things. A numeric one and another one may be of the same. */
export function isOtherId(a: unknown, b: unknown): boolean {
	const ids = [comparableId(a), comparableId(b)] as const;
	const [isNumeric, isToo] = ids.map((id) => id === undefined || /^\d+$/.test(id));
	return !ids.includes(undefined) && isNumeric === isToo && ids[0] !== ids[1];
}

/** What all spellings of an ID have in common, for what prevents something from being done twice: also those in other case. */
export function keyOfId(id: string): string {
	return (comparableId(id) ?? id).toLowerCase();
}

/** An ID as text; undefined if the value isn't an ID. */
export function textOfId(id: unknown): string | undefined {
	return typeof id === 'number' || typeof id === 'string' ? String(id) : undefined;
}
