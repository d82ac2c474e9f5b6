import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../../tools/harness/talkoverNode';
import { SEED } from '../../../tools/simulator/state';
import { chosen } from '../../support/n8n/parameterValues';
import { answerPages } from '../../support/servers/pagedServer';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const GREETING = 'Hello, how can I help you?';

const AGENT: INodeParameters = {
	resource: 'agent',
	operation: 'upsert',
	name: 'Front Desk',
	language: 'pt-BR',
	direction: 'inbound',
	description: 'Answers questions about orders',
	initialMessage: GREETING,
};

async function upsert(more: INodeParameters = {}, items?: IDataObject[]) {
	return runTalkover(talkover(), { ...AGENT, ...more }, items ? { items } : {});
}

function sent(): unknown[] {
	const changes = talkover().requests.filter(({ method }) => method !== 'GET');
	return changes.map(({ operationId, body }) => [operationId, body]);
}

const named = () => talkover().state.agents.filter(({ name }) => name === AGENT.name);

test('an agent is created once, however often the node is executed and however many items have its name', async () => {
	const name = '={{ "Front Desk" + " ".repeat($itemIndex) }}';
	const [first, second] = jsonOf(await upsert({ name }, [{}, {}]));
	// Talkover may remove the spaces around a text, or return a value in another form.
	const inOtherForms = { ask_if_human_present_on_idle: 'False', initial_message_delay: '0.0' };
	const data = [{ ...named()[0], language: 'pt-BR ', ...inOtherForms }] as IDataObject[];
	talkover().answer(200, { success: true, data, meta: { last_page: 1 } }, 'listAgents');
	const [again] = jsonOf(
		await upsert({
			name: ` ${String(AGENT.name)} `,
			description: `${String(AGENT.description)}\n`,
			additionalFields: { askIfHumanPresentOnIdle: false, initialMessageDelay: 0 },
		}),
	);

	expect(sent()).toEqual([['createAgent', expect.objectContaining({ name: AGENT.name })]]);
	expect(first).toMatchObject({ created: true, changed: [], current_status: 'draft' });
	const [{ id } = {}] = named();
	expect([second?.id, again?.id]).toEqual([id, id]);
	expect(again).toMatchObject({ created: false, changed: [] });
});

test.each<[string, INodeParameters, string[], IDataObject]>([
	[
		'the description',
		{ description: 'Sells' },
		['updateAgentKnowledge'],
		{ description: 'Sells', initial_message: GREETING, llm_temperature: 0.7 },
	],
	[
		'the direction',
		{ direction: 'outbound' },
		['updateAgentCalling'],
		{ direction: 'outbound', phone_number_ids: ['phone-uuid-2'] },
	],
	[
		'the phone numbers',
		{ phoneNumberIds: ['phone-uuid-1'] },
		['updateAgentCalling'],
		{ direction: 'inbound', phone_number_ids: ['phone-uuid-1'] },
	],
	[
		'the voice',
		{ voiceTemplateId: chosen(SEED.voiceTemplateIdInPortuguese) },
		['updateAgentVoice'],
		{ voice_id: SEED.voiceTemplateIdInPortuguese, language: 'pt-BR', who_speaks_first: 'agent' },
	],
])(
	'nothing but %s is sent for an existing agent if nothing else differs',
	async (_what, more, operationIds, body) => {
		await upsert({ phoneNumberIds: ['phone-uuid-2'] });
		const before = sent().length;

		const [json] = jsonOf(await upsert(more));

		const changes = sent().slice(before) as [string, object][];
		expect(changes.map(([operationId]) => operationId)).toEqual(operationIds);
		expect(changes[0]?.[1]).toMatchObject(body);
		expect(json).toMatchObject({ created: false, changed: [expect.any(String)] });
		expect(named()).toHaveLength(1);
	},
);

test.each<[string, INodeParameters, RegExp]>([
	[
		'the API cannot change later',
		{ enableRecording: false, additionalFields: { idleTimeSeconds: 9 } },
		/^Talkover's API can't change 'Enable Recording', 'Idle Time.*' of an existing agent$/,
	],
	[
		'needs a voice that the agent does not have',
		{ language: 'de-DE' },
		/^Language, .* weren't changed, because Talkover didn't return the voice/,
	],
	[
		'is replaced without its current value',
		{ description: 'Sells' },
		/^'LLM Temperature' is now 0\.7, because Talkover didn't return the current one/,
	],
	[
		'may be what it is',
		{ additionalFields: { llmTemperature: 0.2 } },
		/^'LLM Temperature' wasn't changed, because Talkover didn't return the current one/,
	],
])('a setting that %s is named in a warning', async (_what, more, warning) => {
	await upsert();

	expect(jsonOf(await upsert(more))[0]?.warning).toMatch(warning);
});

test('settings that the list of agents leaves out are read before the knowledge is replaced', async () => {
	await upsert();
	const [agent] = named();
	Object.assign(agent ?? {}, { interrupt_sensitivity: 'high', initial_message_delay: 0 });
	const inList = {
		...{ success: true, data: [{ id: agent?.id, name: agent?.name }] },
		meta: { current_page: 1, last_page: 1, per_page: 100, total: 1 },
	};
	const leaveOut = () => {
		talkover().answer(200, inList, { when: ({ url }) => url.includes('/agents?'), times: 1 });
	};

	leaveOut();
	await upsert({ description: 'Sells' });

	expect(sent().at(-1)).toEqual([
		'updateAgentKnowledge',
		expect.objectContaining({ interrupt_sensitivity: 'high', initial_message: GREETING }),
	]);
	talkover().answer(200, inList);
	const before = sent().length;
	expect((await upsert({ description: 'Buys' })).error?.message).toMatch(
		/^Nothing was changed because Talkover didn't return 'Ask If Human/,
	);
	expect(sent()).toHaveLength(before);
});

test('settings that the list of agents leaves out or shortens do not count as changes', async () => {
	const more = { phoneNumberIds: ['phone-uuid-2'] };
	await upsert(more);
	const { phone_numbers: _numbers, ...agent } = named()[0] ?? {};
	const listed = { ...agent, description: 'Answers …' } as IDataObject;
	const inList = { success: true, data: [listed], meta: { last_page: 1 } };
	talkover().answer(200, inList, { when: ({ url }) => url.includes('/agents?') });

	expect(jsonOf(await upsert(more))[0]).toMatchObject({ created: false, changed: [] });
	expect(sent()).toHaveLength(1);
});

test('nothing is changed if several agents have the name', async () => {
	await upsert();
	const [agent] = named();
	if (agent) talkover().state.agents.push({ ...agent, id: 'another-agent' });
	const before = sent().length;

	const { error } = await upsert({ description: 'Sells' });

	expect(error?.message).toContain('2 agents have the name "Front Desk"');
	expect(sent()).toHaveLength(before);
});

test('nothing is created if the list of agents cannot be read', async () => {
	talkover().fail({ operationId: 'listAgents', fault: { kind: 'documented', status: 401 } });

	expect((await upsert()).error?.message).toMatch(/token/);
	expect(sent()).toEqual([]);
});

test('nothing is created if the list of agents ends early', async () => {
	const others = Array.from({ length: 100 }, (_, index) => ({ id: index, name: `A${index}` }));
	answerPages(talkover(), ({ page }) => ({ data: page === 1 ? others : [], meta: { total: 101 } }));

	expect((await upsert()).error?.message).toContain('The list ends before');
	expect(sent()).toEqual([]);
});
