import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { RequestSettings } from '../../../tools/harness/talkoverNode';
import { ONE_AT_ONCE, jsonOf, runTalkover } from '../../../tools/harness/talkoverNode';
import { SEED } from '../../../tools/simulator/state';
import { chosen } from '../../support/n8n/parameterValues';
import { callTool, fromAi } from '../../support/n8n/tool';
import { MAKE } from '../../support/calls/make';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaits } from '../../support/time/skippedTime';
import { inPanel } from '../../support/calls/inPanel';

const talkover = useSimulator();

const CAMPAIGN = {
	...MAKE,
	operation: 'makeForCampaign',
	campaignId: chosen(SEED.activeCampaignId),
};
const NEW_YORK = '+12125001000';
const LOS_ANGELES = '+12135001000';
const SAO_PAULO = '+5511912345678';
const RECIFE = '+5581912345678';

/** Monday, 10:00 in New York and 12:00 in São Paulo. */
const MONDAY = Date.UTC(2026, 0, 5, 15);

function at(time: string | number): void {
	const now = typeof time === 'string' ? Date.parse(time) : time;
	jest.spyOn(Date, 'now').mockReturnValue(now);
}

beforeEach(() => {
	at(MONDAY);
});

async function callAll(
	phones: readonly unknown[],
	options: INodeParameters,
	more: INodeParameters = {},
	credential: RequestSettings = {},
) {
	const items = phones.map((phone) =>
		typeof phone === 'string' ? { phone } : (phone as IDataObject),
	);
	const parameters = { ...MAKE, ...more, ...inPanel({ skipIfActive: false, ...options }) };
	return runTalkover(talkover(), parameters, { credential, items });
}

const hours = (more: INodeParameters = {}) => ({ callingHours: { hours: more } });

const skipped = (reason: string, more: object = {}): unknown =>
	expect.objectContaining({ outcome: 'skipped', placed: false, reason, ...more });
const made = expect.objectContaining({ outcome: 'running', placed: true, reason: null });

describe('calls are made within Calling Hours', () => {
	test('a contact is called when the hours are open in the time zone of the number', async () => {
		const result = await callAll([NEW_YORK, LOS_ANGELES, SAO_PAULO, '+870773123456'], {
			...hours(),
			blockPremiumRate: false,
		});

		expect(jsonOf(result)).toEqual([
			made,
			{
				...{ outcome: 'skipped', placed: false, reason: 'outsideCallingHours' },
				message: `${LOS_ANGELES} isn't called at 07:00 on Monday in America/Los_Angeles, because that is outside the calling hours`,
				...{ to: LOS_ANGELES, retryable: true, nextAllowedAt: '2026-01-05T17:00:00Z' },
				...{ timeZone: 'America/Los_Angeles', localTime: '2026-01-05T07:00-08:00' },
			},
			made,
			skipped('timeZoneUnknown', { retryable: false }),
		]);
		expect(talkover().dialed().sort()).toEqual([NEW_YORK, SAO_PAULO]);
	});

	// prettier-ignore
	test.each<[string, string, INodeParameters, string, string | undefined]>([
		['in another zone', NEW_YORK, { timeZone: 'Asia/Tokyo' }, '2026-01-05T15:00Z', '2026-01-06T00:00:00Z'],
		['in the zone of the workflow', SAO_PAULO, { timeZone: 'workflow' }, '2026-01-05T06:00Z', '2026-01-05T14:00:00Z'],
		['on another day', NEW_YORK, { daysOfWeek: ['Tue', '3'] }, '2026-01-05T15:00Z', '2026-01-06T14:00:00Z'],
		['in one of two possible zones', RECIFE, { from: '12:00' }, '2026-01-05T14:30Z', '2026-01-05T15:00:00Z'],
		['in zones that are never open at once', '+18005550199', { from: '09:00', to: '10:00' }, '2026-01-05T17:00Z', undefined],
	])('a call %s waits for the hours', async (_when, phone, entered, time, nextAllowedAt) => {
		at(time);

		const [item] = jsonOf(await callAll([phone], hours(entered), {}));

		expect(item).toEqual(skipped('outsideCallingHours'));
		expect(item?.nextAllowedAt).toBe(nextAllowedAt);
		expect(talkover().dialed()).toEqual([]);

		at(nextAllowedAt ?? time);
		const [later] = jsonOf(await callAll([phone], hours(entered)));
		expect(later?.placed).toBe(nextAllowedAt !== undefined);
	});

	test('a call that is delayed is made if the hours are open when it is dialed', async () => {
		at('2026-01-05T13:30Z');

		const result = await callAll([NEW_YORK], { ...hours(), delaySeconds: 1_800 });

		expect(jsonOf(result)).toEqual([made]);
	});

	test.each([
		['a call', {}],
		['a call whose own delay would end before that', { delaySeconds: 600 }],
	])('Talkover delays %s by up to an hour until the hours start', async (_which, options) => {
		at('2026-01-05T13:00:30Z');
		const delay = hours({ outside: 'delay' });

		const result = await callAll([NEW_YORK, LOS_ANGELES], { ...delay, ...options });

		expect(jsonOf(result)).toEqual([made, skipped('outsideCallingHours')]);
		expect(talkover().requests.flatMap(({ body }) => body ?? [])).toEqual([
			expect.objectContaining({ to: NEW_YORK, delay_seconds: 3_570 }),
		]);
	});

	test('a contact who was just called is not called with a delay until the hours start', async () => {
		at('2026-01-05T13:00:30Z');
		const limit = { maxCallsPerContact: { limit: { countedCalls: 'all' } } };
		await callAll([NEW_YORK], {}, { agentId: chosen(SEED.supportAgentId) });

		const result = await callAll([NEW_YORK], { ...hours({ outside: 'delay' }), ...limit });

		expect(jsonOf(result)).toEqual([skipped('calledRecently')]);
		expect(talkover().dialed()).toEqual([NEW_YORK]);
	});

	test('nothing is sent for a call that would be delayed, but exceeds Max Calls per Execution', async () => {
		at('2026-01-05T13:00:30Z');
		const options = { ...hours({ outside: 'delay' }), maxCalls: 1, skipIfActive: true };

		const result = await callAll([NEW_YORK, '+12125001001'], options, {}, ONE_AT_ONCE);

		expect(jsonOf(result)).toEqual([made, skipped('maxCalls')]);
		const sent = talkover().requests.map(({ operationId }) => operationId);
		expect(sent).toEqual(['getActiveCall', 'makeCall']);
	});

	test('an item outside the hours fails if the option says so', async () => {
		const { error } = await callAll([LOS_ANGELES], hours({ outside: 'fail' }));

		expect(error?.message).toContain("isn't called at 07:00 on Monday in America/Los_Angeles");
		expect(error?.description).toMatch(/^The call wasn't made\. .* set 'Outside'/);
		expect(talkover().dialed()).toEqual([]);
	});

	test('an expression gives each item the time zone of its contact', async () => {
		const items = [
			{ phone: NEW_YORK, zone: 'America/Los_Angeles' },
			{ phone: LOS_ANGELES, zone: 'America/New_York' },
			{ phone: SAO_PAULO, zone: 'phone' },
		];

		const result = await callAll(items, hours({ timeZone: '={{ $json.zone }}' }));

		expect(jsonOf(result)).toEqual([skipped('outsideCallingHours'), made, made]);
	});

	test('the hours are checked again after a wait for the rate limit', async () => {
		at('2026-01-06T00:59Z');
		const fault = { kind: 'answer', status: 429, headers: { 'Retry-After': '60' }, body: {} };
		talkover().fail({ fault: fault as never, times: 1 });
		skipWaits(async () => {
			at('2026-01-06T01:00Z');
			return Promise.resolve();
		});

		const result = await callAll([NEW_YORK], hours());

		expect(jsonOf(result)).toEqual([skipped('outsideCallingHours')]);
		expect(talkover().dialed()).toHaveLength(1);
	});

	// prettier-ignore
	test.each<[string, INodeParameters, string]>([
		['without a day', { daysOfWeek: [] }, 'Days of Week: is required'],
		['with an unknown day', { daysOfWeek: ['8'] }, 'Days of Week: must be days from 1 (Monday)'],
		['with an unknown time', { from: '9 am' }, 'From: must be a time from 00:00 to 24:00'],
		['of no length', { from: '09:00', to: '09:00' }, "'From' and 'To' must differ"],
		['in a zone with an ambiguous name', { timeZone: 'ART' }, 'Time Zone Name or ID: must be the name of'],
		['in an unknown zone', { timeZone: 'EST5' }, 'Time Zone Name or ID: must be the name of'],
		['with an unknown action', { outside: 'wait' }, 'Outside: must be one of'],
	])('hours %s are rejected before anything is sent', async (_what, entered, message) => {
		const { error } = await callAll([NEW_YORK], hours(entered));

		expect(error?.message).toContain(message);
		expect(talkover().requests).toEqual([]);
	});
});

describe.each([
	['make', MAKE],
	['makeForCampaign', CAMPAIGN],
])('the rules for numbers apply to %s', (_name, operation) => {
	// prettier-ignore
	test.each<[string, INodeParameters, string]>([
		['national numbers on a list', { doNotCall: '212 500-1000, +12145551234' }, 'doNotCall'],
		['numbers of the items of a node', { doNotCall: '={{ [{ json: { Phone: "212 500 1000", row: 2 } }] }}' }, 'doNotCall'],
		['all who are missing in Only Call', { onlyCall: '+1 416 500-1000, +12145551234' }, 'onlyCall'],
		['a country by its name', { allowedCountries: '={{ "Canada, Brasil" }}' }, 'countryNotAllowed'],
		['a country by its code', { allowedCountries: ['CA'] }, 'countryNotAllowed'],
	])('%s are not called: %j', async (_form, options, reason) => {
		const national = { ...operation, defaultCountry: chosen('US') };

		const result = await callAll([NEW_YORK, '+14165001000'], options, national);

		expect(jsonOf(result)).toEqual([skipped(reason, { retryable: false }), made]);
		expect(talkover().dialed()).toEqual(['+14165001000']);
	});

	test('another spelling of a number in Only Call does not allow it', async () => {
		const [listed, other] = ['+5491123456789', '+541123456789'];

		const result = await callAll([other, listed], { onlyCall: listed }, operation);

		expect(jsonOf(result)).toEqual([skipped('onlyCall'), made]);
	});

	test('an empty list of Only Call allows nobody', async () => {
		const result = await callAll([NEW_YORK], { onlyCall: '={{ [] }}' }, operation);

		expect(jsonOf(result)).toEqual([skipped('onlyCall')]);
		expect(talkover().dialed()).toEqual([]);
	});

	test('a node makes no more calls than Max Calls per Execution', async () => {
		const fault = { kind: 'answer', status: 422, body: {} } as const;
		for (const operationId of ['makeCall', 'makeCampaignCall']) {
			talkover().fail({ operationId, times: 1, fault });
		}
		const phones = Array.from({ length: 5 }, (_, index) => `+1212500100${index}`);

		const result = await runTalkover(
			talkover(),
			{ ...operation, rules: { skipIfActive: false, maxCalls: 2 } },
			{
				credential: ONE_AT_ONCE,
				items: phones.map((phone) => ({ phone })),
				settings: { onError: 'continueRegularOutput' },
			},
		);

		// A call that Talkover rejects doesn't count.
		const outcomes = jsonOf(result).map(({ reason, placed }) => reason ?? placed);
		expect(outcomes.filter((each) => each === true)).toHaveLength(2);
		expect(outcomes.filter((each) => each === undefined)).toHaveLength(1);
		expect(outcomes.filter((each) => each === 'maxCalls')).toHaveLength(2);
	});

	test('items that another rule skips do not count for Max Calls per Execution', async () => {
		const options = { maxCalls: 1, doNotCall: NEW_YORK };

		const result = await callAll([NEW_YORK, SAO_PAULO], options, operation, ONE_AT_ONCE);

		expect(jsonOf(result)).toEqual([skipped('doNotCall'), made]);
	});
});

test('an expression gives each item its allowed countries', async () => {
	const items = [
		{ phone: NEW_YORK, countries: ['BR', 'US'] },
		{ phone: SAO_PAULO, countries: 'US, CA' },
	];

	const result = await callAll(items, { allowedCountries: '={{ $json.countries }}' });

	expect(jsonOf(result)).toEqual([made, skipped('countryNotAllowed')]);
});

test('numbers that may belong to a country that is not allowed are not called', async () => {
	const options = { allowedCountries: ['US', 'GB'], blockPremiumRate: false };

	// The second one isn't in any plan, so it may be on Guernsey. The third one is a satellite phone.
	const result = await callAll(['+442079460958', '+446912345678', '+870773123456'], options);

	const foreign = (where: string) =>
		skipped('countryNotAllowed', { message: expect.stringContaining(where) });
	expect(jsonOf(result)).toEqual([
		...[made, foreign('may belong to Guernsey'), foreign('belongs to no country')],
	]);
	expect(talkover().dialed()).toEqual(['+442079460958']);
});

// prettier-ignore
test.each<[string, INodeParameters, string]>([
	['Only Call with several numbers in an item', { onlyCall: '={{ [{ phone: "+12145551234", boss: "+12125001000" }] }}' }, 'Only Call: has several phone numbers in row 1'],
	['a text that is not a number', { doNotCall: '+12125001000, ask Ana' }, 'Do Not Call: entry 2: "ask Ana"'],
	['an unknown country', { allowedCountries: ['Europe'] }, 'Allowed Country Names or IDs: must contain countries'],
	['a list of no countries', { allowedCountries: [] }, 'Allowed Country Names or IDs: has no value'],
	['a maximum of zero', { maxCalls: 0 }, 'Max Calls per Execution: must be between 1'],
])('rules with %s are rejected before anything is sent', async (_what, options, message) => {
	const { error } = await callAll([NEW_YORK, LOS_ANGELES], options);

	// Faults of each item are below the number of items.
	expect([error?.message, error?.description].join()).toContain(message);
	expect(talkover().requests).toEqual([]);
});

const IMPORT: INodeParameters = { ...CAMPAIGN, resource: 'campaign', operation: 'importFromSftp' };

// prettier-ignore
test.each<[string, INodeParameters, INodeParameters?]>([
	['Do Not Call', { doNotCall: '={{ $json.blocked }}' }],
	// Older names, and other notations, of the same.
	...[
		['$data.blocked', '$thisItem.json.blocked', '$input["item"].json.blocked', '$("Trigger").pairedItem().json.blocked'],
		['$position > 0 ? "+12135001000" : "+5511912345678"', '$thisItemIndex > 0 ? "+12135001000" : "+5511912345678"', '$parameter.phone'],
	].flat().map((code): [string, INodeParameters] => ['Do Not Call', { doNotCall: `={{ ${code} }}` }]),
	['Skip If on a Call', { skipIfActive: '={{ $json.most === 2 }}' }],
	['Block Premium-Rate and Satellite Numbers', { blockPremiumRate: '={{ $itemIndex > 0 }}' }],
	['Max Calls per Execution', { maxCalls: '={{ $input.item.json.most }}' }],
	['Send Again If Outcome Unknown', { resendUnknown: '={{ $json.most === 2 }}' }],
	['Send Again If Outcome Unknown', { resendUnknown: '={{ $json.most === 2 }}' }, IMPORT],
])('%s that differs between items is rejected, because it is read once', async (label, options, operation = {}) => {
	const items = [
		{ phone: NEW_YORK, blocked: SAO_PAULO, most: 2 },
		{ phone: LOS_ANGELES, blocked: LOS_ANGELES, most: 1 },
	];

	const { error } = await callAll(items, options, operation);

	expect([error?.message, error?.description].join()).toContain(`${label}: must be the same for all items`);
	expect(talkover().requests).toEqual([]);
	const same = items.map((item) => ({ ...item, blocked: LOS_ANGELES, most: 1 }));
	expect(jsonOf(await callAll(same.slice(1), options, operation))).toHaveLength(1);
});

test('a do-not-call list that all items have is read', async () => {
	const items = [NEW_YORK, LOS_ANGELES].map((phone) => ({ phone, list: [LOS_ANGELES] }));

	expect(jsonOf(await callAll(items, { doNotCall: '={{ $json.list }}' }))).toEqual([
		made,
		skipped('doNotCall'),
	]);
});

test.each([
	['make', '={{ $json.country }}'],
	['check', '={{ $json.country }}'],
	['make', "={{ 'DE' }}"],
	['make', { ...chosen(''), value: "={{ 'DE' }}" }],
])('%s rejects a national entry if Default Country is %j', async (operation, defaultCountry) => {
	const result = await runTalkover(
		talkover(),
		{ ...MAKE, operation, defaultCountry, rules: { doNotCall: '0171 1234567' } },
		{
			items: [
				{ phone: '0171 1234567', country: 'DE' },
				{ phone: NEW_YORK, country: 'US' },
			],
		},
	);

	expect(result.error?.message).toContain(
		'Do Not Call: entry 1: "0171 1234567" has no country code',
	);
	expect(result.error?.message).toContain(
		"an expression in Default Country isn't used for the list",
	);
	expect(talkover().requests).toEqual([]);
});

test('a retry decides again about a call that was outside the hours', async () => {
	// 8 in New York, 10 in São Paulo.
	at('2026-01-05T13:00Z');
	talkover().answer(
		422,
		{},
		{
			times: 1,
			when: () => {
				at('2026-01-05T15:00Z');
				return true;
			},
		},
	);

	const result = await runTalkover(
		talkover(),
		{ ...MAKE, rules: { skipIfActive: false, ...hours() } },
		{
			credential: ONE_AT_ONCE,
			items: [{ phone: NEW_YORK }, { phone: SAO_PAULO }],
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		},
	);

	expect(jsonOf(result)).toEqual([made, made]);
});

const TOLL_FREE = '+18005550199';
const zone = (timeZone: string | null, localTime: string | null) => ({ timeZone, localTime });
const OF_NEW_YORK = zone('America/New_York', '2026-01-05T10:00-05:00');
const OF_LOS_ANGELES = zone('America/Los_Angeles', '2026-01-05T07:00-08:00');
const OF_SAO_PAULO = zone('America/Sao_Paulo', '2026-01-05T12:00-03:00');
const UNKNOWN_ZONE = zone(null, null);

// prettier-ignore
test.each<[string, string, INodeParameters, object]>([
	['without rules', NEW_YORK, {}, { reason: null, ...OF_NEW_YORK }],
	['without rules, in several zones', TOLL_FREE, {}, { reason: null, ...UNKNOWN_ZONE }],
	['before its hours', LOS_ANGELES, hours(), { reason: 'outsideCallingHours', ...OF_LOS_ANGELES, nextAllowedAt: '2026-01-05T17:00:00Z' }],
	['before its hours, whatever Outside says', LOS_ANGELES, hours({ outside: 'delay', from: '08:00' }), { reason: 'outsideCallingHours', nextAllowedAt: '2026-01-05T16:00:00Z' }],
	['in several zones, all of them open', TOLL_FREE, hours({ from: '00:00', to: '24:00' }), { reason: null, ...UNKNOWN_ZONE }],
	['in several zones, one of them closed', RECIFE, hours({ from: '12:30' }), { reason: 'outsideCallingHours', ...zone('America/Recife', '2026-01-05T12:00-03:00'), nextAllowedAt: '2026-01-05T15:30:00Z' }],
	['in a zone that is chosen', LOS_ANGELES, hours({ timeZone: 'America/Sao_Paulo' }), { reason: null, ...OF_SAO_PAULO }],
	['in no known zone', '+870773123456', { ...hours(), blockPremiumRate: false }, { reason: 'timeZoneUnknown', ...UNKNOWN_ZONE }],
	['that is not to be called, before its hours', LOS_ANGELES, { ...hours(), doNotCall: LOS_ANGELES }, { reason: 'doNotCall', ...OF_LOS_ANGELES, nextAllowedAt: null }],
])('Check says whether a number %s may be called, without a request', async (_which, phone, rules, expected) => {
	const result = await runTalkover(talkover(), { ...MAKE, operation: 'check', phone, rules });

	const [item] = jsonOf(result);
	expect(item).toMatchObject({ to: phone, callsInWindow: null, onCall: null, ...expected });
	expect(item?.allowed).toBe(item?.reason === null);
	expect(talkover().requests).toEqual([]);
});

describe('an AI model does not choose the rules', () => {
	const tool = (options: INodeParameters) => ({
		...MAKE,
		phone: fromAi('phone'),
		...inPanel(options),
	});

	const operationWith = (options: INodeParameters): INodeParameters => {
		if ('checkOnCall' in options) return { operation: 'check' };
		if (!('allowDuplicates' in options)) return {};
		return { operation: 'makeForCampaign', campaignId: chosen(SEED.activeCampaignId) };
	};

	test.each<[string, INodeParameters]>([
		['Allowed Country Names or IDs', { allowedCountries: fromAi('countries') }],
		['Block Premium-Rate and Satellite Numbers', { blockPremiumRate: fromAi('block', 'boolean') }],
		['Calling Hours', { callingHours: { hours: { timeZone: fromAi('zone') } } }],
		['Do Not Call', { doNotCall: fromAi('list') }],
		['Only Call', { onlyCall: fromAi('list') }],
		[
			'Max Calls per Contact',
			{ maxCallsPerContact: { limit: { calls: fromAi('most', 'number') } } },
		],
		['Max Calls per Hour', { maxCallsPerHour: "={{ $fromai('most', 'x', 'number') }}" }],
		['Skip If on a Call', { skipIfActive: fromAi('skip', 'boolean') }],
		['Check If on a Call', { checkOnCall: fromAi('skip', 'boolean') }],
		['Test Call', { isTest: fromAi('skip', 'boolean') }],
		['Send Again If Outcome Unknown', { resendUnknown: fromAi('skip', 'boolean') }],
		['Allow Duplicates', { allowDuplicates: fromAi('skip', 'boolean') }],
		// n8n adds what the model writes to the tool's item.
		['Do Not Call', { doNotCall: '={{ $json.list }}' }],
		['Allowed Country Names or IDs', { allowedCountries: '={{ $input.item.json.countries }}' }],
	])('%s with $fromAI is rejected', async (label, options) => {
		const args = {
			phone: NEW_YORK,
			countries: 'US',
			block: false,
			zone: 'UTC',
			list: '',
			most: 3,
			skip: false,
		};

		const { json } = await callTool(
			talkover(),
			{ ...tool(options), ...operationWith(options) },
			args,
		);

		expect(String(json.answer)).toContain(`${label}: can't be chosen by an AI model`);
		expect(talkover().requests).toEqual([]);
	});

	test('the calls of all agents count if a model chooses the agent', async () => {
		const options = { skipIfActive: false, maxCallsPerContact: { limit: {} } };
		const use = async (agentId: string, chooses: boolean) => {
			const agent = { ...chosen(''), mode: 'id', value: chooses ? fromAi('agent') : agentId };
			const parameters = { ...tool(options), agentId: agent };
			const args = { phone: NEW_YORK, agent: agentId };
			const { json } = await callTool(talkover(), parameters, args);
			return String(json.answer);
		};
		await use(SEED.salesAgentId, true);

		expect(await use(SEED.supportAgentId, true)).toContain('calledRecently');
		expect(talkover().dialed()).toHaveLength(1);
		expect(await use(SEED.supportAgentId, false)).not.toContain('calledRecently');
	});

	test.each([
		['resource', 'call'],
		['operation', 'make'],
	])('a tool whose model chooses the %s sends nothing', async (name, what) => {
		const parameters = { ...tool({}), [name]: fromAi('what') };

		const { error, json } = await callTool(talkover(), parameters, {
			...{ phone: NEW_YORK, what },
		});

		expect([error?.message, String(json.answer)].join()).toContain("An AI model can't choose");
		expect(talkover().requests).toEqual([]);
	});
});
