import { DIALECTS } from '../../tools/simulator/dialects';

const NAMES = DIALECTS.map(({ name }) => name);

/** The dialects with responses that no client may take for success. */
export const GUARDS: readonly string[] = NAMES.filter((name) => name.startsWith('guard-'));

/** Combinations of dialects that a service might use. Each dialect of responses is in one. */
export const MIXTURES: readonly string[] = [
	'bare,numeric-ids,portuguese,small-pages',
	'empty,paginator,nulls,call-no-zone',
	'message,paginator-in-data,text-numbers,numeric-ids',
	'quickstart,bare,resource,small-pages,extra',
	'simple-paginator,empty,portuguese,forbidden',
	'small-pages,bare,ignores-filters,nulls',
	'external,message,resource,text-numbers',
];

/** Every form in which requests succeed. */
export const FORMS: readonly string[] = [
	...NAMES.filter((name) => !GUARDS.includes(name)),
	...MIXTURES,
];

/** The dialects of a form. */
export function dialectsIn(form: string): readonly string[] {
	return form === '' ? [] : form.split(',');
}
