import type { IDataObject } from 'n8n-workflow';

/** What somebody asks n8n's workflow builder for, and the workflow that it writes with what the node tells it. */
export interface Sentence {
	readonly asks: string;
	/** In the form of n8n's SDK, without its imports. */
	readonly code: string;
	readonly items?: readonly IDataObject[];
	/** The operations of the contract that change something or call somebody, in order. */
	readonly sends: readonly string[];
}

const AGENT = "agentId: { __rl: true, mode: 'list', value: '' }";
const CAMPAIGN = "campaignId: { __rl: true, mode: 'list', value: '' }";

const node = (name: string, type: string, version: number, parameters: string) =>
	`node({ type: '${type}', version: ${version}, config: { name: '${name}', parameters: { ${parameters} } } })`;
const start = (name: string, type: string, version: number, parameters = '') =>
	`trigger({ type: '${type}', version: ${version}, config: { name: '${name}', parameters: { ${parameters} } } })`;
const talkover = (name: string, parameters: string) =>
	node(name, 'n8n-nodes-talkover.talkover', 1, parameters);
const chain = (...nodes: readonly string[]) =>
	`export default workflow('w', 'Workflow').add(${nodes.join(').to(')});`;

const LEAD = { id: '7', name: 'Ana', phone: '+1 (212) 500-1234', email: 'ana@example.com' };
const schedule = start('Every Morning', 'n8n-nodes-base.scheduleTrigger', 1.2);
const sheet = (name: string) =>
	node(name, 'n8n-nodes-base.googleSheets', 4.7, "resource: 'sheet', operation: 'read'");

export const SENTENCES: readonly Sentence[] = [
	{
		asks: 'Call every new HubSpot lead within working hours and write the result back',
		code: chain(
			start('New Lead', 'n8n-nodes-base.hubspotTrigger', 1),
			talkover(
				'Call Lead',
				`resource: 'call', operation: 'makeAndWait', ${AGENT}, phone: expr('{{ $json.phone }}'), contextFields: { context: [{ name: 'leadId', value: expr('{{ $json.id }}') }] }, rules: { callingHours: { hours: { daysOfWeek: ['1', '2', '3', '4', '5'], from: '09:00', to: '18:00', timeZone: 'phone', outside: 'skip' } } }`,
			),
			node(
				'Update Lead',
				'n8n-nodes-base.hubspot',
				2.2,
				"resource: 'contact', operation: 'upsert', email: expr(\"{{ $('New Lead').item.json.email }}\")",
			),
		),
		items: [LEAD],
		sends: ['makeCall'],
	},
	{
		asks: 'When a deal is won in Pipedrive, call the contact, and if nobody answers, add an activity',
		code: `const call = ${talkover('Call Contact', `resource: 'call', operation: 'makeAndWait', ${AGENT}, phone: expr('{{ $json.phone }}'), variables: { variable: [{ name: 'name', value: expr('{{ $json.name }}') }] }`)};
const unanswered = ifElse({ version: 2.2, config: { name: 'No Answer?', parameters: { conditions: { options: { caseSensitive: true, typeValidation: 'strict' }, conditions: [{ leftValue: expr('{{ $json.outcome }}'), operator: { type: 'string', operation: 'equals' }, rightValue: 'noAnswer' }], combinator: 'and' } } } });
export default workflow('w', 'Workflow').add(${start('Deal Won', 'n8n-nodes-base.pipedriveTrigger', 1.1)}).to(call).to(unanswered.onTrue(${node('Add Activity', 'n8n-nodes-base.pipedrive', 2, "resource: 'activity', operation: 'create'")}));`,
		items: [LEAD],
		sends: ['makeCall'],
	},
	{
		asks: 'Every morning, call everybody in my sheet of appointments, except those in my do-not-call sheet, three at a time',
		code: chain(
			schedule,
			sheet('Do Not Call List'),
			sheet('Appointments'),
			talkover(
				'Confirm',
				`resource: 'call', operation: 'makeAndWait', ${AGENT}, phone: expr('{{ $json.phone }}'), rules: { doNotCall: expr("{{ $('Do Not Call List').all() }}") }, options: { callsAtOnce: 3 }`,
			),
		),
		items: [LEAD],
		sends: [],
	},
	{
		asks: 'Call a new lead at once, and let another workflow handle the result',
		code: chain(
			start('New Lead', 'n8n-nodes-base.webhook', 2.1, "httpMethod: 'POST', path: 'lead'"),
			talkover(
				'Call Lead',
				`resource: 'call', operation: 'make', ${AGENT}, phone: expr('{{ $json.phone }}'), contextFields: { context: [{ name: 'leadId', value: expr('{{ $json.id }}') }] }`,
			),
		),
		items: [LEAD],
		sends: ['makeCall'],
	},
	{
		asks: 'When a call ends, save its result in a sheet',
		code: chain(
			start(
				'Call Ended',
				'n8n-nodes-talkover.talkoverTrigger',
				2,
				"source: 'agent', agentIds: [], events: ['event_phone_call_ended'], options: { contextField: 'leadId' }",
			),
			node('Save Result', 'n8n-nodes-base.googleSheets', 4.7, "operation: 'append'"),
		),
		sends: [],
	},
	{
		asks: 'Add everybody who submits my form to my campaign',
		code: chain(
			start('Form', 'n8n-nodes-base.formTrigger', 2.3, "formTitle: 'Contact'"),
			talkover(
				'Add to Campaign',
				`resource: 'call', operation: 'makeForCampaign', ${CAMPAIGN}, phone: expr('{{ $json.phone }}')`,
			),
		),
		items: [LEAD],
		sends: ['makeCampaignCall'],
	},
	{
		asks: 'Check the phone numbers of new contacts without calling them',
		code: chain(
			start('New Contact', 'n8n-nodes-base.webhook', 2.1, "httpMethod: 'POST', path: 'contact'"),
			talkover(
				'Check Number',
				`resource: 'call', operation: 'check', phone: expr('{{ $json.phone }}')`,
			),
		),
		items: [LEAD],
		sends: [],
	},
	{
		asks: 'Create and publish a Portuguese agent for every new customer',
		code: chain(
			start('New Customer', 'n8n-nodes-base.webhook', 2.1, "httpMethod: 'POST', path: 'customer'"),
			talkover(
				'Create Agent',
				"resource: 'agent', operation: 'create', name: expr('{{ $json.name }}'), language: 'pt-BR', direction: 'inbound', description: 'Answers questions about orders', initialMessage: 'Olá!'",
			),
			talkover(
				'Add Opening Hours',
				"resource: 'training', operation: 'upsert', agentId: { __rl: true, mode: 'id', value: expr('{{ $json.id }}') }, nodeId: 'opening-hours', subject: 'Opening Hours', instructions: 'From 9 to 18'",
			),
		),
		items: [LEAD],
		sends: ['createAgent', 'upsertTraining'],
	},
	{
		asks: 'Every morning, summarize the calls of yesterday',
		code: chain(
			schedule,
			talkover('Get Calls', "resource: 'call', operation: 'getMany', returnAll: true"),
			node('Summarize', 'n8n-nodes-base.summarize', 1.1, 'fieldsToSummarize: { values: [] }'),
		),
		sends: [],
	},
	{
		asks: 'Let my chat assistant call people for me',
		code: `const phone = tool({ type: 'n8n-nodes-talkover.talkoverTool', version: 1, config: { name: 'Call', parameters: { resource: 'call', operation: 'makeAndWait', ${AGENT}, phone: fromAi('phone', 'The number, e.g. +12125550123'), rules: { maxCallsPerHour: 1 } } } });
const assistant = ${node('Assistant', '@n8n/n8n-nodes-langchain.agent', 3.1, "promptType: 'define', text: expr('{{ $json.chatInput }}'), options: { systemMessage: 'You call people' }").replace('config: {', 'config: { subnodes: { tools: [phone] },')};
export default workflow('w', 'Workflow').add(${start('Chat', '@n8n/n8n-nodes-langchain.chatTrigger', 1.4)}).to(assistant);`,
		items: [{ phone: '+12125001234' }],
		sends: ['makeCall'],
	},
];
