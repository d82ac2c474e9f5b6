import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { RequestSettings } from '../../tools/harness/talkoverNode';
import { ONE_AT_ONCE, jsonOf, runTalkover, talkoverRun } from '../../tools/harness/talkoverNode';
import { retryWorkflow, runWorkflow } from '../../tools/harness/workflow';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { fromAi, useTool } from '../support/n8n/tool';
import { MAKE } from '../support/calls/make';
import { useSimulator } from '../support/servers/useSimulator';
import { inPanel } from '../support/calls/inPanel';

const talkover = useSimulator();

const FIRST = '+12125001111';
const SECOND = '+12125002222';
const ITEMS = [FIRST, SECOND].map((phone) => ({ phone }));

const AND_WAIT: INodeParameters = { ...MAKE, operation: 'makeAndWait' };
const FOR_CAMPAIGN: INodeParameters = {
	...{ resource: 'call', operation: 'makeForCampaign', phone: '={{ $json.phone }}' },
	campaignId: chosen(SEED.activeCampaignId),
};
const OPERATIONS: readonly (readonly [string, INodeParameters])[] = [
	['Make', MAKE],
	['Make and Wait', AND_WAIT],
	['Make for Campaign', FOR_CAMPAIGN],
];

const CALL = {
	id: 'existing-1',
	to: FIRST,
	status: 'answered',
	created_at: '2026-01-05T14:00:00Z',
};
const CONFLICT = { success: false, message: 'Conflito', existing_call: CALL };
const SKIPPED = {
	...{ outcome: 'skipped', placed: false, reason: 'duplicate', retryable: false },
	...{ id: 'existing-1', to: FIRST },
};

/** Talkover answers the first request for a call to a number so. */
const answerTo = (phone: string, status: number, body: unknown) => {
	talkover().fail({ phone, times: 1, fault: { kind: 'answer', status, body } });
};
const call = async (
	parameters: INodeParameters,
	items: readonly IDataObject[] = [{ phone: FIRST }],
	credential: RequestSettings = {},
) => runTalkover(talkover(), parameters, { credential, items });

test.each(OPERATIONS)(
	'%s skips a call that already exists, as a 409 with its ID says',
	async (_, parameters) => {
		answerTo(FIRST, 409, CONFLICT);

		const result = await call(parameters);

		expect(result.error).toBeUndefined();
		expect(jsonOf(result)).toEqual([
			{
				...{ ...SKIPPED, status: 'answered', created_at: CALL.created_at },
				message: `${FIRST} wasn't called, because Talkover already has a call to this number`,
			},
		]);
		expect(talkover().dialed()).toEqual([FIRST]);
		// Nothing is waited for.
		expect(talkover().requests.at(-1)?.method).toBe('POST');
	},
);

test.each(OPERATIONS)(
	'%s fails for a 409 that names no call with an ID, and for another status that does',
	async (_, parameters) => {
		for (const existing of [undefined, ' ', true, { status: 'queued' }]) {
			answerTo(FIRST, 409, { success: false, message: 'No', existing_call: existing });
		}
		answerTo(FIRST, 409, { success: false, message: 'A call exists', call: CALL });
		answerTo(FIRST, 400, CONFLICT);
		answerTo(FIRST, 422, CONFLICT);

		const results = [];
		for (let index = 0; index < 7; index += 1) results.push(await call(parameters));

		const statuses = [...Array<string>(5).fill('409'), '400', '422'];
		expect(results.map(({ error }) => error?.httpCode)).toEqual(statuses);
	},
);

test.each(OPERATIONS)(
	'an existing call does not count for Max Calls per Execution of %s, nor for Max Calls per Contact',
	async (_, parameters) => {
		answerTo(FIRST, 409, CONFLICT);
		const maxCallsPerContact = { limit: { calls: 1, period: 1, unit: 'hours' } };
		const limits = inPanel({ maxCalls: 1, maxCallsPerContact, callsAtOnce: 1 });
		const wait = parameters === AND_WAIT ? { waitAtMost: 0 } : {};

		const result = await call({ ...parameters, ...wait, ...limits }, ITEMS, ONE_AT_ONCE);
		const again = await call({ ...parameters, ...wait, ...limits });

		expect(jsonOf(result)).toMatchObject([SKIPPED, { placed: true, to: SECOND }]);
		expect(jsonOf(again)).toMatchObject([{ placed: true, to: FIRST }]);
	},
);

test.each(OPERATIONS)(
	'a retry of an execution outputs the existing call again, and %s sends nothing for it',
	async (_, parameters) => {
		const wait = parameters === AND_WAIT ? { waitAtMost: 0 } : {};
		const options = { callsAtOnce: 1 };
		const oneByOne = { ...parameters, ...wait, options };
		const run = talkoverRun(talkover(), oneByOne, { credential: ONE_AT_ONCE, items: ITEMS });
		answerTo(FIRST, 409, CONFLICT);
		answerTo(SECOND, 422, { success: false, message: 'No' });
		const failed = await runWorkflow(run);

		const retried = await retryWorkflow(run, failed);

		expect(failed.status).toBe('error');
		expect(jsonOf(retried)).toMatchObject([SKIPPED, { placed: true, to: SECOND }]);
		expect(talkover().dialed()).toEqual([FIRST, SECOND, SECOND]);
	},
);

test.each([
	['with another name of its ID', { existing_call: { call_id: 'x' } }],
	['in data', { data: { existing_call: { id: 'x' } } }],
	['in the error', { error: { message: 'Exists', existing_call: { id: 'x' } } }],
	['as an ID', { existing_call: 'x' }],
])('a 409 with the existing call %s says so as well', async (_where, body) => {
	answerTo(FIRST, 409, body);

	expect(jsonOf(await call(FOR_CAMPAIGN))).toMatchObject([{ placed: false, id: 'x' }]);
});

test('another execution calls a number whose existing call was not its own', async () => {
	answerTo(FIRST, 409, CONFLICT);
	await call(MAKE);

	expect(jsonOf(await call(MAKE))).toMatchObject([{ placed: true }]);
});

test('an AI agent reads in words that a call exists already', async () => {
	answerTo(FIRST, 409, CONFLICT);
	const tool = { ...MAKE, phone: fromAi('phone') };

	const { json } = await useTool(talkover(), tool, [{ phone: FIRST }]);

	expect(JSON.stringify(json)).toContain('Talkover already has a call to this number');
});
