import { invalid } from './invalidInput';

/** @throws InvalidInput that says what is wrong and where, in V8's words */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		const reason = error instanceof SyntaxError ? error.message : String(error);
		throw invalid(`is not valid JSON: ${reason}`);
	}
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
