import { toSnakeCase } from '../../base/apiNames';
import type { ApiRequest } from '../../api/request';
import { thingIn } from '../../api/response/answer';
import type { Failure } from '../../api/response/reply';
import { AGENT_EVENTS, CAMPAIGN_EVENTS } from '../../shared/webhook/webhookEvents';
import { textOf } from '../fields';
import { ownerOf } from '../memory';
import { eventsField, ownersField } from '../parameters';
import type { TriggerValues } from '../values';
import type { Registrar } from './registrar';

/** An entry of the events in a rejection: `events.1`. */
const ENTRY = /^events\.(\d{1,4})$/;

/**
 * The rejection of a webhook, with everything in its title and its messages, because n8n shows nothing else when it activates a
 * workflow: the name of the agent or campaign, and the fields in which the rejected events were chosen.
 */
export async function explained(
	registrar: Registrar,
	failure: Failure,
	ownerId: string,
): Promise<Failure> {
	if (failure.did !== 'refused' || failure.why === 'unauthorized') return failure;
	const { source } = registrar.values;
	if (failure.why === 'missing') {
		const { displayName } = ownersField(source).property;
		const title = `Talkover couldn't find ${ownerOf({ source, ownerId })} (HTTP 404). Select another one in '${displayName}', or use the API token of its environment`;
		return { ...failure, title };
	}
	const messages = failure.messages.map(({ field = '', text }) => {
		const event = registrar.values.events[Number(ENTRY.exec(field)?.[1] ?? Number.NaN)];
		return event === undefined
			? { ...(field === '' ? {} : { field }), text }
			: ofEvent(registrar.values, event, text);
	});
	return {
		...failure,
		title: `${failure.title} for ${await nameOf(registrar, ownerId)}`,
		messages,
	};
}

/** The message about an event, for the field in which it was selected or entered. */
function ofEvent({ source, enteredEvents }: TriggerValues, event: string, text: string) {
	const [own, others, other] =
		source === 'agent'
			? [AGENT_EVENTS, CAMPAIGN_EVENTS, 'Campaign']
			: [CAMPAIGN_EVENTS, AGENT_EVENTS, 'Agent'];
	const isIn = (events: readonly { readonly value: string }[]) =>
		events.some(({ value }) => value === event);
	const isOfOther = isIn(others) && !isIn(own);
	return {
		field: enteredEvents.includes(event) ? 'other_events' : toSnakeCase(eventsField(source).name),
		text: isOfOther
			? `${event} is an event of ${other.toLowerCase()}s. Remove it, or set 'Source' to '${other}'`
			: `${event}: ${text}`,
	};
}

/** The name and the ID of the agent or campaign; only the ID if Talkover doesn't return the name. */
async function nameOf({ send, values }: Registrar, ownerId: string): Promise<string> {
	const { source } = values;
	const owner: ApiRequest =
		source === 'agent'
			? { endpoint: 'getAgent', path: ['agents', ownerId] }
			: { endpoint: 'getCampaign', path: ['campaigns', ownerId] };
	const answer = await send(owner);
	const name = answer.ok ? textOf(thingIn(answer.body)?.name) : undefined;
	return name === undefined
		? ownerOf({ source, ownerId })
		: `${ownerOf({ source, ownerId: `'${name}'` })} (ID ${ownerId})`;
}
