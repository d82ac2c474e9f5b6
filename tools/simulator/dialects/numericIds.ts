import type { Request } from 'openapi-backend';

import { isRecord, OWN_FIELDS } from './objects';

/** IDs of other services. */
const FOREIGN = new Set(['external_calendar_id']);

/** Fields that contain IDs although their names don't show it. */
const FURTHER = new Set(['call_sid', 'callback_source_agents', 'syncing', 'up_to_date']);

function holdsIds(name: string): boolean {
	return (/^(?:id|\w+_ids?)(?:\[\])?$/.test(name) && !FOREIGN.has(name)) || FURTHER.has(name);
}

/** Replaces the simulator's own IDs with numbers, always with the same one for an ID. */
export class NumericIds {
	private readonly numbers = new Map<string, number>();
	private readonly ids = new Map<string, string>();
	private next = 70_001;

	/** The number of an ID. */
	numberOf(id: string): number {
		const known = this.numbers.get(id);
		if (known !== undefined) return known;
		const number = this.next;
		this.next += 1;
		this.numbers.set(id, number);
		this.ids.set(String(number), id);
		return number;
	}

	/** The ID that a number stands for; other values stay unchanged. */
	idOf(value: unknown): unknown {
		return this.ids.get(String(value)) ?? value;
	}

	/** A body with numbers in place of IDs. */
	toNumbers(body: unknown): unknown {
		return mapIds(body, (id) => (typeof id === 'string' && id !== '' ? this.numberOf(id) : id));
	}

	/** A body with IDs in place of their numbers. */
	toIds(body: unknown): unknown {
		return mapIds(body, (value) => this.idOf(value));
	}

	/** A request with IDs in place of their numbers: in its path, its query and its body. */
	read(request: Request): Request {
		const path = request.path
			.split('/')
			.map((segment) => (/^\d+$/.test(segment) ? String(this.idOf(segment)) : segment))
			.join('/');
		const query = isRecord(request.query) ? this.toIds(request.query) : request.query;
		const body: unknown = this.toIds(request.body);
		return { ...request, path, query, body } as Request;
	}

	/** Forgets all numbers. As in a database, no number is used twice. */
	reset(): void {
		this.numbers.clear();
		this.ids.clear();
	}
}

function mapIds(value: unknown, change: (id: unknown) => unknown): unknown {
	if (Array.isArray(value)) return value.map((each) => mapIds(each, change));
	if (!isRecord(value)) return value;
	const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
		if (OWN_FIELDS.has(name)) return [name, inner];
		if (!holdsIds(name)) return [name, mapIds(inner, change)];
		return [name, Array.isArray(inner) ? inner.map(change) : change(inner)];
	});
	return Object.fromEntries(entries);
}
