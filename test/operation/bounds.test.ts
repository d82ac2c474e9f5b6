import { systemClock } from '../../nodes/Talkover/api/pacing/clock';
import { readWhole } from '../../nodes/Talkover/operation/answers/paging';
import { readSince } from '../../nodes/Talkover/operation/creation/recoveryLookup';
import { list } from '../../nodes/Talkover/operation/answers/shapes';
import { getMany } from '../../nodes/Talkover/resources/agent/getMany';
import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { transportOf } from '../../tools/harness/transport';
import { jobOf } from '../../tools/operations/jobOf';
import { answerPages, elements, server } from '../support/servers/pagedServer';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const LIST = { endpoint: 'listCalls', path: ['calls'] } as const;
const ENDLESS = { last_page: 1e9 };

/** A server whose list never ends. */
const endless = (perPage: number, onPage: () => void = () => undefined) =>
	server(({ page }) => {
		onPage();
		return { data: elements(page * perPage, perPage), meta: ENDLESS };
	});

test.each([
	[1, 1_000],
	[100, 1_000],
	[40_000, 3],
])(
	'a look-up in an endless list with %i entries per page fails after %i pages',
	async (perPage, pages) => {
		const { asked, send } = endless(perPage);

		const result = await readWhole(send, LIST, list);

		const count = (perPage * pages).toLocaleString('en');
		expect(result).toMatchObject({
			...{ ok: false, did: 'unknown' },
			title: `Talkover's list didn't end after ${count} entries`,
			advice: expect.stringMatching(/^Delete entries that you no longer need in Talkover, or /),
		});
		expect(asked).toHaveLength(pages);
	},
);

test('a look-up in a slow endless list fails after 10 minutes', async () => {
	let time = 0;
	jest.spyOn(systemClock, 'now').mockImplementation(() => time);
	const { asked, send } = endless(1, () => {
		time += 60_000;
	});

	expect(await readWhole(send, LIST, list)).toMatchObject({ ok: false });
	expect(asked).toHaveLength(10);
});

test('a look-up that finds what it wants in time does not fail in an endless list', async () => {
	const { asked, send } = endless(1);

	expect(await readWhole(send, LIST, list, { limit: 3 })).toMatchObject({ ok: true });
	expect(asked).toHaveLength(3);
});

const getCalls = { resource: 'call', operation: 'getMany', returnAll: true, simplify: false };

test('Return All stops in a slow endless list after an hour, and returns what it read with a warning', async () => {
	let time = 0;
	jest.spyOn(systemClock, 'now').mockImplementation(() => time);
	answerPages(talkover(), ({ page }) => {
		time += 600_000;
		return { data: elements(page * 100, 100), meta: ENDLESS };
	});

	const result = await runTalkover(talkover(), getCalls);

	expect(result.error).toBeUndefined();
	expect(jsonOf(result)).toHaveLength(600);
	expect(JSON.stringify(result.run)).toContain(
		'The list is too long: only its first 600 entries were read. Use filters to get the others',
	);
});

test('Return All stops in an endless list after 500,000 entries', async () => {
	const { asked, send } = endless(125_000);
	const example = { operationId: 'listAgents', parameters: { returnAll: true } };

	const result = await jobOf({ operation: getMany, example }).run(transportOf(send));

	expect(result.ok && result.value.items.length).toBe(500_000);
	expect(asked).toHaveLength(4);
});

test('a look-up reads 200,000 entries on one page', async () => {
	const { send } = server(() => ({ data: elements(0, 200_000), meta: { last_page: 1 } }));

	const result = await readSince(send, { list: LIST }, 0);

	expect(result.ok && result.value.elements.length).toBe(200_000);
});

test('Return All returns 200,000 entries of one page', async () => {
	answerPages(talkover(), () => ({ data: elements(0, 200_000), meta: { last_page: 1 } }));

	const result = await runTalkover(talkover(), getCalls);

	expect(result.error).toBeUndefined();
	expect(jsonOf(result)).toHaveLength(200_000);
});
