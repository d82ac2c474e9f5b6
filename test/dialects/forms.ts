import { DIALECTS } from '../../simulator/dialects';

const NAMES = DIALECTS.map(({ name }) => name);

/** The dialects with responses that no client may take for success. */
export const GUARDS: readonly string[] = NAMES.filter((name) => name.startsWith('guard-'));

/** Combinations of dialects that a service might use. */
const MIXTURES: readonly string[] = [
	'bare,numeric-ids,portuguese,call-to-number,call-seconds,call-capitals',
	'empty,paginator,nulls,kind,call-customer,call-milliseconds,call-duration-ms',
	'message,paginator-in-data,text-numbers,numeric-ids,call-number-object,call-day-first',
	'quickstart,bare,resource,small-pages,extra',
	'data-in-data,nulls,numeric-ids,webhook-list-data,call-tel,call-no-zone',
	'bare-arrays,simple-paginator,empty,portuguese,forbidden,call-sip,call-false-utc',
	'no-paging-block,small-pages,bare,ignores-filters,nulls,call-masked,call-duration-clock',
	'external,message,resource,text-numbers,demo-url',
	'kind,camel-case,quickstart,portuguese,cursor,call-to-number,call-seconds',
	'link-header,small-pages,json-api,call-customer,call-status-object',
];

/** The dialects of the fields of calls. */
export const OF_CALLS: readonly string[] = NAMES.filter((name) => name.startsWith('call-'));

/** Whether a call in this form can't be told from calls to similar numbers or at other times, or its response has no time. */
export function isVague(form: string): boolean {
	return /call-(?:masked|day-first)|external/.test(form);
}

/** Dialects that mixtures cover, because each of them changes most responses, or few fields. */
const ONLY_IN_MIXTURES = [
	...['camel-case', 'cursor', 'json-api', 'kind', 'link-header'],
	...OF_CALLS,
];

/** Every form in which requests succeed. */
export const FORMS: readonly string[] = [
	...NAMES.filter((name) => ![...GUARDS, ...ONLY_IN_MIXTURES].includes(name)),
	...MIXTURES,
];

/** The forms that affect responses, and not only deliveries. */
const OF_RESPONSES = FORMS.filter((form) => !form.startsWith('delivery-'));

/** The forms of responses for one of several test files, which run in parallel. */
export function formsOf(part: number, parts: number): readonly string[] {
	return OF_RESPONSES.filter((_, index) => index % parts === part);
}

/** The dialects of a form. */
export function dialectsIn(form: string): readonly string[] {
	return form === '' ? [] : form.split(',');
}
