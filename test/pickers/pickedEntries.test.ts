import { SEED } from '../../tools/simulator/state';
import { CALLS_FROM_AI, EVALUATED, FAILS, PASSWORD, READS_PASSWORD } from '../support/hostileTexts';
import { loadList, pickedFromList, searchList } from '../support/n8n/lists';
import { answerOnce } from '../support/servers/pagedServer';
import { runTalkover } from '../../tools/harness/talkoverNode';
import { callTool } from '../support/n8n/tool';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const ITEMS = [{ password: PASSWORD }];

const urls = () => talkover().requests.map(({ url }) => decodeURIComponent(url));

const NAMES = [FAILS, `=${READS_PASSWORD}`, CALLS_FROM_AI];
/** Hostile names with harmless IDs, and IDs that are expressions for the password in another node. */
const hostile = () => [
	...NAMES.map((name, index) => ({ id: `good-${index}`, name })),
	...EVALUATED.map((id) => ({ id, name: 'Hostile' })),
];

test('n8n does not evaluate entries selected in a resource locator', async () => {
	answerOnce(talkover(), hostile());
	const entries = await searchList(talkover(), 'searchAgents', {});

	for (const entry of entries) {
		const agentId = pickedFromList(entry);
		answerOnce(talkover(), { id: entry.value });
		const { error } = await runTalkover(
			talkover(),
			{ resource: 'agent', operation: 'get', agentId },
			{ items: ITEMS },
		);
		expect(error).toBeUndefined();
	}

	expect(urls().slice(1)).toEqual(NAMES.map((_name, index) => `/api/v1/agents/good-${index}`));
});

test('n8n does not evaluate entries selected in a list with several choices', async () => {
	answerOnce(talkover(), hostile());
	const picked = (await loadList(talkover(), 'getPhoneNumbers')).map(({ value }) => String(value));
	answerOnce(talkover(), {});

	const { error } = await runTalkover(
		talkover(),
		{
			resource: 'agent',
			operation: 'updateCalling',
			direction: 'inbound',
			agentId: chosen(SEED.draftAgentId),
			phoneNumberIds: picked,
		},
		{ items: ITEMS },
	);

	expect(error).toBeUndefined();
	expect(talkover().requests.at(-1)?.body).toMatchObject({
		phone_number_ids: NAMES.map((_name, index) => `good-${index}`),
	});
});

test('the name of a selected entry adds no parameter to a tool', async () => {
	answerOnce(talkover(), [{ id: SEED.supportAgentId, name: CALLS_FROM_AI }]);
	const [entry] = await searchList(talkover(), 'searchAgents', {});
	if (!entry) throw new Error('The list is empty');

	const { error, json } = await callTool(
		talkover(),
		{ resource: 'agent', operation: 'get', agentId: pickedFromList(entry) },
		{},
	);

	expect(error).toBeUndefined();
	expect(json.parameters).not.toContain('secret');
	expect(urls()[1]).toContain(`/agents/${SEED.supportAgentId}`);
});
