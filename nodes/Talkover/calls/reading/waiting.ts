import type { Fact } from '../../account/book';
import { outcomeIn } from '../../api/content/status';
import { CLOCK_TOLERANCE } from '../../api/content/times';
import { largest } from '../../base/collections/lists';
import type { Dated } from '../../operation/creation/recoveryLookup';
import { callOf } from './call';
import { isPlacedToContact } from './isCallWith';

/** A call of a campaign is dialed at most this long after it was added, in milliseconds, or never. */
const LONGEST_WAIT = 24 * 3_600_000;
/** States of calls that aren't dialed yet. */
const WAITING: readonly string[] = ['initiated', 'queued', 'scheduled'];

/**
 * The calls to a contact that wait in campaigns, as far as a list shows: each one needs a call of its own that was dialed.
 *
 * @param facts what the process knows of calls to the contact
 * @param listed the calls to the contact
 */
export function waitingIn(
	facts: readonly Fact[],
	listed: readonly Dated[],
	to: string,
): readonly Fact[] {
	const added = mayWaitIn(facts);
	const dialedSince = (time: number) => listed.filter((call) => isDialed(call, to, time)).length;
	const missing = added.map(({ at }, index) => added.length - index - dialedSince(at));
	const waiting = Math.max(0, largest(missing));
	return waiting === 0 ? [] : added.slice(-waiting);
}

/** The calls that may wait in campaigns, the oldest first. */
export function mayWaitIn(facts: readonly Fact[]): readonly Fact[] {
	const now = Date.now();
	return facts.filter(
		({ at, inCampaign, is, isTest }) =>
			inCampaign === true && is === 'placed' && isTest !== true && now < at + LONGEST_WAIT,
	);
}

/** Whether a call certainly was dialed to the contact since a time. */
function isDialed({ element, created }: Dated, to: string, since: number): boolean {
	const { state, ended, isTest } = callOf(element);
	// A state that nobody knows may be one of them.
	const mayWait = state === undefined || WAITING.includes(state) || !outcomeIn(state);
	const isLater = created !== undefined && created.earliest >= since - 2 * CLOCK_TOLERANCE;
	const isTo = isPlacedToContact(to)(element) === 'yes';
	return isTo && isLater && !isTest && (ended === 'yes' || !mayWait);
}
