import type { JsonObject } from '../../base/json';
import { isIndex } from '../../base/json';

/** A value of a form, or the fields below a name. */
type Entry = string | Map<string, Entry>;

/** A name as PHP writes it, e.g. `call[context][dealId]`, or with dots. */
const NAME = /^[\w.:-]{1,200}(?:\[[^[\]]{0,200}\]){0,50}$/;
const MOST_FIELDS = 100_000;

/**
 * Reads a form, e.g. `event=event_action&call[id]=7`. Names in brackets become objects and lists.
 *
 * @returns undefined if it isn't a form
 */
export function formIn(body: string): JsonObject | undefined {
	const pairs = [...new URLSearchParams(body.trim())];
	const isForm = pairs.every(([name]) => NAME.test(name)) && /^[^&]+=/.test(body);
	if (!isForm || pairs.length > MOST_FIELDS) return undefined;
	const form = new Map<string, Entry>();
	for (const [name, value] of pairs) add(form, pathOf(name), value);
	return objectOf(form);
}

/** `call[context][dealId]` and `call.context.dealId` → call, context, dealId. A dot inside brackets is part of a name. */
function pathOf(name: string): string[] {
	const [start = '', ...inside] = name.split('[').map((part) => part.replace(']', ''));
	return [...start.split('.', 50), ...inside];
}

function add(form: Map<string, Entry>, path: readonly string[], value: string): void {
	let fields = form;
	for (const [index, name] of path.entries()) {
		// `[]` adds to a list.
		const key = name === '' ? String(fields.size) : name;
		if (index === path.length - 1) {
			fields.set(key, value);
			return;
		}
		const known = fields.get(key);
		const inner = known instanceof Map ? known : new Map<string, Entry>();
		fields.set(key, inner);
		fields = inner;
	}
}

// From entries, because the sender chooses the names, and `__proto__` must be one of them.
function objectOf(fields: Map<string, Entry>): JsonObject {
	return Object.fromEntries([...fields].map(([name, entry]) => [name, valueOf(entry)]));
}

function valueOf(entry: Entry): unknown {
	if (typeof entry === 'string') return entry;
	return [...entry.keys()].every(isIndex) ? [...entry.values()].map(valueOf) : objectOf(entry);
}
