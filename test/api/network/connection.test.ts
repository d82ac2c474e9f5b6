import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../tools/simulator/http/faults';
import { SEED } from '../../../tools/simulator/state';
import { skipWaits } from '../../support/time/skippedTime';
import type { RequestSettings } from '../../../tools/harness/talkoverNode';
import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';

const CREATE = { resource: 'agent', operation: 'create', name: 'A' };
const GET_ACTIVE = {
	resource: 'call',
	operation: 'getActive',
	agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
	phone: '+12125550123',
};

const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});

/** Runs a create with this fault and returns the error as the editor shows it. */
async function shownFor(
	fault: Fault,
	parameters: INodeParameters = CREATE,
	credential: RequestSettings = {},
) {
	talkover().fail({ fault });
	return shownError(await runTalkover(talkover(), parameters, { credential }));
}

test('a connection lost after a create is reported with an unknown outcome', async () => {
	const shown = await shownFor({ kind: 'resetAfter' });

	expect(shown).toEqual({
		message:
			'Outcome unknown: the request for the agent "A" may have gone through – The connection to Talkover was lost before a response arrived (ECONNRESET)',
		lines: ['Check the list of agents in Talkover before you run it again'],
	});
	expect(talkover().state.agents).toHaveLength(4);
});

test('a connection lost during a read is reported as safe to run again', async () => {
	const shown = await shownFor({ kind: 'resetBefore' }, GET_ACTIVE);

	expect(shown.lines).toEqual(['Run it again in a few minutes']);
});

test('a create without a response times out and is reported with an unknown outcome', async () => {
	talkover().fail({ operationId: 'createAgent', fault: { kind: 'silence' } });

	const shown = shownError(await runTalkover(talkover(), CREATE, { credential: { timeout: 1 } }));

	expect(shown.message).toBe(
		`Outcome unknown: the request for the agent "A" may have gone through – Talkover didn't respond within 1 second`,
	);
	expect(shown.lines).toEqual([
		expect.stringMatching(
			/^Check the list of agents .+\. To wait longer, raise 'Timeout \(Seconds\)' in the Talkover API credential$/,
		),
	]);
});

test('an address where nothing listens is reported as unreachable', async () => {
	const { error } = await runTalkover({ url: 'http://127.0.0.1:9/api/v1', token: 't' }, CREATE);

	expect(error?.message).toBe("Couldn't connect to Talkover at 127.0.0.1:9 (ECONNREFUSED)");
	expect(error?.description).toContain('Check the Base URL of the Talkover API credential');
});

test('an https address whose server only speaks http is reported as unreachable, and nothing is sent', async () => {
	const url = talkover().url.replace('http:', 'https:');
	const { error } = await runTalkover({ url, token: 't' }, CREATE);

	expect(error?.message).toMatch(/^Couldn't connect to Talkover at 127\.0\.0\.1:\d+ \(\w+\)$/);
	expect(talkover().requests).toEqual([]);
});

test.each([
	[
		{ url: 'http://talkover.example.com/api/v1' },
		'The Base URL must start with https://, because http:// would send the API token unencrypted (talkover.example.com)',
	],
	[
		{ url: 'talkover' },
		'The Base URL must be a web address such as https://app.talkover.ai/api/v1',
	],
	[{ token: '' }, 'The API token is empty: enter the API token of your Talkover environment'],
	[{ token: 'talq 1' }, 'The API token contains spaces or invalid characters: paste it again'],
])('the credential %j is rejected, and nothing is sent', async (data, message) => {
	const { url, token } = { ...talkover(), ...data };
	const stopped = await runTalkover({ url, token }, CREATE);
	const continued = await runTalkover({ url, token }, CREATE, {
		items: [{}, {}],
		settings: { onError: 'continueRegularOutput' },
	});

	expect(stopped.error?.message).toBe(`The Talkover API credential can't be used – ${message}`);
	expect(stopped.error?.description).toBe(
		'Open the Talkover API credential and correct it. Nothing was sent',
	);
	expect(jsonOf(continued)).toEqual([
		expect.objectContaining({ message: stopped.error?.message }),
		expect.objectContaining({ message: stopped.error?.message }),
	]);
	expect(talkover().requests).toEqual([]);
});
