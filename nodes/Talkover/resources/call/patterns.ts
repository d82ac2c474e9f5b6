const CONTACT =
	"phone: expr('{{ $json.phone }}'), contextFields: { context: [{ name: 'recordId', value: expr('{{ $json.id }}') }] }";
const AGENT = "agentId: { __rl: true, mode: 'list', value: '' }";
const CAMPAIGN = "campaignId: { __rl: true, mode: 'list', value: '' }";
const HOURS =
	"rules: { callingHours: { hours: { daysOfWeek: ['1', '2', '3', '4', '5'], from: '09:00', to: '18:00', timeZone: 'phone', outside: 'skip' } } }";

/** Not in the node, because a wrong country would dial a stranger. */
const COUNTRY = 'Add defaultCountry only if the user names the country of numbers without a code.';

const OUTPUT =
	"outcome, placed (boolean), reason (null, or 'doNotCall', 'duplicate', 'invalidNumber', 'maxCalls', 'onCall', 'outsideCallingHours', …), status, to (+ and digits), retryable (boolean), id";

function nodeOf(operation: string, ...parameters: readonly string[]): string {
	return `node({ type: 'n8n-nodes-talkover.talkover', version: 1, config: { name: 'Call Contact', parameters: { resource: 'call', operation: '${operation}', ${parameters.join(', ')} } } })`;
}

/** What n8n's workflow builder reads about *Make*. */
export const MAKE_PATTERN = `${nodeOf('make', AGENT, CONTACT)}
Output, one item per input item: ${OUTPUT}. outcome is 'running' or 'skipped', because the node doesn't wait. The end of the call starts the workflow of a Talkover Trigger, which gets the context. ${COUNTRY}`;

/** What n8n's workflow builder reads about *Make and Wait*. */
export const MAKE_AND_WAIT_PATTERN = `${nodeOf('makeAndWait', AGENT, CONTACT, HOURS)}
Output, one item per input item in the same order: ${OUTPUT}, duration (seconds), ended (boolean). outcome is 'answered', 'voicemail', 'noAnswer', 'busy', 'failed', 'running', 'unknown' or 'skipped': branch on it with a Switch or If node. Outside the calling hours, it is 'skipped', and nextAllowedAt is when to call. After this node, the fields of the contact are in $('Name of the node before').item.json. ${COUNTRY}`;

/** What n8n's workflow builder reads about *Make for Campaign*. */
export const MAKE_FOR_CAMPAIGN_PATTERN = `${nodeOf('makeForCampaign', CAMPAIGN, CONTACT)}
Output, one item per input item: ${OUTPUT}. The campaign calls later and retries on its own. The result starts the workflow of a Talkover Trigger with source 'campaign'. ${COUNTRY}`;
