import { conformance } from '../../tools/conformance/conformance';
import { exitCodeOf } from '../../tools/conformance/report';
import { resources } from '../../nodes/Talkover/resources';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

/** The resources of this test: lists with and without paging, single objects, and a link. */
const SOME = resources.filter(({ value }) =>
	['agent', 'campaign', 'flow', 'voiceTemplate', 'webhook'].includes(value),
);

/** By dialect: the forms other than the documented one, and some of the deviations. */
const FOUND: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
	bare: [
		['bare', 'bare list', 'data without success', 'data without success + meta'],
		['success is missing', "status 200 isn't documented, only 201, 401, 422, 429"],
	],
	empty: [['empty'], ['the body is empty', "status 204 isn't documented, only 200, 401, 404, 429"]],
	message: [['message only'], ['data is missing']],
	resource: [['data without success + links + meta'], ['success is missing']],
	paginator: [['paginator'], ['pagination is missing', 'success is missing']],
	'paginator-in-data': [['paginator in data'], ['data must be array, is object']],
	'numeric-ids': [[], ['data[].id must be string, is integer']],
	'text-numbers': [['data + meta'], ['meta.current_page must be integer, is number as text']],
	extra: [
		[
			'data + meta + other fields',
			'data + other fields',
			'data + pagination + other fields',
			'success and fields',
		],
		['data[].current_status must be equal to one of the allowed values'],
	],
	portuguese: [[], []],
};

test.each(Object.entries(FOUND))(
	'the dialect "%s" is recognized by its form and deviations, and nothing remains in the account',
	async (dialect, [forms, deviations]) => {
		const { url: baseUrl, token } = talkover();
		talkover().speak(dialect);

		const result = await conformance({ baseUrl, token, resources: SOME, write: true });

		const responses = result.rows.flatMap(({ responses: own }) => own);
		const found = new Set(responses.map(({ form }) => form));
		found.delete('documented');
		expect([...found].sort()).toEqual([...forms].sort());
		const deviating = responses.flatMap((response) => response.deviations);
		expect(deviating).toEqual(expect.arrayContaining([...deviations]));
		expect(deviating.length > 0).toBe(deviations.length > 0);
		expect(result.rows.filter(({ outcome }) => outcome !== 'read')).toEqual([]);
		expect(talkover().state.agents).toHaveLength(3);
		expect(exitCodeOf(result, false)).toBe(0);
	},
);
