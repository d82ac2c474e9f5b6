import { dialectsIn, FORMS, MIXTURES } from './forms';
import { casesIn } from './operationsTable';

/** These change only errors, the results of filters, or deliveries. */
const WITHOUT_OWN_SUCCESS = /^(?:delivery-.*|forbidden|ignores-filters)$/;

test('every other form changes the documented response of an operation, so that its tests are defined', () => {
	const unchanged = FORMS.filter((form) => casesIn(form).length === 0);

	expect(unchanged).toEqual(FORMS.filter((form) => WITHOUT_OWN_SUCCESS.test(form)));
});

test('every form of a response is in a mixture', () => {
	const single = FORMS.filter((form) => !MIXTURES.includes(form) && !form.startsWith('delivery-'));

	expect([...new Set(MIXTURES.flatMap(dialectsIn))].sort()).toEqual(single.sort());
});
