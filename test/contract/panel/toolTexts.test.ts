import type { INodeParameters } from 'n8n-workflow';

import main from '../../../nodes/Talkover/Talkover.node.json';
import trigger from '../../../nodes/Talkover/TalkoverTrigger.node.json';
import { Talkover } from '../../../nodes/Talkover/Talkover.node';
import { TalkoverTrigger } from '../../../nodes/Talkover/TalkoverTrigger.node';
import { resources } from '../../../nodes/Talkover/resources/index';
import type { Field } from '../../../nodes/Talkover/parameters/field';
import { ENDPOINTS } from '../../../nodes/Talkover/api/contract/endpoints';
import { fieldsOf } from '../../../nodes/Talkover/operation/resource';
import { toolDescription } from '../../../nodes/Talkover/operation/panel/tool';
import { openContract } from '../../../tools/simulator/contract';
import { noticesIn } from '../../support/n8n/noticesIn';
import { callTool } from '../../support/n8n/tool';
import { useSimulator } from '../../support/servers/useSimulator';
import { CASES, OPERATIONS, successStatus } from '../../../tools/operations/documented';

const { description } = new Talkover();

/** The operations that ring phones and use credits. */
const RINGING = [
	'call.make',
	'call.makeAndWait',
	'call.makeForCampaign',
	'campaign.importFromSftp',
	'campaign.updateStatus',
];

const RINGS = /real phones? .* uses? Talkover credits/;

test.each(OPERATIONS)(
	'$key has a notice of it, the first one, if and only if it rings phones',
	(each) => {
		const notices = noticesIn({ resource: each.resource, operation: each.operation.value });

		expect(notices.map((text) => RINGS.test(text)).indexOf(true)).toBe(
			RINGING.includes(each.key) ? 0 : -1,
		);
	},
);

const talkover = useSimulator();

const contract = openContract();

/** The description of the operation's tool with its example, because n8n requires all required parameters. */
async function describeTool(key: string, more: INodeParameters = {}): Promise<unknown> {
	const { resource, operation, example } = CASES.find(({ name }) => name === key) ?? {};
	if (!example || !resource || !operation) throw new Error(`There is no example of ${key}`);
	const { operationId, parameters } = example;
	const status = successStatus(contract, operationId);
	talkover().fail({ operationId, fault: { kind: 'documented', status } });
	const all = { resource, operation: operation.value, limit: 1, ...parameters, ...more };
	return (await callTool(talkover(), all, {})).json.description;
}

test.each(RINGING)('the tool description of %s warns of real phones and credits', async (key) => {
	const told = await describeTool(key);

	expect(told).toMatch(/real phones? rings?/);
	expect(told).toMatch(/credits are used/);
	const sentences = key === 'campaign.updateStatus' ? 3 : 2;
	expect(String(told).match(/\.(?: |$)/g)).toHaveLength(sentences);
});

/** What is gone or stops. */
const IRREVERSIBLE = /can't be (?:undone|restored|recovered)/;

const LOSING = OPERATIONS.filter(
	({ resource, operation: { value: operation } }) =>
		operation.startsWith('delete') ||
		noticesIn({ resource, operation }).some((text) => IRREVERSIBLE.test(text)),
);

test.each(LOSING)("the tool description of $key says what can't be undone", async ({ key }) => {
	expect(await describeTool(key)).toMatch(IRREVERSIBLE);
});

test.each([
	['call.end', /ends a call.* is cut off/i],
	['agent.unpublish', /takes no calls/],
	['agent.publish', /takes calls/],
	['callbackAgent.remove', /stops an agent/i],
	['calendar.disconnectProvider', /a person has to sign in/],
	['webhook.toggle', /disabled one sends no events/],
	...[
		...['action.delete', 'action.upsert', 'training.delete', 'training.upsert', 'agent.upsert'],
		...['agent.updateCalling', 'agent.updateKnowledge', 'agent.updateVoice'],
	].map((key) => [key, /may become a draft and take no calls/] as const),
	['flow.update', /may have to be published again/],
] as const)('the tool description of %s says what stops or begins', async (key, stops) => {
	expect(await describeTool(key)).toMatch(stops);
});

/** Operations that change something of which the action says all that others notice, and why. */
const ACTION_SAYS_ALL: Readonly<Record<string, string>> = {
	'agent.create': 'a new agent is a draft',
	'agent.updateAdvancedSettings': 'the first message sounds the same',
	'availability.createRule': 'Delete Rule undoes it',
	'availability.updateRule': 'another update undoes it',
	'calendar.create': 'nobody is booked into it yet',
	'calendar.sync': 'it makes both calendars equal, as Talkover does anyway',
	'calendar.syncProvider': 'it makes both calendars equal, as Talkover does anyway',
	'calendar.update': 'another update undoes it',
	'calendarEvent.addAttendee': 'Remove Attendee undoes it',
	'calendarEvent.create': 'Delete undoes it',
	'calendarEvent.createMeeting': 'it only adds a link',
	'calendarEvent.removeAttendee': 'Add Attendee undoes it',
	'calendarEvent.update': 'another update undoes it',
	'calendarMember.add': 'Remove undoes it',
	'calendarMember.remove': 'Add undoes it',
	'calendarMember.update': 'another update undoes it',
	'callbackAgent.check': 'it only checks',
	'callbackAgent.set': 'Remove undoes it',
	'callbackAgent.update': 'another update undoes it',
	'campaign.create': 'a new campaign is a draft',
	'campaign.exportToSftp': 'the files go to the server of the campaign',
	'campaign.update': 'another update undoes it',
	'flow.validate': 'it only checks',
	'phoneNumber.cancelRelease': 'the number stays',
	'webhook.create': 'Delete undoes it',
	'webhook.update': 'another update undoes it',
};

const CHANGING = OPERATIONS.filter(({ key }) => {
	const { operationId } = CASES.find(({ name }) => name === key)?.example ?? {};
	return (
		operationId === undefined || ENDPOINTS[operationId as keyof typeof ENDPOINTS].method !== 'GET'
	);
});

test('every operation that changes something has a tool description of its own, unless its action says all', () => {
	const silent = CHANGING.filter(({ operation }) => toolDescription(operation).default === '');

	expect(silent.map(({ key }) => key).sort()).toEqual(Object.keys(ACTION_SAYS_ALL));
});

test('the tool description of an operation that rings no phone is its action', async () => {
	expect(await describeTool('call.getMany')).toBe('Get many calls in Talkover');
});

test.each(['call.make', 'call.getMany'])(
	'the tool description of %s is the text that the user entered',
	async (key) => {
		const toolDescription = 'Calls the front desk';

		expect(await describeTool(key, { toolDescription })).toBe(toolDescription);
	},
);

test('the parameter for the description of a tool is shown only in tools', () => {
	const own = description.properties.filter(({ name }) => name === 'toolDescription');

	expect(own.length).toBeGreaterThan(RINGING.length);
	for (const { displayOptions } of own) expect(displayOptions?.show?.['@tool']).toEqual([true]);
});

/** The key that the editor derives from a parameter's display name when the model provides the value. */
function keyOf({ property }: Field): string {
	return property.displayName.replace(/[^\w-]/g, '_').slice(0, 64);
}

test.each(OPERATIONS)('the keys of $key have only plain characters', ({ operation }) => {
	const keys = withInner(fieldsOf(operation)).map(keyOf);

	expect(keys.filter((key) => !/^[\w-]{1,64}$/.test(key))).toEqual([]);
});

test.each(OPERATIONS)('no two parameters of $key have the same key', ({ operation }) => {
	const always = fieldsOf(operation).filter(({ property }) => !property.displayOptions);
	// n8n adds the number of the row to the keys of rows.
	const groups = always.filter(({ property }) => property.type !== 'fixedCollection');
	const keys = [...always, ...groups.flatMap(({ children = [] }) => children)].map(keyOf);

	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

function withInner(fields: readonly Field[]): Field[] {
	return fields.flatMap((field) => [field, ...withInner(field.children ?? [])]);
}

test("n8n's node search lists the node among the tools and finds it by its own words and all of the trigger", () => {
	const words = [
		...['voice call', 'phone call', 'call customer', 'dialer', 'telephony', 'voicemail'],
		...['call ended', 'campaign', 'outbound', 'ligação', 'telefone'],
	];

	expect(main.alias.map((alias) => alias.toLowerCase())).toEqual(expect.arrayContaining(words));
	expect(main.alias).toEqual(expect.arrayContaining(trigger.alias));
	expect(main.subcategories).toEqual({ Tools: ['Other Tools'] });
});

test("n8n's list of actions begins with those of calls and agents, the commonest first", () => {
	const actions = description.properties
		.filter(({ name }) => name === 'operation')
		.map(({ options = [] }) => options.map((each) => 'action' in each && each.action));

	const [ofCalls = [], ofAgents = []] = actions;
	expect(ofCalls.slice(0, 4)).toEqual([
		'Make a call and wait until it ends',
		'Make a call',
		'Make a call for a campaign',
		'Check a phone number before a call',
	]);
	const expected = ['Create or update an agent', 'Create an agent', 'Publish an agent'];
	expect(ofAgents.slice(0, 3)).toEqual(expected);
	expect(actions).toHaveLength(resources.length);
});

const names = resources.flatMap(({ name, operations }) =>
	operations.map((operation) => `${name}: ${operation.name}`),
);

test.each([
	['node', description.builderHint?.searchHint, 4],
	['trigger', new TalkoverTrigger().description.builderHint?.searchHint, 2],
])('the hint of the %s names operations for workflow builders', (_node, hint = '', mentions) => {
	// Longest first, so that Make and Wait isn't mistaken for Make.
	const longestFirst = [...names].sort((a, b) => b.length - a.length);
	const known = new RegExp(longestFirst.join('|'), 'g');

	expect(hint.match(/\b(?:Call|Campaign): [A-Z]/g)).toHaveLength(mentions);
	expect(hint.match(known)).toHaveLength(mentions);
});

test('the workflow builder knows the trigger by the name of its type', () => {
	expect(description.builderHint?.relatedNodes?.map(({ nodeType }) => nodeType)).toEqual([
		trigger.node,
	]);
});
