import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { loadList } from '../support/n8n/lists';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const CAMPAIGN = {
	resource: 'campaign',
	operation: 'create',
	simplify: false,
	name: 'Spring Offer',
	agentId: chosen(SEED.salesAgentId),
	startDate: '2026-03-01',
};

test('the list contains every time zone once, sorted, without a request to Talkover', async () => {
	const zones = await loadList(talkover(), 'getTimezones');

	const values = zones.map(({ value }) => String(value));
	expect(values.length).toBeGreaterThan(400);
	expect(values).toEqual([...new Set(values)].sort());
	expect(values).toEqual(
		expect.arrayContaining(['America/New_York', 'Asia/Kolkata', 'Europe/Kyiv', 'UTC']),
	);
	expect(talkover().requests).toEqual([]);
});

test('a time zone is found by a city whose name contains a space', async () => {
	expect(await loadList(talkover(), 'getTimezones')).toContainEqual({
		name: 'America/Sao Paulo',
		value: 'America/Sao_Paulo',
	});
});

test('every time zone of the list is accepted', async () => {
	const zones = await loadList(talkover(), 'getTimezones');

	const result = await runTalkover(
		talkover(),
		{ ...CAMPAIGN, name: '={{ $json.zone }}', timezone: '={{ $json.zone }}' },
		{ items: zones.map(({ value }) => ({ zone: value })) },
	);

	expect(result.error).toBeUndefined();
	expect(jsonOf(result).map(({ timezone }) => timezone)).toEqual(zones.map(({ value }) => value));
});
