import type { OpenAPIBackend } from 'openapi-backend';

/** A value without its content: the names of its fields, and the types of their values. */
export type Shape = string | { readonly [field: string]: Shape };

/** The names that may be shown, and the fields whose own fields are data. */
export interface Vocabulary {
	readonly names: ReadonlySet<string>;
	readonly maps: ReadonlySet<string>;
}

/** Represents all fields whose names are data, e.g. IDs or the keys of a call's context. */
export const ANY = '*';

/** Precedes the number of elements, which distinguishes it from the name of a field. */
const LIST = 'list of';

/** Names from Laravel, Talkover's framework, that aren't everywhere in the contract. */
const LARAVEL = [
	'first_page_url',
	'last_page_url',
	'links',
	'next_page_url',
	'path',
	'prev_page_url',
];

interface Schema {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
}

/** The names of all fields in the contract. Names of other fields may be data of the account. */
export function vocabularyOf({ document }: Pick<OpenAPIBackend, 'document'>): Vocabulary {
	const names = new Set(LARAVEL);
	const maps = new Set<string>();
	const collect = (value: unknown): void => {
		if (Array.isArray(value)) value.forEach(collect);
		else if (isObject(value)) {
			const { properties = {} } = value as Schema;
			for (const [name, schema] of Object.entries(properties)) {
				if (!isObject(schema)) continue;
				names.add(name);
				if (name !== 'data' && isFreeForm(schema)) maps.add(name);
			}
			Object.values(value).forEach(collect);
		}
	};
	collect(document);
	return { names, maps };
}

/** Whether the contract specifies none of an object's fields. */
function isFreeForm({ type = [], properties }: Schema): boolean {
	return type.includes('object') && properties === undefined;
}

/** The shape of a JSON value. It has no value of the account, and no name that could be one. */
export function shapeOf(value: unknown, vocabulary: Vocabulary): Shape {
	if (Array.isArray(value)) {
		const elements = value.map((element) => shapeOf(element, vocabulary));
		const size = bucket(value.length);
		return elements.length === 0 ? 'empty list' : { [`${LIST} ${size}`]: merged(elements) };
	}
	if (!isObject(value)) return kindOf(value);
	const entries = Object.entries(value);
	if (entries.length === 0) return 'empty object';
	const shapes = new Map<string, Shape[]>();
	for (const [name, field] of entries) {
		const shown = shownName(name, Object.keys(value), vocabulary);
		const shape = vocabulary.maps.has(name) ? mapOf(field, vocabulary) : shapeOf(field, vocabulary);
		shapes.set(shown, [...(shapes.get(shown) ?? []), shape]);
	}
	return Object.fromEntries([...shapes].map(([name, all]) => [name, merged(all)]));
}

/** The name of a field as it may be shown, depending on the other fields in the object. */
export function shownName(
	name: string,
	all: readonly string[],
	{ names }: Pick<Vocabulary, 'names'>,
): string {
	if (names.has(name)) return name;
	// An undocumented field is worth showing. If no field of the object is documented, it's a key of a map.
	const isField = /^[a-z]+(?:_[a-z]+)*$/.test(name) && all.some((other) => names.has(other));
	return isField ? name : ANY;
}

/** The shape of an object whose fields are data. */
function mapOf(value: unknown, vocabulary: Vocabulary): Shape {
	if (!isObject(value) || Array.isArray(value)) return shapeOf(value, vocabulary);
	const kinds = Object.values(value).map((field) =>
		isObject(field) ? (Array.isArray(field) ? 'list' : 'object') : kindOf(field),
	);
	return kinds.length === 0 ? 'empty object' : { [ANY]: merged(kinds) };
}

/** One shape for several values: fields that not all of them have end in `?`. */
function merged(shapes: readonly Shape[]): Shape {
	const objects = shapes.filter((shape) => typeof shape !== 'string');
	const texts = shapes.filter((shape) => typeof shape === 'string');
	const kinds = [...new Set(texts.flatMap((text) => text.split(' | ')))].sort();
	if (objects.length === 0) return kinds.join(' | ');
	const names = [...new Set(objects.flatMap((shape) => Object.keys(shape)))];
	const fields = names.map((name): [string, Shape] => {
		const known = objects.flatMap((shape) => shape[name] ?? []);
		const isOptional = known.length < objects.length && !name.startsWith(LIST);
		return [isOptional ? `${name}?` : name, merged(known)];
	});
	const others = kinds.length === 0 ? [] : [['or', kinds.join(' | ')] as const];
	return Object.fromEntries([...fields, ...others]);
}

const FORMATS: readonly (readonly [RegExp, string])[] = [
	[/^$/, 'empty text'],
	[/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i, 'uuid'],
	[/^[+-]?\d+(?:\.\d+)?$/, 'number as text'],
	[/^\d{4}-\d\d-\d\d$/, 'date'],
	[/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/, 'date-time'],
	[/^https?:\/\//i, 'url'],
];

/** The kind of a value that has no fields. */
export function kindOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'list';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	if (typeof value !== 'string') return typeof value;
	return FORMATS.find(([pattern]) => pattern.test(value))?.[1] ?? 'text';
}

function bucket(length: number): string {
	if (length < 2) return '1';
	return length < 10 ? '2 to 9' : '10 or more';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
