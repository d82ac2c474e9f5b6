import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { IDataObject } from 'n8n-workflow';

import { systemClock } from '../../nodes/Talkover/api/pacing/clock';
import { withContext } from '../support/n8n/nodeContext';
import { answerPages, cut } from '../support/servers/pagedServer';
import { ONE_AT_ONCE, jsonOf, runTalkover, startTalkover } from '../../tools/harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const GET_ALL = { resource: 'call', operation: 'getMany', returnAll: true };

/** Records the output in n8n's log and the browser's console while each page takes 4 s. */
function watch(total: number, described: (block: IDataObject) => IDataObject) {
	let time = 0;
	jest.spyOn(systemClock, 'now').mockImplementation(() => time);
	answerPages(talkover(), (asked) => {
		time += 4_000;
		const { data, block } = cut(total, asked);
		return { data, ...described(block) };
	});
	const log: unknown[] = [];
	const console: unknown[] = [];
	jest.spyOn(Container.get(Logger), 'info').mockImplementation((line) => void log.push(line));
	withContext((context) => {
		context.sendMessageToUI = (...lines) => void console.push(...lines);
	});
	return { log, console };
}

test('a list of many pages reports its progress every 10 s', async () => {
	const { log, console } = watch(1_250, (meta) => ({ meta }));

	const result = await runTalkover(talkover(), GET_ALL);

	expect(log).toEqual([
		'Talkover: 300 of 1,250 results read so far',
		'Talkover: 600 of 1,250 results read so far',
		'Talkover: 900 of 1,250 results read so far',
		'Talkover: 1,200 of 1,250 results read so far',
	]);
	expect(console).toEqual(log);
	expect(jsonOf(result)).toHaveLength(1_250);
});

test('the progress of a limited list counts up to the limit', async () => {
	const { log } = watch(50_000, (meta) => ({ meta }));

	await runTalkover(talkover(), { ...GET_ALL, returnAll: false, limit: 500 });

	expect(log).toEqual(['Talkover: 300 of 500 results read so far']);
});

test.each<[string, (block: IDataObject) => IDataObject]>([
	['no total', () => ({ meta: { last_page: 5 } })],
	['a total that is too small', (block) => ({ meta: { ...block, total: 12, last_page: 5 } })],
])('a list with %s reports how many results have been read', async (_what, described) => {
	const { log } = watch(450, described);

	await runTalkover(talkover(), GET_ALL);

	expect(log).toEqual(['Talkover: 300 results read so far']);
});

test('the progress counts the lists of all items together', async () => {
	const { log } = watch(600, (meta) => ({ meta }));

	await runTalkover(talkover(), GET_ALL, { credential: ONE_AT_ONCE, items: [{}, {}] });

	expect(log).toEqual([
		'Talkover: 0 of 2 items done, 300 results read so far',
		'Talkover: 0 of 2 items done, 600 results read so far',
		'Talkover: 1 of 2 items done, 900 results read so far',
		'Talkover: 1 of 2 items done, 1,200 results read so far',
	]);
});

test('stopping the execution ends an endless list between two pages', async () => {
	watch(1e9, (meta) => ({ meta }));
	const { result, stop } = await startTalkover(talkover(), GET_ALL);
	// The third page has been read, and the fourth page hasn't been requested.
	jest.spyOn(Container.get(Logger), 'info').mockImplementation(stop);

	const { status } = await result;

	expect(status).toBe('canceled');
	expect(talkover().requests).toHaveLength(3);
});
