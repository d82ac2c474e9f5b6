import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { loadList, searchList } from '../support/n8n/lists';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const agentId = chosen(SEED.supportAgentId);

const search = (method: string, parameters: INodeParameters = {}, filter?: string) =>
	searchList(talkover(), method, parameters, filter);

test.each([
	[
		'searchTrainings',
		{ resource: 'training', operation: 'delete' },
		[
			{ name: 'Product Knowledge', value: SEED.trainingIds[0], description: 'active' },
			{ name: 'Opening Hours', value: SEED.trainingIds[1], description: 'inactive' },
		],
	],
	[
		'searchActions',
		{ resource: 'action', operation: 'delete' },
		[
			{ name: 'Schedule Meeting', value: SEED.actionIds[0], description: 'webhook, active' },
			{ name: 'Talk to a Human', value: SEED.actionIds[1], description: 'transfer, inactive' },
		],
	],
])('%s lists the entries of the chosen agent', async (method, panel, expected) => {
	const second = expected.slice(1);

	expect(await search(method, { ...panel, agentId })).toEqual(expected);
	expect(await search(method, { ...panel, agentId }, ` ${String(second[0]?.value)} `)).toEqual(
		second,
	);
	await expect(search(method, panel)).rejects.toThrow("Choose 'Agent' first");
	const expression = { ...agentId, value: '={{ $json.agent }}' };
	await expect(search(method, { ...panel, agentId: expression })).rejects.toThrow(
		"'Agent' is an expression, so this list can't be loaded: enter the ID instead",
	);
});

test('searchPhoneNumbers finds numbers by their formatted text and includes numbers without voice', async () => {
	const [first] = talkover().state.phoneNumbers;
	talkover().state.phoneNumbers.push({ ...first, id: 'sms-only', has_voice: false, type: 'sms' });

	expect(await search('searchPhoneNumbers', {}, '+1 234')).toEqual([
		{ name: '+1 234 567890 (US, voice)', value: 'phone-uuid-1', description: 'active' },
		{ name: '+1 234 567890 (US, sms)', value: 'sms-only', description: 'active' },
	]);
});

test('searchReleaseRequests lists only the requests that can be cancelled', async () => {
	expect(await search('searchReleaseRequests')).toEqual([
		{
			name: '+4930901820',
			value: SEED.pendingReleaseId,
			description: 'The office in Berlin has closed',
		},
	]);
});

test('getActionIntegrations lists the available integrations', async () => {
	expect(await loadList(talkover(), 'getActionIntegrations')).toEqual([
		{ name: 'Calendar', value: 'calendar', description: 'Create events during a call.' },
		{ name: 'CRM', value: 'crm', description: '' },
	]);
});
