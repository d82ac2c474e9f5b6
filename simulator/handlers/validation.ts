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

function wording(
	{ keyword, params, parentSchema }: ValidationError,
	name: string,
): string | undefined {
	switch (keyword) {
		case 'required':
			return `The ${name} field is required.`;
		case 'enum':
		case 'const':
			return `The selected ${name} is invalid.`;
		case 'minimum':
		case 'maximum':
			return `The ${name} must be between ${String(parentSchema?.minimum)} and ${String(parentSchema?.maximum)}.`;
		case 'maxLength':
			return `The ${name} must not be greater than ${String(params.limit)} characters.`;
		case 'minItems':
			return `The ${name} field must contain at least ${String(params.limit)} items.`;
		case 'type':
			return `The ${name} must be a ${String(params.type)}.`;
		case 'format':
			return `The ${name} ${params.format === 'uri' ? 'must be a valid URL' : 'format is invalid'}.`;
		case 'pattern':
			return `The ${name} format is invalid.`;
		// Errors that only repeat the result of the schemas inside.
		case 'if':
		case 'oneOf':
		case 'anyOf':
		case 'allOf':
			return undefined;
		default:
			return `The ${name} is invalid.`;
	}
}
