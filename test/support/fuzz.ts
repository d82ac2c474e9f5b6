import fc from 'fast-check';

/** Inputs of each area, which is a file of test/fuzz, for all of its properties. `npm run test:long -- fuzz` sets 100,000. */
const RUNS = Number(process.env.TALKOVER_FUZZ_RUNS ?? 2_000);
/** The seed of a failure, to get the same inputs again; fast-check prints it. */
const SEED = process.env.TALKOVER_FUZZ_SEED;

interface FuzzOptions<Input> {
	/** The weight of a property that takes long, among the others of its area, which have 1. */
	readonly share?: number;
	/** Inputs to begin with. */
	readonly examples?: readonly Input[];
}

/** The sum of the shares of the area. Jest loads this module anew for each file. */
let shares = 0;

/**
 * A test that checks a property for many inputs, and that none of them changes what all objects have. If one
 * fails, fast-check shows the smallest input that does, and the seed.
 *
 * @param check throws if the input doesn't have the property
 */
export function fuzz<Input>(
	name: string,
	inputs: fc.Arbitrary<Input>,
	check: (input: Input) => Promise<void> | void,
	{ share = 1, examples = [] }: FuzzOptions<Input> = {},
): void {
	shares += share;
	test(name, async () => {
		await fc.assert(
			fc.asyncProperty(inputs, async (input) => {
				await check(input);
				expectCleanPrototypes();
			}),
			{
				numRuns: Math.ceil((RUNS * share) / shares),
				examples: examples.map((example): [Input] => [example]),
				...(SEED === undefined ? {} : { seed: Number(SEED) }),
			},
		);
	});
}

const PROTOTYPES: readonly object[] = [Object.prototype, Array.prototype, Function.prototype];
const ORIGINALS = PROTOTYPES.map(valuesOf);

/** The properties of a prototype; getters by the function, because some of them throw. */
function valuesOf(prototype: object): Map<string | symbol, unknown> {
	return new Map(
		Reflect.ownKeys(prototype).map((key) => {
			const { value, get }: PropertyDescriptor =
				Reflect.getOwnPropertyDescriptor(prototype, key) ?? {};
			return [key, get ?? (value as unknown)];
		}),
	);
}

/** @throws Error if an object, a list or a function has got a property that all of them share */
export function expectCleanPrototypes(): void {
	for (const [index, prototype] of PROTOTYPES.entries()) {
		const original = ORIGINALS[index] ?? new Map<string | symbol, unknown>();
		const now = valuesOf(prototype);
		const changed = [...now].filter(([key, value]) => original.get(key) !== value);
		if (changed.length > 0 || now.size !== original.size) {
			throw new Error(`A prototype was changed: ${changed.map(([key]) => String(key)).join(', ')}`);
		}
	}
}

/** Names that objects have without anybody giving them. */
export const INHERITED = ['__proto__', 'constructor', 'hasOwnProperty', 'prototype', 'toString'];

const LEAF = fc.oneof(
	fc.constantFrom('null', 'true', 'false', '0', '1', '-1', '1e306', '1e400', '""', '" "', '"1"'),
	fc.constantFrom(
		'"a"',
		'"2026-03-29T14:30:00Z"',
		'"__proto__"',
		'"+12125550123"',
		'"https://a.example"',
	),
	fc.integer().map(String),
	fc.string().map((text) => JSON.stringify(text)),
	fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
);

/**
 * Texts of JSON values. Parsed, their objects also have properties of their own with names that all objects have,
 * which object literals can't have.
 *
 * @param names that objects have most often
 * @param leaves JSON texts of values that aren't lists or objects; used most often
 */
export function jsonTexts(
	names: readonly string[],
	leaves: fc.Arbitrary<string> = LEAF,
): fc.Arbitrary<string> {
	const key = fc.oneof(
		{ weight: 8, arbitrary: fc.constantFrom(...names) },
		{ weight: 1, arbitrary: fc.constantFrom(...INHERITED) },
		{ weight: 1, arbitrary: fc.string() },
	);
	return fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
		value: fc.oneof(
			{ maxDepth: 5, withCrossShrink: true },
			{ weight: 2, arbitrary: fc.oneof(leaves, LEAF) },
			{ weight: 1, arbitrary: tie('list') },
			{ weight: 3, arbitrary: tie('object') },
		),
		list: fc.array(tie('value'), { maxLength: 4 }).map((values) => `[${values.join(',')}]`),
		object: fc
			.array(fc.tuple(key, tie('value')), { maxLength: 6 })
			.map(
				(entries) =>
					`{${entries.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`,
			),
	})).value;
}

/** The values of {@link jsonTexts}. */
export function jsonValues(
	names: readonly string[],
	leaves?: fc.Arbitrary<string>,
): fc.Arbitrary<unknown> {
	return jsonTexts(names, leaves).map((text) => JSON.parse(text) as unknown);
}

/** Anything that an expression can give: JSON, and what has no JSON. */
export const ANYTHING: fc.Arbitrary<unknown> = fc.oneof(
	fc.string(),
	fc.string({ unit: 'binary' }),
	jsonValues(['value', 'name', 'type', '__rl', 'mode', 'id']),
	fc.anything({
		withBigInt: true,
		withDate: true,
		withMap: true,
		withSet: true,
		withNullPrototype: true,
		withObjectString: true,
		withSparseArray: true,
		withTypedArray: true,
	}),
);
