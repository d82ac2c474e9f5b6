import { REPEATABLE } from '../../../nodes/Talkover/api/repeatable';
import { creationOf, methodOf } from '../../../nodes/Talkover/api/request';
import { CASES } from '../../../tools/operations/documented';
import { jobOf } from '../../../tools/operations/jobOf';

const REASONS: Readonly<Record<string, string>> = REPEATABLE;

test('every reason is that of a request without a creation, and no two have the same', () => {
	const requests = CASES.map((each) => jobOf(each).request);
	const repeated = requests.filter(
		(request) => !creationOf(request) && ['PATCH', 'POST'].includes(methodOf(request)),
	);
	const used = new Set(repeated.map(({ endpoint }) => endpoint));

	expect([...used].sort()).toEqual(Object.keys(REASONS));
	expect(new Set(Object.values(REASONS)).size).toBe(used.size);
});
