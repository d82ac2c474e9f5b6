import type { RequestContext } from './handler';

type ValidationError = NonNullable<RequestContext['validation']['errors']>[number];

type Messages = Record<string, string[]>;

/**
 * The `errors` of a 422, in the wording of Talkover's pages: "The selected language is invalid.",
 * "The conversation speed must be between 0.1 and 3.".
 */
export function validationMessages(errors: readonly ValidationError[]): Messages {
	const messages: Messages = {};
	for (const error of errors) {
		const [, part, ...rest] = error.instancePath.split('/');
		const path = part === 'requestBody' || part === 'query' ? rest : [part ?? '', ...rest];
		if (error.keyword === 'required') path.push(String(error.params.missingProperty));
		const text = wording(error, path.join('.').replaceAll('_', ' '));
		const field = path.join('.');
		if (text !== undefined && field !== '') (messages[field] ??= []).push(text);
	}
	return messages;
}

/** The sentence about a field, by the keyword of the contract that it violates. */
const SENTENCES: Readonly<Record<string, (error: ValidationError, name: string) => string>> = {
	required: (_error, name) => `The ${name} field is required.`,
	enum: selection,
	const: selection,
	minimum: range,
	maximum: range,
	maxLength: ({ params }, name) =>
		`The ${name} must not be greater than ${String(params.limit)} characters.`,
	minItems: ({ params }, name) =>
		`The ${name} field must contain at least ${String(params.limit)} items.`,
	type: ({ params }, name) => `The ${name} must be a ${String(params.type)}.`,
	format: ({ params }, name) =>
		`The ${name} ${params.format === 'uri' ? 'must be a valid URL' : 'format is invalid'}.`,
	pattern: (_error, name) => `The ${name} format is invalid.`,
};

/** Keywords whose errors only repeat the result of the schemas inside. */
const COMBINATIONS = new Set(['allOf', 'anyOf', 'if', 'oneOf']);

function wording(error: ValidationError, name: string): string | undefined {
	if (COMBINATIONS.has(error.keyword)) return undefined;
	return SENTENCES[error.keyword]?.(error, name) ?? `The ${name} is invalid.`;
}

function selection(_error: ValidationError, name: string): string {
	return `The selected ${name} is invalid.`;
}

function range({ parentSchema }: ValidationError, name: string): string {
	return `The ${name} must be between ${String(parentSchema?.minimum)} and ${String(parentSchema?.maximum)}.`;
}
