import type { Field } from '../../../nodes/Talkover/parameters/field';
import { resources } from '../../../nodes/Talkover/resources';
import { OPTIONS_FIELD } from '../../../nodes/Talkover/trigger/parameters';

const PANELS: readonly { readonly name: string; readonly options: readonly Field[] }[] = [
	...resources.flatMap(({ value, operations }) =>
		operations.map(({ value: operation, options }) => ({ name: `${value} ${operation}`, options })),
	),
	{ name: 'trigger', options: OPTIONS_FIELD.children ?? [] },
];
const TOGGLES = PANELS.flatMap(({ name, options }) =>
	options
		.filter(({ property }) => property.type === 'boolean')
		.map((option) => ({ name, label: option.property.displayName, option })),
);

/** The value of an option if nobody has added it, and once it is added. */
function valuesOf({ parse, perItem, property, whenAdded }: Field) {
	const [added, before] = [
		parse(property.default),
		parse(whenAdded || perItem ? undefined : property.default),
	];
	return { added: added.ok && added.value, before: before.ok && before.value };
}

test('a toggle in Options or Rules is on once added, and all but three are off before', () => {
	const states = TOGGLES.map(({ option, ...place }) => ({ ...place, ...valuesOf(option) }));

	expect(states.length).toBeGreaterThan(20);
	expect(states.filter(({ added }) => added !== true)).toEqual([]);
	const unclear = TOGGLES.filter(
		({ option }) => !option.property.description?.includes('not added'),
	);
	expect(unclear.map(({ name, label }) => `${name}: ${label}`)).toEqual([]);
	const isOnBefore = states.filter(({ before }) => before === true).map(({ label }) => label);
	expect([...new Set(isOnBefore)].sort()).toEqual([
		'Block Premium-Rate and Satellite Numbers',
		'Drop Duplicates',
		'Skip If on a Call',
	]);
});
