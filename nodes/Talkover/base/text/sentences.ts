/** Sentences without final period as one text. Missing and empty ones are left out. */
export function inSentences(...sentences: readonly (string | undefined)[]): string {
	return sentences.filter(Boolean).join('. ');
}
