import { cached } from '../../base/collections/cache';
import type { JsonObject } from '../../base/json';
import { isRecord, isSet } from '../../base/json';
import { words } from '../../base/text/words';
import { firstOf, namesOf, valuesOf } from './fields';

/** Kinds of things whose IDs may have a name of their own. */
export type Kind =
	'action' | 'agent' | 'calendar' | 'call' | 'campaign' | 'event' | 'training' | 'webhook';

/** Names of the ID of anything. */
const GENERIC = words('id uuid _id sid guid ulid ID');
const CALL = words(`
	call_id call_uuid call_sid campaign_call_id provider_call_id external_call_id twilio_sid CallSid
	callID
`);
/** Without a known kind, a thing may still be a call (quickstart guide: `call_id`). */
const ANY = namesOf(...GENERIC, ...CALL);

/** Names of the ID of a thing that has no other one. Next to one, they are references to things elsewhere. */
const LAST_RESORT = namesOf('external_id public_id');

const idNames = cached((kind: Kind | undefined): readonly string[] => {
	if (kind === undefined) return ANY;
	return namesOf(...GENERIC, ...(kind === 'call' ? CALL : [`${kind}_id`, `${kind}_uuid`]));
});

/** All IDs of a thing as text. Talkover may name the same thing by its ID, its UUID or its SID. */
export function idsOf(thing: JsonObject, kind?: Kind): ReadonlySet<string> {
	// Beside an ID of its own, the ID of a call is a reference, such as in the log of a webhook.
	const names = kind === undefined && isSet(firstOf(thing, GENERIC)) ? GENERIC : idNames(kind);
	const ids = valuesOf(thing, names);
	const known = ids.length > 0 ? ids : [firstOf(thing, LAST_RESORT)];
	return new Set(known.flatMap((id) => comparableId(id) ?? []));
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
	return firstOf(thing, idNames(kind)) ?? firstOf(thing, LAST_RESORT);
}

/** The same thing with an `id`, unless it has no ID under any name. */
export function withId<Thing extends JsonObject>(thing: Thing, kind?: Kind): Thing {
	if (isSet(thing.id)) return thing;
	const id = idOf(thing, kind);
	return isSet(id) ? { ...thing, id } : thing;
}

const AGENT_ID = namesOf('agent_id');

/** The ID of the agent of a call, as text. */
export function agentIdOf(call: JsonObject): string | undefined {
	const agent = firstOf(call, ['agent']);
	return textOfId(firstOf(call, AGENT_ID) ?? (isRecord(agent) ? idOf(agent, 'agent') : undefined));
}

/** With or without hyphens, in braces, or as a URN. */
const UUID = /^(?:urn:uuid:|\{)?[\da-f]{8}(?:-?[\da-f]{4}){3}-?[\da-f]{12}\}?$/i;

/** An ID in the form in which it's compared. Talkover may return the same ID as a number and as text. */
export function comparableId(id: unknown): string | undefined {
	const text = textOfId(id)?.trim();
	if (text === undefined || text === '' || text === '0') return undefined;
	if (!UUID.test(text)) return text;
	const digits = text.toLowerCase().replace(/^urn:uuid:|[{}-]/g, '');
	return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Whether two IDs are the same. */
export function isSameId(a: unknown, b: unknown): boolean {
	const id = comparableId(a);
	return id !== undefined && id === comparableId(b);
}

/** What all spellings of an ID have in common, for what prevents something from being done twice: also those in other case. */
export function keyOfId(id: string): string {
	return (comparableId(id) ?? id).toLowerCase();
}

/** An ID as text; undefined if the value isn't an ID. */
export function textOfId(id: unknown): string | undefined {
	if (typeof id === 'number' || typeof id === 'bigint' || typeof id === 'string') return String(id);
	// MongoDB's form.
	return isRecord(id) && typeof id.$oid === 'string' ? id.$oid : undefined;
}
