import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { SEED } from '../../tools/simulator/state';
import { EVALUATED, FAILS, READS_PASSWORD } from '../support/hostileTexts';
import { loadList, searchList } from '../support/n8n/lists';
import { answerOnce } from '../support/servers/pagedServer';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const ZERO_WIDTH_SPACE = '\u200b';

const agent = (id: string, name: string, more: IDataObject = {}) => ({ id, name, ...more });

describe.each<[string, () => Promise<INodePropertyOptions[]>]>([
	['a resource locator', async () => searchList(talkover(), 'searchAgents', {})],
	['a list of options', async () => loadList(talkover(), 'getAgents')],
])('%s offers only safe entries', (_kind, open) => {
	test.each(EVALUATED)('a list does not offer the ID %j, which n8n would evaluate', async (id) => {
		answerOnce(talkover(), [agent(id, 'Hostile'), agent(SEED.supportAgentId, 'Good')]);

		expect(await open()).toMatchObject([{ name: 'Good', value: SEED.supportAgentId }]);
	});

	test.each([
		['empty', ''],
		['blank', ' '],
		['too long', 'x'.repeat(1_025)],
	])('a list does not offer an entry whose ID is %s', async (_what, id) => {
		answerOnce(talkover(), [agent(id, 'Hostile'), agent('y'.repeat(1_024), 'Good')]);

		expect((await open()).map(({ name }) => name)).toEqual(['Good']);
	});

	test.each([
		['=Sales', `${ZERO_WIDTH_SPACE}=Sales`],
		[` ${FAILS}`, `${ZERO_WIDTH_SPACE} ${FAILS}`],
		['Sales = 2 {{ x }}', 'Sales = 2 {{ x }}'],
		['<b>Sales</b> & Co', '<b>Sales</b> & Co'],
		["Asks $fromAI ('x')", `Asks $${ZERO_WIDTH_SPACE}fromAI ('x')`],
		['', SEED.supportAgentId],
	])('a list shows the name %j as %j, which n8n does not evaluate', async (name, shown) => {
		answerOnce(talkover(), [agent(SEED.supportAgentId, name)]);

		expect((await open()).map((entry) => entry.name)).toEqual([shown]);
	});

	test.each([
		['a text of 200 characters', 'x'.repeat(200), 'x'.repeat(200)],
		['a text of 5 MB', 'x'.repeat(5_000_000), `${'x'.repeat(199)}…`],
		['a text with a surrogate pair at the limit', `${'x'.repeat(198)}😀😀`, `${'x'.repeat(198)}…`],
	])('a list shows at most 200 characters of a name that is %s', async (_what, text, shown) => {
		answerOnce(talkover(), [agent(SEED.supportAgentId, text)]);

		expect((await open()).map(({ name }) => name)).toEqual([shown]);
	});

	test('a list shows at most 200 characters of a description', async () => {
		const direction = 'x'.repeat(5_000_000);
		answerOnce(talkover(), [agent(SEED.supportAgentId, 'Sales', { direction })]);

		const [{ name, description = name } = {}] = await open();
		expect(description).toHaveLength(200);
	});
});

test('a description in a list of options is shown as text, not as HTML with images and links', async () => {
	const status = '<img src="https://example.com/seen"> &lt;b> Q&A';
	answerOnce(talkover(), [agent(SEED.supportAgentId, 'Sales', { current_status: status })]);

	const [option] = await loadList(talkover(), 'getAgents');

	expect(option?.description).toBe('&lt;img src="https://example.com/seen"> &amp;lt;b> Q&A');
});

test('a search matches the original name and ID, without the characters that are added for display', async () => {
	const event = { id: 'event_1', title: "=Ask $fromAI('x')" };
	const parameters = { resource: 'calendarEvent', operation: 'get', calendarId: 'calendar_1' };
	answerOnce(talkover(), [event]);
	expect(await searchList(talkover(), 'searchCalendarEvents', parameters, '$fromai(')).toHaveLength(
		1,
	);
	answerOnce(talkover(), [event]);
	expect(
		await searchList(talkover(), 'searchCalendarEvents', parameters, ZERO_WIDTH_SPACE),
	).toEqual([]);
});

test.each([
	[`=${READS_PASSWORD}`, "'Calendar' is an expression, so this list can't be loaded"],
	[` id${READS_PASSWORD}`, "'Calendar' is an expression, so this list can't be loaded"],
	['..', '\'Calendar\': must not be ".."'],
])('a list for the calendar ID %j fails without a request', async (calendarId, message) => {
	const parameters = { resource: 'calendarEvent', operation: 'get', calendarId };

	await expect(searchList(talkover(), 'searchCalendarEvents', parameters)).rejects.toThrow(message);
	expect(talkover().requests).toEqual([]);
});
