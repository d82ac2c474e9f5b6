import { InvalidInput } from './invalidInput';
import type { Field, Fills, Spec, WithDefault } from './field';
import { apiNameOf, converted, requiredIfShown, shownWhen } from './field';
import { texts } from './lists';
import type { Option } from './scalars';
import { choice, text } from './scalars';
import { byText } from './sorting';

/** The value of the drop-down's last resort, *Other…*. */
export const OTHER = 'other';

const AS_ENTERED = "a value of Talkover's API that the list doesn't have. It is sent as entered";

interface OtherSpec<Name extends string, Options extends readonly Option[]> extends Spec<Name> {
	readonly options: Options;
	readonly default: Options[number]['value'];
	/** An example of another value. */
	readonly example: string;
}

/**
 * A choice among documented values whose list is known to be incomplete: its drop-down has the entry
 * *Other…*, which shows a text field for the value.
 */
export function choiceOrOther<const Name extends string, const Options extends readonly Option[]>({
	example,
	options,
	...spec
}: OtherSpec<Name, Options>) {
	// By the alphabet, as n8n's rules want it.
	const all = [...options, { name: 'Other…', value: OTHER }].sort(byText(({ name }) => name));
	const main: Field<Name, string> & WithDefault = choice({ ...spec, options: all });
	const other = otherText(main, example, `The value to send: ${AS_ENTERED}.`);
	const shown = shownWhen({ [spec.name]: [OTHER] }, requiredIfShown(other));
	return [main, { ...shown, fills: other.fills }] as const;
}

/**
 * Like {@link choiceOrOther}, inside a collection: the text field stands beside the choice and wins when
 * both are filled.
 */
export function choiceAndOther<const Name extends string, const Options extends readonly Option[]>({
	example,
	...spec
}: OtherSpec<Name, Options>) {
	const main = choice(spec);
	const { displayName } = spec;
	const description = `Used in place of '${displayName}': ${AS_ENTERED}.`;
	return [main, otherText(main, example, description)] as const;
}

/**
 * A text field beside a list of several values, for those that it doesn't have: they are added to what is
 * chosen.
 */
export function otherTexts<const Name extends string>(
	name: Name,
	{ main, example }: { readonly main: string; readonly example: string },
) {
	return texts({
		displayName: `Other ${main}`,
		name,
		placeholder: `e.g. ${example}`,
		description: `More of them by the names of Talkover's API, separated by commas, for what '${main}' doesn't list`,
	});
}

/** The same field, whose values are added to those of an earlier one. */
export function addedTo<Name extends string>(
	main: Field<string, string[] | undefined>,
	others: Field<Name, string[] | undefined>,
): Field<Name, string[] | undefined> & Fills {
	return { ...others, apiName: apiNameOf(main), fills: main.name };
}

/**
 * What was chosen in a list together with what was entered beside it.
 *
 * @param lists in the panel's order
 * @throws InvalidInput that names the two fields when there is nothing in either
 */
export function chosenOrEntered(
	label: string,
	...lists: readonly (readonly string[] | undefined)[]
): string[] {
	const all = [...new Set(lists.flatMap((list) => list ?? []))];
	if (all.length > 0) return all;
	throw new InvalidInput([
		{ label, text: 'is required: choose at least one, or enter it in the field below' },
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
