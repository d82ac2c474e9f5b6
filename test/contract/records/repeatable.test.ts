import { REPEATABLE } from '../../../nodes/Talkover/api/repeatable';
import { CASES } from '../../../operations/documented';
import { jobOf } from '../../../operations/jobOf';

const REASONS: Readonly<Record<string, string>> = REPEATABLE;

/** The requests of all examples that are sent again without a response. */
const REPEATED = CASES.flatMap((each) => {
	const { request } = jobOf(each);
	const { operationId } = each.example;
	return 'repeatable' in request ? [{ operationId, named: request.repeatable }] : [];
});

test('every request that is sent again without a response names the reason of its own operation', () => {
	expect(REPEATED).toEqual(
		REPEATED.map(({ operationId }) => ({ operationId, named: operationId })),
	);
});

test('every reason is that of an operation, and no two operations have the same', () => {
	const used = new Set(REPEATED.map(({ operationId }) => operationId));

	expect([...used].sort()).toEqual(Object.keys(REASONS));
	expect(new Set(Object.values(REASONS)).size).toBe(used.size);
});
