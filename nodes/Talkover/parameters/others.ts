import { InvalidInput } from '../base/invalidInput';
import type { Field, Fills, Spec, WithDefault } from './field';
import { apiNameOf, converted, requiredIfShown, shownWhen } from './field';
import { texts } from './lists';
import type { Option } from './scalars';
import { choice, text } from './scalars';
import { byText } from './sorting';

/** The value of the drop-down's entry *Other…*. */
export const OTHER = 'other';

const AS_ENTERED = "It's sent as entered.";

interface OtherSpec<Name extends string, Options extends readonly Option[]> extends Spec<Name> {
	readonly options: Options;
	readonly default: Options[number]['value'];
	/** An example of another value. */
	readonly example: string;
}

/**
 * A choice from a list that is known to be incomplete. The drop-down has the entry *Other…*, which shows a
 * text field for the value.
 */
export function choiceOrOther<const Name extends string, const Options extends readonly Option[]>({
	example,
	options,
	...spec
}: OtherSpec<Name, Options>) {
	// Sorted alphabetically, as n8n's lint rules require.
	const all = [...options, { name: 'Other…', value: OTHER }].sort(byText(({ name }) => name));
	const main: Field<Name, string> & WithDefault = choice({ ...spec, options: all });
	const other = otherText(main, example, 'Another value that Talkover accepts, sent unchanged');
	const shown = shownWhen({ [spec.name]: [OTHER] }, requiredIfShown(other));
	return [main, { ...shown, fills: other.fills }] as const;
}

/**
 * Like {@link choiceOrOther}, for collections: the text field is next to the choice and takes precedence over
 * it.
 */
export function choiceAndOther<const Name extends string, const Options extends readonly Option[]>({
	example,
	...spec
}: OtherSpec<Name, Options>) {
	const main = choice(spec);
	const { displayName } = spec;
	const description = `Overrides '${displayName}' with a value that isn't in its list. ${AS_ENTERED} If empty, '${displayName}' applies.`;
	return [main, otherText(main, example, description)] as const;
}

/**
 * A text field next to a list of several values, for values that aren't in the list. They are added to the
 * selection.
 */
export function otherTexts<const Name extends string>(
	name: Name,
	{ main, example }: { readonly main: string; readonly example: string },
) {
	return texts({
		displayName: `Other ${main}`,
		name,
		placeholder: `e.g. ${example}`,
		description: `Additional values that '${main}' doesn't list, by their names in Talkover's API, separated by commas`,
	});
}

/** The same field, with its values added to those of an earlier one. */
export function addedTo<Name extends string>(
	main: Field<string, string[] | undefined>,
	others: Field<Name, string[] | undefined>,
): Field<Name, string[] | undefined> & Fills {
	return { ...others, apiName: apiNameOf(main), fills: main.name };
}

/**
 * The values selected in a list and those entered in the text field next to it.
 *
 * @param lists in the panel's order
 * @throws InvalidInput if all of them are empty
 */
export function chosenOrEntered(
	label: string,
	...lists: readonly (readonly string[] | undefined)[]
): string[] {
	const all = [...new Set(lists.flatMap((list) => list ?? []))];
	if (all.length > 0) return all;
	throw new InvalidInput([
		{ label, text: 'is required: select at least one, or enter one in the field below' },
	]);
}

function otherText(
	main: Field,
	example: string,
	description: string,
): Field<string, string | undefined> & Fills {
	const field = text({
		displayName: `Other ${main.property.displayName}`,
		name: otherName(main.name),
		placeholder: `e.g. ${example}`,
		description,
	});
	const trimmed = converted(field, (entered) => entered.trim());
	return { ...trimmed, apiName: apiNameOf(main), fills: main.name };
}

function otherName(name: string): string {
	return `other${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
