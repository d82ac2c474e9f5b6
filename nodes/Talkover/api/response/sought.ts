import type { Failure } from './reply';

/** Something that a request is about: the label of its parameter on the screen, and its ID. */
export interface Sought {
	readonly label: string;
	readonly id: string;
}

/** A failure that names what the request was about, if Talkover didn't find it or doesn't allow access to it. */
export function withSought(failure: Failure, sought: readonly Sought[]): Failure {
	if (failure.did !== 'refused' || sought.length === 0) return failure;
	if (failure.why === 'missing') return { ...failure, title: notFound(sought) };
	if (failure.why !== 'forbidden') return failure;
	const about = sought.map(({ label, id }) => `${label} ${id}`).join(', ');
	const { advice = '' } = failure;
	return { ...failure, advice: `The request was about ${about}. ${advice}` };
}

function notFound(sought: readonly Sought[]): string {
	const labels = sought.map(({ label }) => label).join(', ');
	const ids = sought.map(({ id }) => id).join(' or ');
	return `${labels}: Talkover couldn't find ${ids} (HTTP 404)`;
}
